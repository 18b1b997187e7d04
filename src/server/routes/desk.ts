import * as z from 'zod';
import { isDate } from '../../core/calendar.ts';
import { decode as decodeCampaign } from '../../core/decode.ts';
import { sheetIn } from '../../core/ledger-sheet.ts';
import { ServerError } from '../errors.ts';
import { campaignAnswer, donationAnswer, entryAnswer, wholeAnswer } from '../desk/answers.ts';
import { accessRoutes } from '../desk/access.ts';
import { campaignOf, publish, saveCampaign } from '../desk/campaigns.ts';
import { deskRoute, type DeskContext, type DeskRoute } from '../desk/desk-route.ts';
import { change } from '../desk/changes.ts';
import { enter, erase, moveSource, nameGiver, reverse } from '../desk/entries.ts';
import { csvOfBooks, jsonOfBooks, streamOf } from '../desk/export.ts';
import { giveBack } from '../desk/give-back.ts';
import { prepare, readLines } from '../desk/lines.ts';
import { hashOf } from '../desk/secrets.ts';
import { documentOf } from '../document.ts';
import { clean } from '../../core/text.ts';
import { campaignId, json } from '../route.ts';
import type { Donation, Store, StoredCampaign } from '../store/store.ts';

/* What the organiser's desk does: decode, ask, encode. All below `/admin/api`. */

const campaign = '/campaigns/:id';
const document = z.record(z.string(), z.unknown());
const idOf = (params: Readonly<Record<string, string>>): string => {
  const id = campaignId.safeParse(params['id']);
  if (!id.success) throw new ServerError('not-found', 'there is no campaign of that id');
  return id.data;
};
const numberOf = ({ number = '' }: Readonly<Record<string, string>>): number => {
  if (!/^[1-9]\d{0,14}$/.test(number))
    throw new ServerError('not-found', 'there is no line of that number in the books');
  return Number(number);
};
/** A whole number of the query. Unreadable is refused: what is not understood must never mean "all". */
const countIn = (query: URLSearchParams, name: string, most: number): number | undefined => {
  const given = query.get(name);
  if (given === null) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(given) || Number(given) > most) {
    throw new ServerError('invalid', `${name}: expected a whole number from 1 to ${most}`);
  }
  return Number(given);
};
/** What came in by source before anything was taken back, where a sum is stated and lines are few enough to be gone through at once. */
async function givenOf(store: Store, one: StoredCampaign): Promise<ReadonlyMap<string, number>> {
  const sources = Array.isArray(one.document['sources'])
    ? (one.document['sources'] as { raised?: unknown; copies?: unknown }[])
    : [];
  const given = new Map<string, number>();
  if (!sources.some(({ copies, raised }) => raised !== undefined || copies !== undefined)) return given;
  for (const { amount, flow, reverses, source } of await store.entries(one.id, { limit: previewLines })) {
    if (flow[0] !== 'c' && flow[4] === '+' && !reverses) given.set(source, (given.get(source) ?? 0) + amount.minor);
  }
  return (await store.sums(one.id)).entries > previewLines ? new Map() : given;
}

const whole = async ({ store }: DeskContext, found: StoredCampaign, status = 200): Promise<Response> => {
  const answer = await wholeAnswer(found, await store.sums(found.id), await givenOf(store, found));
  return json(answer, status, { etag: `"${answer.revision}"` });
};
/** The stamp of what was edited, from the header that HTTP has for it. Unreadable is refused, since nothing may pass unchecked. */
const stampOf = ({ headers }: Request): string | undefined => {
  const given = headers.get('if-match');
  if (given === null) return undefined;
  const stamp = /^\s*(?:W\/)?"([\da-f]{16})"\s*$/.exec(given)?.[1];
  if (!stamp) throw new ServerError('invalid', 'If-Match: expected the ETag with which the campaign was read');
  return stamp;
};

const list = deskRoute({
  method: 'GET',
  path: '/campaigns',
  access: 'either',
  async handle(_asked, { store }) {
    const campaigns = await store.listCampaigns();
    return json({
      campaigns: await Promise.all(
        campaigns.map(async (one) => campaignAnswer(one, await store.sums(one.id), await givenOf(store, one))),
      ),
    });
  },
});

const read = deskRoute({
  method: 'GET',
  path: campaign,
  access: 'either',
  handle: async ({ params }, context) => whole(context, await campaignOf(context.store, idOf(params))),
});

const save = deskRoute({
  method: 'PUT',
  path: campaign,
  access: 'either',
  body: z.strictObject({
    document,
    /** As it was read, here or as `If-Match`; absent: it must be new. */
    revision: z.string().max(64).optional(),
    confirmIban: z.string().max(20).optional(),
  }),
  async handle({ actor, body, params, request }, context) {
    const id = campaignId.safeParse(params['id']);
    if (!id.success) throw new ServerError('invalid', 'id: small letters, digits and hyphens, 64 at most');
    const revision = body.revision ?? stampOf(request);
    const saved = await saveCampaign(context.store, id.data, { ...body, revision }, actor, context.clock.now());
    return whole(context, saved, revision === undefined ? 201 : 200);
  },
});

const show = deskRoute({
  method: 'POST',
  path: `${campaign}/publish`,
  access: 'either',
  body: z.strictObject({ isPublished: z.boolean() }),
  handle: async ({ actor, body, params }, context) =>
    whole(context, await publish(context.store, idOf(params), body.isPublished, actor, context.clock.now())),
});

/** Lines that a preview shows one by one; the sums are of all. */
const previewLines = 500;

const preview = deskRoute({
  method: 'POST',
  path: '/preview',
  access: 'either',
  body: z.strictObject({ id: z.string().max(64).optional(), document }),
  async handle({ body }, { limits, payments, store }) {
    const stored = body.id === undefined ? undefined : await campaignOf(store, body.id);
    const { campaign: drafted } = decodeCampaign(body.document);
    const { currency } = stored ?? drafted;
    const options = payments.map((one) => one.options(currency)).find((one) => one !== undefined);
    const empty = { sources: [], spent: 0, fees: 0, entries: 0, pending: { count: 0, amount: 0 } };
    const sums = stored ? await store.sums(stored.id) : empty;
    const isShort = sums.entries <= previewLines;
    const lines = stored && isShort ? (await store.entries(stored.id, { limit: previewLines })).toReversed() : [];
    const shares = stored ? await store.shares(stored.id) : [];
    // As readers get it with so many lines: what went out in two sums.
    const costs = [
      { reason: 'expense', purpose: '', minor: sums.spent },
      { reason: 'fee', purpose: '', minor: sums.fees },
    ] as const;
    const books = { sums, shares, ...(isShort ? { lines } : { costs }) };
    const live = { pollEvery: limits.pollEvery, events: false };
    const draft = { id: '', isPublished: false, version: 0, ...stored, currency, document: body.document };
    return json({ document: documentOf(draft, books, live, options) });
  },
});

const entries = deskRoute({
  method: 'GET',
  path: `${campaign}/entries`,
  access: 'either',
  async handle({ params, query }, { payments, store }) {
    const { id } = await campaignOf(store, idOf(params));
    const before = countIn(query, 'before', Number.MAX_SAFE_INTEGER);
    const limit = countIn(query, 'limit', 500) ?? 100;
    const found = await store.entries(id, { limit, ...(before !== undefined && { before }) });
    return json({ entries: found.map((entry) => entryAnswer(entry, payments)) });
  },
});

const addEntries = deskRoute({
  method: 'POST',
  path: `${campaign}/entries`,
  access: 'either',
  // Ten thousand lines with all that may be said of them in the usual length.
  mostBytes: 16 * 1024 * 1024,
  body: z.strictObject({
    /** Unique to what is asked for; the same when it is asked again. */
    request: z.string().min(8).max(150),
    preview: z.boolean().optional(),
    lines: z.array(z.unknown()).min(1).max(10_000),
  }),
  async handle({ actor, body, params }, { clock, payments, store }) {
    const found = await campaignOf(store, idOf(params));
    const now = clock.now();
    const isPreview = body.preview ?? false;
    const lines = prepare(readLines(body.lines), found, now);
    const entered = await enter(store, found, lines, { request: body.request, isPreview, actor, now });
    const written = entered.written?.map((entry) => entryAnswer(entry, payments));
    return json({ ...entered, ...(written && { written }) }, written?.length || entered.matched.length ? 201 : 200);
  },
});

/** Unique to what is asked for; the same when it is asked again. */
const request = z
  .string()
  .regex(/^[\w-]{8,64}$/, 'expected 8 to 64 letters and digits, the same when it is asked again');
const day = z.string().refine((text) => isDate(text) && text.length === 10, 'expected a day like "2026-05-22"');

const reverseEntry = deskRoute({
  method: 'POST',
  path: `${campaign}/entries/:number/reverse`,
  access: 'either',
  body: z.strictObject({
    reason: z.enum(['void', 'refund']),
    /** A part of what is left. Absent: all of it. */
    part: z
      .strictObject({
        request,
        amount: z.string().max(40),
        at: day,
      })
      .optional(),
  }),
  async handle({ actor, body, params }, { clock, payments, store }) {
    const found = await campaignOf(store, idOf(params));
    const written = await reverse(store, found, numberOf(params), body, actor, clock.now());
    return json(entryAnswer(written, payments), 201);
  },
});

const mendSource = deskRoute({
  method: 'POST',
  path: `${campaign}/entries/:number/source`,
  access: 'either',
  body: z.strictObject({ source: z.string().max(200) }),
  async handle({ actor, body, params }, { clock, payments, store }) {
    const found = await campaignOf(store, idOf(params));
    const written = await moveSource(store, found, numberOf(params), body.source, actor, clock.now());
    return json({ written: written.map((entry) => entryAnswer(entry, payments)) }, 201);
  },
});

const nameEntry = deskRoute({
  method: 'POST',
  path: `${campaign}/entries/:number/name`,
  access: 'either',
  body: z.strictObject({
    name: z.string().max(200).transform(clean),
    message: z.string().max(2000).transform(clean).optional(),
    isPublic: z.boolean(),
    hideAmount: z.boolean().optional(),
  }),
  async handle({ actor, body, params }, { clock, payments, store }) {
    const { id } = await campaignOf(store, idOf(params));
    const named = await nameGiver(store, id, numberOf(params), body, actor, clock.now());
    return json(entryAnswer(named, payments));
  },
});

const giveEntryBack = deskRoute({
  method: 'POST',
  path: `${campaign}/entries/:number/give-back`,
  access: 'either',
  body: z.strictObject({
    request,
    amount: z.string().max(40),
    at: day,
    reason: z.enum(['refund', 'dispute']),
  }),
  async handle({ actor, body, params }, context) {
    const found = await campaignOf(context.store, idOf(params));
    await giveBack(context, found, numberOf(params), body, actor);
    return json({});
  },
});

const eraseName = deskRoute({
  method: 'POST',
  path: `${campaign}/entries/:number/erase`,
  access: 'either',
  async handle({ actor, params }, { clock, store }) {
    const { id } = await campaignOf(store, idOf(params));
    await erase(store, id, numberOf(params), actor, clock.now());
    return json({});
  },
});

const donations = deskRoute({
  method: 'GET',
  path: `${campaign}/donations`,
  access: 'either',
  async handle({ params }, { store }) {
    const { id } = await campaignOf(store, idOf(params));
    const found = await begunWith(store, id);
    return json({ donations: await Promise.all(found.map(donationAnswer)) });
  },
});

const eraseBegun = deskRoute({
  method: 'POST',
  path: `${campaign}/donations/:donation/erase`,
  access: 'either',
  async handle({ actor, params }, { clock, store }) {
    const { id } = await campaignOf(store, idOf(params));
    for (const { reference } of await begunWith(store, id)) {
      if ((await hashOf(reference)).slice(0, 32) !== params['donation']) continue;
      await store.eraseGiver(reference, change(clock.now(), actor.name, 'erase'));
      return json({});
    }
    throw new ServerError('not-found', 'there is no such gift on its way');
  },
});

/** What is on its way or disputed, and what was never paid as long as a name is kept with it. */
async function begunWith(store: DeskContext['store'], id: string): Promise<readonly Donation[]> {
  const limit = 200;
  const [open, failed, cancelled] = await Promise.all([
    store.listDonations(id, { limit }),
    store.listDonations(id, { limit, status: 'failed' }),
    store.listDonations(id, { limit, status: 'cancelled' }),
  ]);
  return [...open, ...[...failed, ...cancelled].filter(({ person }) => person)];
}

const changes = deskRoute({
  method: 'GET',
  path: `${campaign}/changes`,
  access: 'either',
  async handle({ params, query }, { store }) {
    const { id } = await campaignOf(store, idOf(params));
    return json({ changes: await store.changes(id, countIn(query, 'limit', 500) ?? 100) });
  },
});

const overview = deskRoute({
  method: 'GET',
  path: `${campaign}/sums`,
  access: 'either',
  async handle({ params }, { store }) {
    const found = await campaignOf(store, idOf(params));
    const { sums } = campaignAnswer(found, await store.sums(found.id), await givenOf(store, found));
    return json({ sums, shares: await store.shares(found.id) });
  },
});

const file = (body: ReadableStream<Uint8Array>, type: string, name: string): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });

const exportCsv = deskRoute({
  method: 'GET',
  path: `${campaign}/export.csv`,
  access: 'either',
  async handle({ params, query }, { store }) {
    const found = await campaignOf(store, idOf(params));
    const language = query.get('language');
    if (language !== null && !/^[a-z]{2,3}(?:-[a-z\d]{1,8})*$/i.test(language)) {
      throw new ServerError('invalid', 'language: expected one like "de", for a spreadsheet in it');
    }
    const sheet = language === null ? undefined : sheetIn(language);
    return file(streamOf(csvOfBooks(store, found, sheet)), 'text/csv; charset=utf-8', `${found.id}.csv`);
  },
});

const exportJson = deskRoute({
  method: 'GET',
  path: `${campaign}/export.json`,
  access: 'either',
  async handle({ params }, { store }) {
    const found = await campaignOf(store, idOf(params));
    return file(streamOf(jsonOfBooks(store, found)), 'application/json', `${found.id}.json`);
  },
});

/** All that the desk answers; test/server/desk-access.test.ts goes through them one by one. */
export const deskRoutes: readonly DeskRoute[] = [
  ...accessRoutes,
  list,
  read,
  save,
  show,
  preview,
  entries,
  addEntries,
  reverseEntry,
  mendSource,
  nameEntry,
  giveEntryBack,
  eraseName,
  donations,
  eraseBegun,
  changes,
  overview,
  exportCsv,
  exportJson,
];
