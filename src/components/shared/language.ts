import { de } from '../locales/de.ts';
import { en, type Messages } from '../locales/en.ts';

/** A language and its messages, as an element uses them. */
export interface Language {
  /** BCP 47, for formatting, and always one that Intl takes: a language that is there, with the page's region if it names one. */
  readonly locale: string;
  readonly messages: Messages;
}

const spoken: Readonly<Record<string, Messages>> = { en, de };

/** What is used of a tag: its language and region. The rest (a script, a calendar, digits, nonsense) is the page's and may be anything. */
const tag = /^([a-z]{2,3})(?:[-_ ]+[a-z]{4})?(?:[-_ ]+([a-z]{2}))?(?![a-z\d])/i;

/**
 * The language for what a page calls one (`de-AT`, `de_DE`, `DE`, ` de `): the one place in which a page's word is made safe.
 * English for one that isn't there.
 */
export function languageFor(said: string): Language {
  const [, name = '', region] = tag.exec(said.trim()) ?? [];
  const locale = name.toLowerCase();
  return Object.hasOwn(spoken, locale)
    ? { locale: region ? `${locale}-${region.toUpperCase()}` : locale, messages: spoken[locale]! }
    : { locale: 'en', messages: en };
}

/** The language an element stands in: the nearest `lang` that names one, also across shadow roots; what names none is passed over. */
export function languageOf(element: Element): string {
  for (let at: Element | null | undefined = element; at;) {
    const said = at.getAttribute('lang')?.trim() ?? '';
    if (tag.test(said)) return said;
    at = at.parentElement ?? (at.getRootNode() as Partial<ShadowRoot>).host;
  }
  return 'en';
}
