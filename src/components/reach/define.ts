import { define } from '../shared/define.ts';
import { GlassjarReach } from './reach.ts';

define('glassjar-reach', GlassjarReach);

export { GlassjarReach };
