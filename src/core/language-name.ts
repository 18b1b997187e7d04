/** A language's name in another, whatever the region: `Englisch` for `en-GB`; its tag where the engine knows no name. @param tag BCP 47. @param locale BCP 47. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(primary(tag)) ?? tag;
  } catch {
    return tag;
  }
}

/** Whether two tags are of one language, whatever the region or script: `de-AT` and `de`. */
export const isSameLanguage = (one: string, other: string): boolean => primary(one) === primary(other);

const primary = (tag: string): string => tag.split('-', 1)[0]!.toLowerCase();
