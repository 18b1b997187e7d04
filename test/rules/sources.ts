/* The sources of the library, as the rules read them. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  /** A path from the root (`src/core/money.ts`), or a package's specifier. */
  readonly to: string;
  readonly type: boolean;
}

export interface Source {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text with its comments blanked, line for line. */
  readonly code: string;
  readonly imports: readonly Import[];
  /** Nothing in it but `export … from`. */
  readonly barrel: boolean;
}

/** Parts of a text replaced by blanks; lines stay where they are. */
const blank = (text: string, from: number, to: number): string =>
  text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to);

export function read(path: string): Source {
  return parse(path, readFileSync(join(root, path), 'utf8'));
}

export function parse(path: string, text: string): Source {
  const { comments, module, program } = parseSync(path, text);
  const code = comments.reduce((rest, comment) => blank(rest, comment.start, comment.end), text);
  const resolve = (to: string): string => (to.startsWith('.') ? posix.join(posix.dirname(path), to) : to);
  const imports: Import[] = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      to: resolve(moduleRequest.value),
      type: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...module.staticExports
      .flatMap(({ entries }) => entries)
      .flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ to: resolve(moduleRequest.value), type: isType }] : [],
      ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      to: resolve(text.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
      type: false,
    })),
  ];
  const barrel =
    program.body.length > 0 &&
    program.body.every(
      (node) =>
        node.type === 'ExportAllDeclaration' ||
        ('source' in node && node.source && node.type === 'ExportNamedDeclaration'),
    );
  return { path, text, code, imports, barrel };
}

export const listFiles = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();

export const sources: readonly Source[] = listFiles('src/**/*.ts').map(read);

/** `path:line` of every match, for a failure that says where to look. */
export function places({ path, code }: Source, pattern: RegExp): string[] {
  return code.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : []));
}

export const folderOf = (path: string): string => relative('src', dirname(path)).replaceAll('\\', '/');
