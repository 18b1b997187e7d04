/*
 * A server behind a path of another site: PUBLIC_URL=https://example.org/jar. The web server before it may take the path off, or leave it
 * on, as each does by default; both are answered, and all that is made here to be asked for again has it.
 */

/** The path of an address without a slash at its end; `''` for none. */
export const basePathOf = (publicUrl: string): string => new URL(publicUrl).pathname.replace(/\/+$/, '');

/** A path with its query, from here on: without what it has in common with the server's own. */
export function below(base: string, target: string): string {
  if (!base || !target.startsWith(base)) return target;
  const rest = target.slice(base.length);
  if (rest.startsWith('/')) return rest;
  return rest === '' || rest.startsWith('?') ? `/${rest}` : target;
}
