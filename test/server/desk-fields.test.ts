/* Each field of the desk's form: thousands of items, a second editor and an old tab lose nothing. */
import { describe, expect, test } from 'vitest';
import { differencesOf } from '../../src/desk/conflict.ts';
import { listAt, valueAt, withValue, type Draft } from '../../src/desk/draft.ts';
import { fieldName, groups, type Field, type Part } from '../../src/desk/fields.ts';
import { mara, openMara } from './desk-open.ts';

/** A value for a field, another one for each number. */
function valueOf({ key, kind, options = [] }: Field, at: number): unknown {
  if (key === 'taxReceipt') return at % 2 === 0;
  switch (kind) {
    case 'amount':
      return `${at + 1}.00`;
    case 'amounts':
      return [`${at + 1}.00`, `${at + 2}.00`];
    case 'tags':
      return [`tag${at}`];
    case 'count':
      return at + 1;
    case 'day':
    case 'moment':
      return new Date(Date.UTC(2026, 0, 1 + (at % 300))).toISOString().slice(0, 10);
    case 'link':
      return `https://example.org/${at}`;
    case 'iban':
      return at % 2 ? 'GB82WEST12345698765432' : 'NL91ABNA0417164300';
    case 'flag':
      return true;
    case 'choice':
      return options.filter(Boolean)[at % options.filter(Boolean).length];
    case 'line':
    case 'text':
    default:
      if (key === 'timeZone') return at % 2 ? 'Europe/Vienna' : 'Europe/Zurich';
      return key === 'language' ? ['de', 'en'][at % 2] : `${key} ${at}`;
  }
}
const itemOf = ({ fields }: Part, at: number): Draft =>
  Object.fromEntries(fields.map((field) => [field.key, valueOf(field, at)]));

/** What must stand beside a field so that the document can be saved. */
const beside: Draft = {
  ...mara,
  organiser: { name: 'Jo' },
  beneficiary: { name: 'Mara' },
  goal: { amount: '1000.00' },
  book: { title: 'Das Buch', pledge: { text: 'Alles' } },
};
const put = (draft: Draft, path: readonly (string | number)[], value: unknown): Draft => withValue(draft, path, value);

async function start() {
  const desk = await openMara();
  const save = async (document: Draft, revision: unknown) => {
    const iban = valueAt(document, ['give', 'bank', 'iban']);
    const confirmIban = typeof iban === 'string' ? iban.slice(-4) : undefined;
    return desk.call('PUT', '/campaigns/mara', { document, revision, ...(confirmIban && { confirmIban }) });
  };
  const first = await save(beside, desk.revision);
  expect(first.json.error).toBeUndefined();
  const base = first.json['document'] as Draft;
  return { desk, save, base, revision: first.json['revision'] };
}
const documentOf = async (desk: Awaited<ReturnType<typeof openMara>>): Promise<Draft> =>
  (await desk.call('GET', '/campaigns/mara')).json['document'] as Draft;

const parts = groups.flatMap((group) => group.parts);

describe.each(parts.filter(({ isList }) => isList).map((part) => ({ part, name: part.path.join('.') })))(
  'the list $name',
  ({ part }) => {
    const { path } = part;
    // The source that the base has stays, since other things may name it.
    const many = (base: Draft, count: number): Draft =>
      put(base, path, [...listAt(base, path), ...Array.from({ length: count }, (_, at) => itemOf(part, at))]);

    test('holds 3,000 items, each as it was written', async () => {
      const { base, desk, revision, save } = await start();
      const document = many(base, 3000);
      const saved = await save(document, revision);
      expect([saved.status, saved.json.error]).toEqual([200, undefined]);
      const stored = listAt(await documentOf(desk), path);
      expect(stored).toHaveLength(listAt(document, path).length);
      expect(stored).toEqual(listAt(document, path));
    });

    test('two who add to it at once are both there, also when one of them has an old tab', async () => {
      const { base, desk, revision, save } = await start();
      const [one, other] = [1, 2].map((at) => put(base, path, [...listAt(base, path), itemOf(part, at)]));
      expect((await save(one!, revision)).status).toBe(200);
      const late = await save(other!, revision);
      expect([late.status, late.json.error?.code]).toEqual([409, 'conflict']);
      expect(await documentOf(desk)).toEqual(one);
      const newest = await desk.call('GET', '/campaigns/mara');
      const { draft } = differencesOf(base, other!, newest.json['document'] as Draft);
      expect((await save(draft, newest.json['revision'])).status).toBe(200);
      expect(listAt(await documentOf(desk), path)).toEqual(expect.arrayContaining([itemOf(part, 1), itemOf(part, 2)]));
    });
  },
);

const single = parts
  .filter(({ isList }) => !isList)
  .flatMap((part) =>
    part.fields.map((field) => ({ field, name: fieldName(part, field), path: [...part.path, field.key] })),
  );

describe.each(single)('the field $name', ({ field, path }) => {
  test('keeps what was written first, tells the second editor of it, and loses neither', async () => {
    const { base, desk, revision, save } = await start();
    const [one, other] = [valueOf(field, 3), valueOf(field, 4)];
    const mine = put(base, path, one);
    const saved = await save(mine, revision);
    expect([saved.status, saved.json.error]).toEqual([200, undefined]);
    const second = put(base, path, other);
    const late = await save(second, revision);
    // Where there is one value only, both wrote the same, and the state is still another one.
    expect([late.status, late.json.error]).toMatchObject([409, { changed: { actor: 'desk' } }]);
    expect(valueAt(await documentOf(desk), path)).toEqual(one);
    const newest = await desk.call('GET', '/campaigns/mara');
    const { differs, draft } = differencesOf(base, second, newest.json['document'] as Draft);
    expect(valueAt(draft, path)).toEqual(other);
    const isSame = JSON.stringify(one) === JSON.stringify(other);
    expect(differs.map((found) => [found.path.join('.'), found.mine, found.theirs])).toEqual(
      isSame ? [] : [[path.join('.'), other, one]],
    );
  });

  test('and what the other one wrote elsewhere stay both', async () => {
    const { base, desk, revision, save } = await start();
    const elsewhere = path[0] === 'title' ? ['summary'] : ['title'];
    expect((await save(put(base, elsewhere, 'Von der anderen'), revision)).status).toBe(200);
    const second = put(base, path, valueOf(field, 3));
    expect((await save(second, revision)).status).toBe(409);
    const newest = await desk.call('GET', '/campaigns/mara');
    const { differs, draft, taken } = differencesOf(base, second, newest.json['document'] as Draft);
    expect([differs, taken]).toEqual([[], elsewhere]);
    expect((await save(draft, newest.json['revision'])).status).toBe(200);
    const stored = await documentOf(desk);
    expect([valueAt(stored, elsewhere), valueAt(stored, path)]).toEqual(['Von der anderen', valueOf(field, 3)]);
  });
});
