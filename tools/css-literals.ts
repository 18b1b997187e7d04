import MagicString from 'magic-string';
import type { Plugin } from 'vite';

/**
 * Takes the blanks and comments out of css`…` literals, for the script builds. The usual minifier (clean-css, inside
 * rollup-plugin-html-literals) does not know nesting, layers or container queries and drops rules that use them.
 */
export function cssLiterals(): Plugin {
  return {
    name: 'glassjar:css-literals',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.ts$/, code: 'css`' },
      handler(code) {
        const changed = new MagicString(code);
        for (const literal of code.matchAll(/(?<=\bcss`)[^`]+(?=`)/g)) {
          changed.update(literal.index, literal.index + literal[0].length, minifyCss(literal[0]));
        }
        return { code: changed.toString(), map: changed.generateMap({ hires: true }) };
      },
    },
  };
}

/** Strings and `${…}` are kept as they are; everything between them is squeezed. */
export function minifyCss(css: string): string {
  const kept: string[] = [];
  const keep = (text: string): string => `\0${kept.push(text) - 1}\0`;
  return (
    css
      .replace(/\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\$\{[^}]*\}/g, (part) =>
        part.startsWith('/*') ? '' : keep(part),
      )
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      // Only after a colon: before it, a blank is a descendant combinator (`a :hover`). An empty `--x: ;` keeps its blank.
      .replace(/: (?![;}])/g, ':')
      .replace(/;}/g, '}')
      .trim()
      .replace(/\0(\d+)\0/g, (_, index: string) => kept[Number(index)] ?? '')
  );
}
