import { define } from '../shared/define.ts';
import { GlassjarNeeds } from './needs.ts';

define('glassjar-needs', GlassjarNeeds);

export { GlassjarNeeds };
