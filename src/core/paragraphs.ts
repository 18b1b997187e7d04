/** Signs after which a paragraph is so long that it is parted at the end of a sentence. */
const longest = 900;

/** Signs that are shown of a text before it folds, and what must at least be left to be worth folding. */
const shownFirst = 320;
const worthFolding = 160;

/** The paragraphs of a plain text: parted by blank lines, and a wall of text at the ends of sentences. No word is lost, none is parted. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n[^\S\n]*\n\s*/)
    .flatMap((paragraph) => partedAtSentences(paragraph.trim()))
    .filter(Boolean);
}

function partedAtSentences(paragraph: string): string[] {
  const parts: string[] = [];
  let rest = paragraph;
  while (rest.length > longest) {
    const piece = rest.slice(0, longest);
    const sentence = /^[^]*[.!?…。](?=\s)/.exec(piece)?.[0].length ?? 0;
    // A blank anywhere, then the next one behind, for a word that is longer than a paragraph.
    const word = piece.search(/\s\S*$/);
    const next = rest.slice(longest).search(/\s/);
    const end = sentence > longest / 4 ? sentence : word > 0 ? word : next < 0 ? rest.length : longest + next;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trim();
  }
  return [...parts, rest];
}

/** How many of the paragraphs are shown before the text folds; all of them where little would be left. */
export function foldAfter(paragraphs: readonly string[]): number {
  let signs = 0;
  const count = paragraphs.findIndex((paragraph) => (signs += paragraph.length) >= shownFirst) + 1;
  const rest = paragraphs.slice(count).join('').length;
  return count && rest >= worthFolding ? count : paragraphs.length;
}
