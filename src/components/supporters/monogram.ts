/** A letter without what stands on it would be another letter, so its marks go with it. */
const initial = /^[\p{P}\p{S}]*(\p{L}\p{M}*|\p{N})/u;

/**
 * One or two initials for the circle beside a name: of the words that begin with a capital (or in a script that has none)
 * the first two, so that "Pia und Jonas" is PJ. Empty for a name of signs only. Decoration, not a word to be read out.
 */
export function monogramOf(name: string): string {
  const words = name.slice(0, 200).split(/[\s-]+/u);
  const letters = words.map((word) => initial.exec(word)?.[1] ?? '').filter(Boolean);
  const capitals = letters.filter((letter) => /^\p{Lu}/u.test(letter));
  // Two letters of a script that joins them would read as a word.
  return (capitals.length ? capitals.slice(0, 2).join('') : (letters[0] ?? '')).toUpperCase();
}
