import { define } from '../shared/define.ts';
import { GlassjarRecord } from './record.ts';

define('glassjar-record', GlassjarRecord);

export { GlassjarRecord };
