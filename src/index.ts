/** The package: classes, types and adapters. Importing it registers nothing. */
export type * from './adapters/adapter.ts';
export { inlineAdapter } from './adapters/inline.ts';
export { jsonAdapter } from './adapters/json.ts';
export { registerAdapter } from './adapters/registry.ts';
export { GlassjarBank } from './components/bank/bank.ts';
export { GlassjarBook } from './components/book/book.ts';
export { GlassjarCounter } from './components/counter/counter.ts';
export { GlassjarDonate } from './components/donate/donate.ts';
export {
  GlassjarDonatedEvent,
  GlassjarDonateRequestEvent,
  type DonateMethod,
} from './components/shared/donate-events.ts';
export { GlassjarEmbed } from './components/embed/embed.ts';
export { GlassjarLedger } from './components/ledger/ledger.ts';
export { GlassjarNeeds } from './components/needs/needs.ts';
export { GlassjarPanel } from './components/panel/panel.ts';
export { GlassjarPress } from './components/press/press.ts';
export { GlassjarProgress } from './components/progress/progress.ts';
export { GlassjarReach } from './components/reach/reach.ts';
export { GlassjarRecord } from './components/record/record.ts';
export { GlassjarSections } from './components/sections/sections.ts';
export { GlassjarShare } from './components/share/share.ts';
export { GlassjarSupporters } from './components/supporters/supporters.ts';
export { GlassjarErrorEvent, GlassjarLoadedEvent, GlassjarSharedEvent } from './components/shared/events.ts';
export { GlassjarUpdates } from './components/updates/updates.ts';
export type * from './core/campaign.ts';
export { decode } from './core/decode.ts';
export { GlassjarError, type GlassjarErrorCode, type Problem } from './core/errors.ts';
export type { Money } from './core/money.ts';
export { makeReference, parseReference } from './core/reference.ts';
export { version } from './version.ts';
