import { define } from '../shared/define.ts';
import { GlassjarUpdates } from './updates.ts';

define('glassjar-updates', GlassjarUpdates);

export { GlassjarUpdates };
