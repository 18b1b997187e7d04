import { define } from '../shared/define.ts';
import { GlassjarBank } from './bank.ts';

define('glassjar-bank', GlassjarBank);

export { GlassjarBank };
