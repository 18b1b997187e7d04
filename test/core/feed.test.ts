import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDate } from '../../src/core/calendar.ts';
import { inLocalTime, readFeedDate } from '../../src/core/feed-date.ts';
import { readFeed } from '../../src/core/feed.ts';

const fixture = (name: string): string => readFileSync(new URL(`../fixtures/feeds/${name}`, import.meta.url), 'utf8');
const base = 'https://blog.example/feed/';
const read = (text: string) => readFeed(text, { base });
const rss = (item: string): string =>
  `<rss version="2.0"><channel><title>T</title><item>${item}</item></channel></rss>`;
const onlyItem = (text: string) => read(text)!.items[0];

describe('a feed', () => {
  test('of WordPress, RSS 2.0', () => {
    expect(read(fixture('wordpress.rss'))).toEqual({
      title: 'Jo – das Blog',
      items: [
        {
          id: 'https://blog.example/?p=123',
          url: 'https://blog.example/2026/06/fruehling/',
          at: '2026-06-12T16:03:10+00:00',
          title: 'Frühling & „Licht“',
          text: 'Der ganze Text mit einem Link & Umlauten: äöü.\n\n• eins\n• zwei\n\nEnde\nder Geschichte: 1 < 2 & 3 > 2 ’',
          language: 'de',
          tags: ['Allgemein', 'Thanks'],
        },
        {
          id: 'https://blog.example/2026/05/ohne-titel/',
          url: 'https://blog.example/2026/05/ohne-titel/',
          at: '2026-05-20T18:03:00+02:00',
          text: 'Nur ein Auszug.',
          language: 'de',
          tags: [],
        },
      ],
    });
  });

  test('of Blogger, Atom 1.0', () => {
    expect(read(fixture('blogger.atom'))).toEqual({
      title: 'Lesezeichen & Co.',
      items: [
        {
          id: 'tag:blogger.com,1999:blog-1.post-2',
          url: 'https://lesezeichen.example/2026/06/zwei.html',
          at: '2026-06-14T08:00:00.002+02:00',
          edited: '2026-06-14T10:12:55.871+02:00',
          title: 'Zweite Auflage <endlich>',
          text: 'Es gibt eine zweite Auflage.\n\nDanke!',
          tags: ['book'],
        },
        {
          id: 'tag:blogger.com,1999:blog-1.post-1',
          url: 'https://lesezeichen.example/2026/05/eins.html',
          at: '2026-05-21T09:12:00Z',
          title: 'Five & a half',
          text: 'An XHTML summary, a &lt; b.\n\nSecond.',
          language: 'en',
          tags: [],
        },
      ],
    });
  });

  test('as JSON Feed 1.1', () => {
    expect(read(fixture('notes.jsonfeed'))).toEqual({
      title: 'Jo’s notes',
      items: [
        {
          id: 'https://blog.example/second',
          url: 'https://blog.example/second',
          at: '2026-06-01T10:00:00+02:00',
          edited: '2026-06-02T11:00:00+02:00',
          title: 'A & B <c>',
          text: 'One & two.\n\nThree.',
          language: 'en-GB',
          tags: ['Money', 'family'],
        },
        {
          id: '7',
          url: 'https://elsewhere.example/story',
          at: '2026-05-30T08:30:00Z',
          text: 'A note without a title.\n\nSecond <b>paragraph</b>.',
          language: 'de',
          tags: [],
        },
      ],
    });
  });

  test('as RSS 1.0', () => {
    expect(read(fixture('rdf.xml'))).toEqual({
      title: 'An old paper',
      items: [
        {
          url: 'https://old.example/1',
          at: '2026-05-22T14:50:00+02:00',
          title: 'A report',
          text: 'What they wrote.',
          language: 'en',
          tags: [],
        },
      ],
    });
  });

  test('may begin with a byte-order mark and blanks', () => {
    expect(read(`\ufeff\n ${fixture('notes.jsonfeed')}`)!.items).toHaveLength(2);
    expect(read(`\ufeff\n${rss('<title>a</title>')}`)!.items).toHaveLength(1);
  });

  test('that breaks off keeps the posts that are whole', () => {
    const text = fixture('wordpress.rss');
    const cut = read(text.slice(0, text.indexOf('Nur ein')))!;
    expect(cut.items.map(({ title }) => title)).toEqual(['Frühling & „Licht“']);
  });

  test.each([
    '', 'text', '{}', '[]', 'null', '{"items":{}}', '{"items"', '<html><body><p>Not found</p></body></html>', '<svg/>', '<rss/>', '<RDF/>', '<?xml?>',
  ])('is not %j', (text) => expect(read(text)).toBeUndefined()); // prettier-ignore

  test.each([
    'javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'https://me:secret@example.org/', 'mailto:a@b.c', 'tel:1', 'file:///etc/passwd',
    'http://', 'https://[', 'vbscript:x',
  ])('makes no link of %j', (link) => {
    const escaped = link.replace(/&/g, '&amp;');
    expect(onlyItem(rss(`<title>a</title><link>${escaped}</link>`))).not.toHaveProperty('url');
    expect(onlyItem(JSON.stringify({ items: [{ title: 'a', url: link }] }))).not.toHaveProperty('url');
  }); // prettier-ignore

  test('resolves what is relative, as RSS, Atom and JSON Feed write it', () => {
    expect(onlyItem(rss('<title>a</title><link>../post?a=1&amp;b=2</link>'))!.url).toBe(
      'https://blog.example/post?a=1&b=2',
    );
    expect(
      onlyItem(
        '<feed xmlns="a" xml:base="/2026/"><entry xml:base="05/"><title>a</title><link href="x.html"/></entry></feed>',
      )!.url,
    ).toBe('https://blog.example/2026/05/x.html');
    expect(onlyItem(JSON.stringify({ items: [{ title: 'a', url: 'post' }] }))!.url).toBe(
      'https://blog.example/feed/post',
    );
  });

  test('takes a guid as an address only where it is one', () => {
    expect(onlyItem(rss('<title>a</title><guid>https://blog.example/1</guid>'))!.url).toBe('https://blog.example/1');
    expect(onlyItem(rss('<title>a</title><guid isPermaLink="false">https://blog.example/1</guid>'))).not.toHaveProperty(
      'url',
    );
    expect(onlyItem(rss('<title>a</title><guid>tag:1</guid>'))).not.toHaveProperty('url');
  });

  test('takes no other namespace’s title or link for its own', () => {
    const item = onlyItem(
      '<rss xmlns:m="http://search.yahoo.com/mrss/"><channel><item><m:title>no</m:title><m:link>https://no.example/</m:link><description>yes</description></item></channel></rss>',
    );
    expect(item).toEqual({ text: 'yes', tags: [] });
  });

  test('loses direction overrides and towers of marks', () => {
    expect(onlyItem(rss(`<title>a&#x202e;b${'\u0301'.repeat(500)}</title>`))!.title!.length).toBeLessThan(8);
  });

  test('is read up to 500 posts, each up to 20,000 signs', () => {
    const items = Array.from({ length: 600 }, (_, index) => ({
      title: `${index}`,
      content_text: 'x'.repeat(index ? 1 : 30_000),
    }));
    const feed = read(JSON.stringify({ items }))!;
    expect(feed.items).toHaveLength(500);
    expect(feed.items[0]!.text).toBe(`${'x'.repeat(19_999)}…`);
  });

  test('has edits only when they came after publishing', () => {
    const edited = (at: string | undefined, changed: string) =>
      onlyItem(JSON.stringify({ items: [{ title: 'a', date_published: at, date_modified: changed }] }))!.edited;
    expect(edited('2026-05-01T10:00:00Z', '2026-05-01T10:10:01Z')).toBe('2026-05-01T10:10:01Z');
    expect(edited('2026-05-01T10:00:00Z', '2026-05-01T10:09:00Z')).toBeUndefined();
    expect(edited('2026-05-01T10:00:00Z', '2026-04-01T10:00:00Z')).toBeUndefined();
    expect(edited(undefined, '2026-05-01T10:00:00Z')).toBeUndefined();
  });

  test('has its machine-written dates in the clock of people', () => {
    const feed = readFeed(fixture('wordpress.rss'), { base, offsetAt: () => 120 })!;
    expect(feed.items.map(({ at }) => at)).toEqual(['2026-06-12T18:03:10+02:00', '2026-05-20T18:03:00+02:00']);
  });

  test('never throws, whatever comes', () => {
    const junk = fc.oneof(fc.string({ unit: 'binary' }), fc.json());
    fc.assert(
      fc.property(
        junk,
        fc.constantFrom('title', 'link', 'guid', 'pubDate', 'description', 'category'),
        (text, name) => {
          read(text);
          read(rss(`<${name}>${text}</${name}><title>a</title>`));
          read(`{"items":[${text}]}`);
          read(
            JSON.stringify({
              items: [{ id: text, url: text, date_published: text, title: text, tags: [text], language: text }],
            }),
          );
        },
      ),
    );
  });

  test('never throws over JSON of any form', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) =>
          void read(
            JSON.stringify({ title: value, items: [value, { title: value, tags: value, content_html: value }] }),
          ),
      ),
    );
  });
});

describe('a feed’s date', () => {
  test.each([
    ['Thu, 21 May 2026 09:12:00 +0200', '2026-05-21T09:12:00+02:00'],
    ['21 May 2026 09:12 GMT', '2026-05-21T09:12:00Z'],
    ['Thu, 1 Jan 26 9:05:03 EST', '2026-01-01T09:05:03-05:00'],
    ['Fri, 31 Dec 99 23:59:60 PDT', '1999-12-31T23:59:59-07:00'],
    ['Thursday, 21 September 2026 09:12:00 Z', '2026-09-21T09:12:00Z'],
    ['21 May 2026 09:12:00', '2026-05-21T09:12:00Z'],
    ['2026-05-21T09:12:00.5Z', '2026-05-21T09:12:00.5Z'],
    ['2026-05-21T09:12Z', '2026-05-21T09:12:00Z'],
    ['2026-05-21t09:12:00.1234567890123z', '2026-05-21T09:12:00.123456789Z'],
    ['2026-05-21 09:12:00+02:00', '2026-05-21T09:12:00+02:00'],
    [' 2026-05-21\n', '2026-05-21'],
    // As feeds have them, against the specifications.
    ['Mo, 07 Dez 2026 14:10:00 +0100', '2026-12-07T14:10:00+01:00'],
    ['Mo, 23 Okt 2017 14:10:00 +0200', '2017-10-23T14:10:00+02:00'],
    ['Do., 5. März 2026 08:00 Uhr', '2026-03-05T08:00:00Z'],
    ['Donnerstag, den 21. Mai 2026, 09:12 Uhr MESZ', '2026-05-21T09:12:00+02:00'],
    ['21 Mai 2026', '2026-05-21'],
    ['21 May 2026', '2026-05-21'],
    ['1. Jänner 2026', '2026-01-01'],
    ['01 Mrz 2026 10:00:00 MEZ', '2026-03-01T10:00:00+01:00'],
    ['Tue, 18 Sept 2018 15:53:56 +0300', '2018-09-18T15:53:56+03:00'],
    ['Tue, Jan 23 2018 02:54:55 MST', '2018-01-23T02:54:55-07:00'],
    ['Aug 15, 2019', '2019-08-15'],
    ['May 21st, 2026 9:12 pm', '2026-05-21T21:12:00Z'],
    ['Sun, 19 Dec 2021', '2021-12-19'],
    ['Thu, 02 Sep 2021 20:00:0 Z', '2021-09-02T20:00:00Z'],
    ['2017-08-01 13:55:44.364419679 +0200 CEST', '2017-08-01T13:55:44.364419679+02:00'],
    ['01 Aug 17 13:26 UTC', '2017-08-01T13:26:00Z'],
    ['Tue, 15 Nov 2022 20:15:04 Z', '2022-11-15T20:15:04Z'],
    ['Thursday, 21-May-26 09:12:00 GMT', '2026-05-21T09:12:00Z'],
    ['Thu May 21 09:12:00 2026', '2026-05-21T09:12:00Z'],
    ['Thu May 21 09:12:00 CEST 2026', '2026-05-21T09:12:00+02:00'],
    ['Thu May 21 2026 09:12:00 GMT+0200 (Central European Summer Time)', '2026-05-21T09:12:00+02:00'],
    ['2026-05-21 09:12', '2026-05-21T09:12:00Z'],
    ['2026-05-21T09:12:00', '2026-05-21T09:12:00Z'],
    ['2026-05-21T09:12:00+0200', '2026-05-21T09:12:00+02:00'],
    ['2026-05-21 09:12:00 UTC', '2026-05-21T09:12:00Z'],
    ['2026-05-21T09:12:00+02:00[Europe/Berlin]', '2026-05-21T09:12:00+02:00'],
    ['20260521T091200Z', '2026-05-21T09:12:00Z'],
    ['2026/05/21', '2026-05-21'],
    ['21.05.2026 09:12', '2026-05-21T09:12:00Z'],
    ['21.5.26', '2026-05-21'],
    ['05/21/2026 09:12:00', '2026-05-21T09:12:00Z'],
    ['Fri, 21 May 2026 09:12:00 +0200', '2026-05-21T09:12:00+02:00'],
    ['Thu, 21 May 2026 09:12 CET', '2026-05-21T09:12:00+01:00'],
    ['Sat, 6 Dec 2025 12:00 am', '2025-12-06T00:00:00Z'],
  ])('%j is %s', (written, date) => expect(readFeedDate(written)).toBe(date));

  test.each([
    '',
    'yesterday',
    '31 Feb 2026 10:00:00 GMT',
    '21 Foo 2026 10:00:00 GMT',
    '05/06/2026 09:12',
    'Mai 2026',
    'am 21.',
    '32 Mai 2026',
    '21 May 2026 25:00:00 GMT',
    '2026-13-01',
    '1779354720',
    'Thu, 21 May 2026 09:12:00 +9900',
  ])('%j is none', (written) => expect(readFeedDate(written)).toBeUndefined());

  test('is none, or one of the wire format', () => {
    const two = fc.integer({ min: 0, max: 99 }).map((value) => String(value).padStart(2, '0'));
    const zone = fc.oneof(
      fc.constantFrom('Z', 'GMT', 'EST', ''),
      fc.tuple(fc.constantFrom('+', '-'), two, fc.constantFrom('', ':'), two).map((parts) => parts.join('')),
    );
    const month = fc.oneof(two, fc.constantFrom('Jan', 'feb', 'Foo'));
    fc.assert(
      fc.property(two, two, month, two, two, two, two, zone, (century, year, at, day, hour, minute, second, offset) => {
        for (const written of [
          `${day} ${at} ${century}${year} ${hour}:${minute}:${second} ${offset}`,
          `${century}${year}-${at}-${day}T${hour}:${minute}:${second}${offset}`,
          `${century}${year}-${at}-${day}`,
        ]) {
          const date = readFeedDate(written);
          if (date !== undefined) expect(isDate(date), date).toBe(true);
          else expect(isDate(written), written).toBe(false);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('stays the same moment at another offset', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -720, max: 840 }), (instant, offset) => {
        const whole = Math.floor(instant / 1000) * 1000;
        expect(Date.parse(inLocalTime(new Date(whole).toISOString(), () => offset))).toBe(whole);
      }),
    );
  });

  test('keeps the offset that its author wrote, and a day a day', () => {
    for (const date of ['2026-05-21T09:12:00+02:00', '2026-05-21']) expect(inLocalTime(date, () => 300)).toBe(date);
  });
});
