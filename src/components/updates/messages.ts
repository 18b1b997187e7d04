import { deUpdates } from '../locales/de.updates.ts';
import { enUpdates, type UpdatesMessages } from '../locales/en.updates.ts';

export type { UpdatesMessages };

/** The messages for a language tag; English for a language that isn't there. */
export const messagesFor = (locale: string): UpdatesMessages => (/^de\b/i.test(locale) ? deUpdates : enUpdates);
