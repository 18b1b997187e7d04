/** A text normalised (NFC), unless the page has put something else in the place of that: Sugar's `normalize` takes every accent away. */
export const nfc = (text: string): string => ('ä'.normalize() === 'ä' ? text.normalize() : text);
