import { deNeeds } from '../locales/de.needs.ts';
import { enNeeds, type NeedsMessages } from '../locales/en.needs.ts';

export type { NeedsMessages };

/** The words of this part, which loads on use. */
export const messagesFor = (locale: string): NeedsMessages => (/^de\b/i.test(locale) ? deNeeds : enNeeds);
