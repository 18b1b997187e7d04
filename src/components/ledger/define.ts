import { define } from '../shared/define.ts';
import { GlassjarLedger } from './ledger.ts';

define('glassjar-ledger', GlassjarLedger);

export { GlassjarLedger };
