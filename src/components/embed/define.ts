import { define } from '../shared/define.ts';
import { GlassjarEmbed } from './embed.ts';

define('glassjar-embed', GlassjarEmbed);

export { GlassjarEmbed };
