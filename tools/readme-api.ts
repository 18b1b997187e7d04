/* The README's tables of attributes, events, slots and so on, made from the manifest. */
import type { ElementApi } from './manifest.ts';

export const start = '<!-- api:start -->';
export const end = '<!-- api:end -->';

/** A cell must not end the table's line or column. */
const cell = (text: string | undefined): string => (text ?? '').replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
const code = (text: string | undefined): string => (text ? `\`${cell(text)}\`` : '');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return ['', line(head), line(head.map(() => '---')), ...rows.map(line)];
}

const described = (list: ElementApi['slots']): string[][] =>
  (list ?? []).map(({ name, description }) => [name ? code(name) : '(children)', cell(description)]);

function section(element: ElementApi): string[] {
  const attributes = (element.attributes ?? []).map(({ name, type, description }) => [
    code(name),
    code(type?.text.replace(/ \| undefined$/, '')),
    cell(description),
  ]);
  const events = (element.events ?? []).map(({ name, description }) => [code(name), cell(description)]);
  return [
    `### \`<${element.tagName}>\``,
    '',
    cell(element.summary ?? element.description),
    ...table(['Attribute', 'Type', 'What it does'], attributes),
    ...table(['Event', 'When'], events),
    ...table(['Slot', 'What goes in'], described(element.slots)),
    ...table(['CSS part', 'What it is'], described(element.cssParts)),
    ...table(['CSS property', 'What it sets'], described(element.cssProperties)),
    '',
  ];
}

export const apiTables = (elements: readonly ElementApi[]): string => elements.flatMap(section).join('\n').trim();

/** The README with its tables renewed; undefined when the markers are missing. */
export function withTables(readme: string, elements: readonly ElementApi[]): string | undefined {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) return undefined;
  return `${readme.slice(0, from + start.length)}\n\n${apiTables(elements)}\n\n${readme.slice(to)}`;
}
