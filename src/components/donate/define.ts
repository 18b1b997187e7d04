import '../share/define.ts';
import { define } from '../shared/define.ts';
import { GlassjarDonate } from './donate.ts';

define('glassjar-donate', GlassjarDonate);

export { GlassjarDonate };
