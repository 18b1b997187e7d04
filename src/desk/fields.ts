/*
 * What the form asks for: the wire format as people meet it, group by group. What each is called stands in words/.
 */

export type FieldKind =
  'line' | 'text' | 'amount' | 'day' | 'moment' | 'count' | 'link' | 'iban' | 'flag' | 'choice' | 'tags' | 'amounts';

export interface Field {
  readonly key: string;
  readonly kind: FieldKind;
  /** Of a choice: the values of the wire format. The first is also what is meant when nothing is chosen. */
  readonly options?: readonly string[];
  readonly isRequired?: true;
  /** Takes the whole width. */
  readonly isWide?: true;
}

export interface Group {
  /** Its name in the address and in the words. */
  readonly name: GroupName;
  readonly parts: readonly Part[];
}

/** Fields of one object, or of each item of a list. */
export interface Part {
  /** Where in the document; empty: at its top. */
  readonly path: readonly string[];
  readonly isList?: true;
  /** New items stand on top: the newest news come first. */
  readonly isNewestFirst?: true;
  readonly fields: readonly Field[];
}

export type GroupName =
  'story' | 'goal' | 'sources' | 'giving' | 'book' | 'updates' | 'press' | 'needs' | 'share' | 'reach' | 'privacy';

const bounds = ['exact', 'at-least', 'about'] as const;
const line = (key: string, more: Partial<Field> = {}): Field => ({ key, kind: 'line', ...more });
const text = (key: string): Field => ({ key, kind: 'text', isWide: true });
const must = { isRequired: true } as const;

export const groups: readonly Group[] = [
  {
    name: 'story',
    parts: [
      {
        path: [],
        fields: [
          line('title', { ...must, isWide: true }),
          text('summary'),
          { key: 'url', kind: 'link' },
          { key: 'language', kind: 'choice', options: ['', 'de', 'en'] },
          { key: 'starts', kind: 'day' },
          { key: 'ends', kind: 'day' },
          line('timeZone'),
          text('thanks'),
        ],
      },
      { path: ['organiser'], fields: [line('name'), { key: 'url', kind: 'link' }, text('about')] },
      { path: ['beneficiary'], fields: [line('name'), line('about'), text('consent')] },
    ],
  },
  {
    name: 'goal',
    parts: [
      { path: ['goal'], fields: [{ key: 'amount', kind: 'amount' }, line('label')] },
      { path: ['milestones'], isList: true, fields: [{ key: 'amount', kind: 'amount', ...must }, line('label')] },
    ],
  },
  {
    name: 'sources',
    parts: [
      {
        path: ['sources'],
        isList: true,
        fields: [
          line('id', must),
          line('label'),
          { key: 'kind', kind: 'choice', options: ['gifts', 'sales'] },
          { key: 'proceeds', kind: 'amount' },
          { key: 'proof', kind: 'link' },
        ],
      },
    ],
  },
  {
    name: 'giving',
    parts: [
      {
        path: ['give', 'bank'],
        fields: [line('holder'), { key: 'iban', kind: 'iban' }, line('bic'), line('reference'), line('fee')],
      },
      {
        path: ['give', 'links'],
        isList: true,
        fields: [line('label', must), { key: 'url', kind: 'link', ...must }, line('fee')],
      },
      {
        path: ['give'],
        fields: [
          { key: 'amounts', kind: 'amounts' },
          { key: 'taxReceipt', kind: 'choice', options: ['', 'true', 'false'] },
        ],
      },
      { path: ['noMoney'], fields: [text('text')] },
    ],
  },
  {
    name: 'book',
    parts: [
      {
        path: ['book'],
        fields: [
          line('title'),
          line('author'),
          line('isbn'),
          { key: 'cover', kind: 'link' },
          { key: 'price', kind: 'amount' },
          { key: 'proceeds', kind: 'amount' },
        ],
      },
      { path: ['book', 'pledge'], fields: [line('text', { isWide: true }), { key: 'until', kind: 'day' }] },
      { path: ['book', 'shops'], isList: true, fields: [line('name', must), { key: 'url', kind: 'link', ...must }] },
      {
        path: ['book', 'ranks'],
        isList: true,
        fields: [
          { key: 'at', kind: 'moment', ...must },
          line('list', must),
          { key: 'rank', kind: 'count', ...must },
          { key: 'bound', kind: 'choice', options: bounds },
        ],
      },
    ],
  },
  {
    name: 'updates',
    parts: [
      {
        path: ['updates'],
        isList: true,
        isNewestFirst: true,
        fields: [
          { key: 'at', kind: 'moment', ...must },
          line('title'),
          text('text'),
          { key: 'url', kind: 'link' },
          { key: 'pinned', kind: 'flag' },
        ],
      },
    ],
  },
  {
    name: 'press',
    parts: [
      {
        path: ['press'],
        isList: true,
        isNewestFirst: true,
        fields: [
          line('outlet', must),
          line('title'),
          { key: 'url', kind: 'link' },
          { key: 'at', kind: 'day' },
          line('kind'),
          line('language'),
        ],
      },
    ],
  },
  {
    name: 'needs',
    parts: [
      {
        path: ['needs'],
        isList: true,
        fields: [
          line('text', { ...must, isWide: true }),
          { key: 'wanted', kind: 'count' },
          { key: 'got', kind: 'count' },
          { key: 'url', kind: 'link' },
          { key: 'done', kind: 'flag' },
        ],
      },
    ],
  },
  {
    name: 'share',
    parts: [
      { path: ['share'], fields: [{ key: 'url', kind: 'link' }, { key: 'hashtags', kind: 'tags' }, text('text')] },
      {
        path: ['share', 'counts'],
        isList: true,
        fields: [
          line('network', must),
          { key: 'count', kind: 'count', ...must },
          { key: 'bound', kind: 'choice', options: bounds },
          { key: 'at', kind: 'day' },
        ],
      },
    ],
  },
  {
    name: 'reach',
    parts: [
      {
        path: ['reach'],
        isList: true,
        fields: [
          line('label', must),
          { key: 'value', kind: 'count', ...must },
          { key: 'at', kind: 'moment', ...must },
          { key: 'bound', kind: 'choice', options: [...bounds, 'theoretical'] },
        ],
      },
      {
        path: ['embeds'],
        isList: true,
        fields: [{ key: 'url', kind: 'link', ...must }, line('title'), { key: 'at', kind: 'day' }],
      },
    ],
  },
  { name: 'privacy', parts: [{ path: [], fields: [{ key: 'hideNames', kind: 'flag' }] }] },
];

/** What a field is called in the words: `sources.label`. */
export const fieldName = ({ path }: Part, { key }: Field): string => [...path, key].join('.');
