import '../book/define.ts';
import '../counter/define.ts';
import '../progress/define.ts';
import '../share/define.ts';
import { define } from '../shared/define.ts';
import { GlassjarPanel } from './panel.ts';

define('glassjar-panel', GlassjarPanel);

export { GlassjarPanel };
