import { describe } from 'vitest';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import { storeContract } from '../../contracts/store.contract.ts';
import { sqliteBench } from '../sqlite-bench.ts';

describe('SQLite on a thread of its own', () => {
  storeContract(sqliteBench(openSqlite));
});
