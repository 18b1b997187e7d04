import { describe } from 'vitest';
import { openHere } from '../../src/server/store/sqlite-store.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { sqliteBench } from './sqlite-bench.ts';

// On this thread, which is quicker; on one of its own it is in slow/sqlite.test.ts.
describe('SQLite', () => {
  storeContract(sqliteBench(openHere));
});
