import type { Campaign } from '../../core/campaign.ts';
import type { GlassjarError, Problem } from '../../core/errors.ts';

/** The browser's own Event, also where an old library (MooTools) has put its own in the place of the global one. */
export const OwnEvent = Object.getPrototypeOf(CustomEvent) as typeof Event;

/** A campaign was read and is shown, for the first time or anew. Bubbles, composed. */
export class GlassjarLoadedEvent extends OwnEvent {
  readonly campaign: Campaign;
  constructor(campaign: Campaign) {
    super('glassjar-loaded', { bubbles: true, composed: true });
    this.campaign = campaign;
  }
}

/** A campaign could not be read (`error`), or parts of it were refused (`problems`). For its author, not for readers. Bubbles, composed. */
export class GlassjarErrorEvent extends OwnEvent {
  /** Absent when the campaign is shown all the same. */
  readonly error: GlassjarError | undefined;
  readonly problems: readonly Problem[];
  constructor(error: GlassjarError | undefined, problems: readonly Problem[]) {
    super('glassjar-error', { bubbles: true, composed: true });
    this.error = error;
    this.problems = problems;
  }
}

/** A reader chose a way to share. Says the channel, nothing about the reader. Bubbles, composed. */
export class GlassjarSharedEvent extends OwnEvent {
  /** A network's id (`mastodon`), `copy` or `system`. */
  readonly channel: string;
  constructor(channel: string) {
    super('glassjar-shared', { bubbles: true, composed: true });
    this.channel = channel;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'glassjar-loaded': GlassjarLoadedEvent;
    'glassjar-error': GlassjarErrorEvent;
    'glassjar-shared': GlassjarSharedEvent;
  }
}
