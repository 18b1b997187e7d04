import { deReach, deReachFormal } from '../locales/de.reach.ts';
import { enReach, type ReachMessages } from '../locales/en.reach.ts';

/** The reach's messages for a language tag. */
export function messagesFor(locale: string, isFormal: boolean): ReachMessages {
  if (!/^de\b/i.test(locale)) return enReach;
  return isFormal ? { ...deReach, ...deReachFormal } : deReach;
}
