import { deDonate, deDonateFormal } from '../locales/de.donate.ts';
import { enDonate, type DonateMessages } from '../locales/en.donate.ts';

export type { DonateMessages };

/** The words of this part, which loads on use. */
export function messagesFor(locale: string, isFormal: boolean): DonateMessages {
  if (!/^de\b/i.test(locale)) return enDonate;
  return isFormal ? { ...deDonate, ...deDonateFormal } : deDonate;
}
