import { define } from '../shared/define.ts';
import { GlassjarSections } from './sections.ts';

define('glassjar-sections', GlassjarSections);

export { GlassjarSections };
