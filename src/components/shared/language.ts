import { de } from '../locales/de.ts';
import { en, type Messages } from '../locales/en.ts';

/** A language and its messages, as an element uses them. */
export interface Language {
  /** BCP 47, for formatting: as the page says it where the language is known, else `en`. */
  readonly locale: string;
  readonly messages: Messages;
}

const spoken: Readonly<Record<string, Messages>> = { en, de };

/** Finds the messages for a language tag (`de-AT` speaks `de`); English for one that isn't there. */
export function languageFor(tag: string): Language {
  const messages = spoken[tag.split('-', 1)[0]!.toLowerCase()];
  return messages ? { locale: tag, messages } : { locale: 'en', messages: en };
}

/** The language an element stands in: the nearest `lang`, also across shadow roots. */
export function languageOf(element: Element): string {
  for (let at: Element | undefined = element; at;) {
    const found: Element | null = at.closest('[lang]');
    // As WordPress and POSIX write it, `de_DE`, is no language to a browser, but is meant as one.
    if (found) return (found.getAttribute('lang') || 'en').replaceAll('_', '-');
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return 'en';
}
