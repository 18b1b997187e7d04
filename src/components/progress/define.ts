import { define } from '../shared/define.ts';
import { GlassjarProgress } from './progress.ts';

define('glassjar-progress', GlassjarProgress);

export { GlassjarProgress };
