import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readXml, textOf, type XmlElement } from '../../src/core/xml.ts';
import { expectProportion } from './growth.ts';

const first = (element: XmlElement | undefined, name: string): XmlElement =>
  element?.children.find((child) => typeof child !== 'string' && child.name === name) as XmlElement;
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

/** Pieces that steer a reader of XML into its corners. */
const piece = fc.constantFrom(
  '<', '>', '/>', '</', '<a', '<a>', '</a>', '<a:b ', 'xmlns:a="x"', ' b="', "'", '"', '=', '<!--', '-->', '<![CDATA[', ']]>', '<!DOCTYPE a [', ']>',
  '<!ENTITY b "c">', '<?', '?>', '&', '&amp;', '&b;', '&#0;', '&#xD800;', '&#1114112;', ' ', '\n', 'text', '\u0000', '😀', '__proto__',
); // prettier-ignore

describe('XML', () => {
  test('is read with its namespaces, attributes and entities', () => {
    const root = readXml(
      `<?xml version="1.0"?><a xmlns="one" xmlns:x="two" b='1 &lt; 2' x:c="&#x41;&#66;"><x:d>t &amp; u</x:d><e xmlns=""/></a>`,
    )!;
    expect([root.space, root.name, root.isWhole]).toEqual(['one', 'a', true]);
    expect(root.attributes.get('b')).toBe('1 < 2');
    expect(root.attributes.get('x:c')).toBe('AB');
    expect(first(root, 'd')).toMatchObject({ space: 'two', children: ['t & u'] });
    expect(first(root, 'e')).toMatchObject({ space: '', isWhole: true });
  });

  test('keeps a namespace to the element that declares it', () => {
    const root = readXml('<a><b xmlns:x="inner"><x:c/></b><x:c/></a>')!;
    expect(first(first(root, 'b'), 'c').space).toBe('inner');
    expect(first(root, 'c').space).toBe('');
  });

  test('takes CDATA as it is, and leaves comments and instructions out', () => {
    const root = readXml('<a>1<!-- <b> --><![CDATA[<b>&amp;</b>]]><?php echo "<c>" ?>2</a>')!;
    expect(textOf(root)).toBe('1<b>&amp;</b>2');
  });

  test('obeys no document type: what it declares stays as written', () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "boom ]>"><!-- ]> ' --><!ENTITY c "&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]><a>&c;&d;</a>`;
    expect(textOf(readXml(bomb)!)).toBe('&c;&d;');
  });

  test('makes a replacement character of a number that is none', () => {
    expect(textOf(readXml('<a>&#0;&#xD800;&#1114112;&#9999999;</a>')!)).toBe('\ufffd\ufffd\ufffd\ufffd');
  });

  test('keeps what came before a fault, and says what was cut off', () => {
    for (const cut of [
      '<a><b>one</b><b>tw',
      '<a><b>one</b><b>two</c>',
      '<a><b>one</b><b x=1>two</b></a>',
      '<a><b>one</b><b><![CDATA[tw',
    ]) {
      const root = readXml(cut)!;
      expect(textOf(first(root, 'b')), cut).toBe('one');
      expect(first(root, 'b').isWhole, cut).toBe(true);
      expect(root.isWhole, cut).toBe(false);
      expect(
        root.children.slice(1).filter((child) => typeof child !== 'string' && child.isWhole),
        cut,
      ).toEqual([]);
    }
  });

  test.each(['', 'text', '<', '<>', '< a>', '<!-- a', '<!DOCTYPE a', '</a>', '<a', '<a b', '<a b=', '<a b="'])(
    '%j has no element',
    (text) => expect(readXml(text)).toBeUndefined(),
  );

  test('has one root', () => {
    expect(textOf(readXml('<a>1</a><a>2</a>')!)).toBe('1');
  });

  test('gives back any text that was put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, value) => {
        const root = readXml(`<a b="${escaped(value)}">${escaped(text)}</a>`)!;
        expect(textOf(root)).toBe(text);
        expect(root.attributes.get('b')).toBe(value);
      }),
    );
  });

  test('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        readXml(`<a>${pieces.join('')}`);
        readXml(pieces.join(''));
      }),
      { numRuns: 3000 },
    );
  });

  // Two megabytes of each, which a reader that looks back would take minutes for.
  test.each([
    '<a>', '<a b="c">', '<a', '<a b="', '<', '</a>', '<!--', '<![CDATA[', '<!DOCTYPE [', '&', '&#', '&amp', '<a xmlns:b="c"/>', ' ', '="', '<?', "<!'",
  ])('2 MB of %j take time in proportion', (unit) => {
    expectProportion(2_000_000, (size) => `<r>${unit.repeat(size / unit.length)}`, readXml);
  }); // prettier-ignore

  test('2 MB of elements that each declare a namespace take time in proportion', () => {
    const make = (length: number): string => {
      const many = Array.from({ length }, (_, index) => `xmlns:n${index}="u"`).join(' ');
      return `<r ${many}>${'<n1:a xmlns:b="c"><b:c/></n1:a>'.repeat(length)}</r>`;
    };
    expect(readXml(make(40_000))!.children).toHaveLength(40_000);
    expectProportion(40_000, make, readXml);
  });

  test('an element deeper than any feed ends the reading', () => {
    expect(readXml('<a>'.repeat(100_000))!.isWhole).toBe(false);
  });
});
