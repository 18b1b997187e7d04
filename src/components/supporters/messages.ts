import { deSupporters } from '../locales/de.supporters.ts';
import { enSupporters, type SupportersMessages } from '../locales/en.supporters.ts';

export type { SupportersMessages };

/** The words of this part, which loads on use. */
export const messagesFor = (locale: string): SupportersMessages =>
  /^de\b/i.test(locale) ? deSupporters : enSupporters;
