import { deMore, deMoreFormal } from '../locales/de.more.ts';
import { enMore, type MoreMessages } from '../locales/en.more.ts';

export type ShareMessages = MoreMessages;

/** The messages of the parts that load on use. */
export function messagesFor(locale: string, isFormal: boolean): MoreMessages {
  if (!/^de\b/i.test(locale)) return enMore;
  return isFormal ? { ...deMore, ...deMoreFormal } : deMore;
}
