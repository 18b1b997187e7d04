import { define } from '../shared/define.ts';
import { GlassjarCounter } from './counter.ts';

define('glassjar-counter', GlassjarCounter);

export { GlassjarCounter };
