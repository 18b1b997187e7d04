/* A form of a page as a browser without scripts would send it. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;

const textIn = (node: DefaultTreeAdapterTypes.ParentNode): string =>
  node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');

/** Names and values of the form with an id, in their order; its buttons are left out. */
export function formPairs(html: string, id: string): [string, string][] {
  const pairs: [string, string][] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node, within: boolean): void => {
    if (!('childNodes' in node)) return;
    const element = 'tagName' in node ? node : undefined;
    const isIn = within || (element?.tagName === 'form' && attribute(element, 'id') === id);
    const name = element && isIn ? attribute(element, 'name') : undefined;
    if (element && name && attribute(element, 'disabled') === undefined) {
      const type = attribute(element, 'type') ?? 'text';
      if (element.tagName === 'textarea') pairs.push([name, textIn(element).replaceAll('\n', '\r\n')]);
      if (element.tagName === 'select') {
        const options = element.childNodes.filter((child): child is Element => child.nodeName === 'option');
        const chosen = options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0];
        if (chosen) pairs.push([name, attribute(chosen, 'value') ?? '']);
      }
      const isOn = !['checkbox', 'radio'].includes(type) || attribute(element, 'checked') !== undefined;
      if (element.tagName === 'input' && isOn && !['submit', 'button', 'file'].includes(type))
        pairs.push([name, attribute(element, 'value') ?? '']);
    }
    for (const child of node.childNodes) walk(child, isIn);
  };
  walk(parse(html), false);
  return pairs;
}

/** The pairs as the carrier of our forms packs them. */
export const packed = (fields: readonly (readonly [string, string])[]): string =>
  JSON.stringify({ fields, bytes: fields.flat().reduce((sum, text) => sum + Buffer.byteLength(text), 0) });
