/** The package: classes, types and adapters. Importing it registers nothing. */
export type * from './adapters/adapter.ts';
export { inlineAdapter } from './adapters/inline.ts';
export { jsonAdapter } from './adapters/json.ts';
export { registerAdapter } from './adapters/registry.ts';
export { GlassjarBook } from './components/book/book.ts';
export { GlassjarCounter } from './components/counter/counter.ts';
export { GlassjarEmbed } from './components/embed/embed.ts';
export { GlassjarPanel } from './components/panel/panel.ts';
export { GlassjarProgress } from './components/progress/progress.ts';
export { GlassjarSections } from './components/sections/sections.ts';
export { GlassjarShare } from './components/share/share.ts';
export { GlassjarErrorEvent, GlassjarLoadedEvent, GlassjarSharedEvent } from './components/shared/events.ts';
export type * from './core/campaign.ts';
export { decode } from './core/decode.ts';
export { GlassjarError, type GlassjarErrorCode, type Problem } from './core/errors.ts';
export type { Money } from './core/money.ts';
export { version } from './version.ts';
