import { define } from '../shared/define.ts';
import { GlassjarPress } from './press.ts';

define('glassjar-press', GlassjarPress);

export { GlassjarPress };
