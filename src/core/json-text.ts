/**
 * A value as JSON, as `JSON.stringify` writes it, but without asking anything for its `toJSON`: old libraries give every array one that
 * makes a text of it. Of plain objects, lists, texts, numbers and the like.
 * @param indent What each level is moved in by; empty: on one line.
 */
export function jsonText(value: unknown, indent = '', before = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const isList = Array.isArray(value);
  const inner = before + indent;
  const parts = isList
    ? value.map((item) => jsonText(item, indent, inner))
    : Object.entries(value).flatMap(([name, item]) =>
        item === undefined ? [] : `${JSON.stringify(name)}:${indent && ' '}${jsonText(item, indent, inner)}`,
      );
  const [open, close] = isList ? '[]' : '{}';
  const line = (start: string): string => (indent && parts.length ? `\n${start}` : '');
  return `${open}${line(inner)}${parts.join(`,${line(inner)}`)}${line(before)}${close}`;
}
