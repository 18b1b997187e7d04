import { define } from '../shared/define.ts';
import { GlassjarSupporters } from './supporters.ts';

define('glassjar-supporters', GlassjarSupporters);

export { GlassjarSupporters };
