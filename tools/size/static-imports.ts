import { parseSync } from 'vite';

/** The specifiers that a built module imports or re-exports from before it runs; not those of `import()`. */
export function staticImports(code: string): string[] {
  const { module } = parseSync('module.js', code);
  const sources = [
    ...module.staticImports.map((found) => found.moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value)),
  ];
  return [...new Set(sources.filter((source) => source !== undefined))];
}
