import { dePress } from '../locales/de.press.ts';
import { enPress, type PressMessages } from '../locales/en.press.ts';

export type { PressMessages };

/** The messages for a language tag; English for a language that isn't there. */
export const messagesFor = (locale: string): PressMessages => (/^de\b/i.test(locale) ? dePress : enPress);
