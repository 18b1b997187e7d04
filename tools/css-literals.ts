import MagicString from 'magic-string';
import type { Plugin } from 'vite';

/**
 * Takes the blanks and comments out of css`…` literals, for the script builds. The usual minifier (clean-css, inside
 * rollup-plugin-html-literals) does not know nesting, layers or container queries and drops rules that use them.
 *
 * Where nothing is put into a file's literals there is nothing that css would have to check, and unsafeCSS, which Lit itself needs
 * anyway, makes the same of them: so css with its messages stays out of the script.
 */
export function cssLiterals(): Plugin {
  return {
    name: 'glassjar:css-literals',
    transform: {
      filter: { id: /\/src\/.*\.ts$/, code: 'css`' },
      handler(code) {
        const changed = new MagicString(code);
        const literals = [...code.matchAll(/\bcss`([^`]+)`/g)];
        const isWhole = literals.every(([text]) => !text.includes('${'));
        for (const { 0: literal, 1: css = '', index } of literals) {
          const text = `\`${minifyCss(css)}\``;
          changed.update(index, index + literal.length, isWhole ? `unsafeCSS(${text})` : `css${text}`);
        }
        if (isWhole) changed.replace(/(?<=\bimport \{[^}]*\b)css(?=\b[^}]*\} from ['"]lit['"])/, 'unsafeCSS');
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
