import { define } from '../shared/define.ts';
import { GlassjarShare } from './share.ts';

define('glassjar-share', GlassjarShare);

export { GlassjarShare };
