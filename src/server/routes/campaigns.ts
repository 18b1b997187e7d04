import * as z from 'zod';
import { ServerError } from '../errors.ts';
import { campaignId, route, type Route } from '../route.ts';
import { campaignAnswer, entryAnswer } from '../wire.ts';
import { isKnown, notModified } from '../snapshots.ts';

/* What anyone may read. */

const nowhere = (): ServerError => new ServerError('not-found', 'no such campaign');
const params = z.object({ id: campaignId });

export const readCampaign = route({
  method: 'get',
  path: '/campaigns/:id',
  summary: 'A campaign as its panel shows it: the wire format, made once for each change.',
  access: 'public',
  params,
  headers: { 'If-None-Match': { about: 'The ETag of what is known already.' } },
  answers: {
    200: {
      description: 'The campaign. With many entries, sums stand for them: see `/campaigns/{id}/entries`.',
      type: 'application/json',
      schema: campaignAnswer,
      headers: {
        ETag: 'Strong.',
        'Cache-Control': 'Five seconds, and a minute more while it is asked for again.',
        Age: 'While the database is away: seconds since this was last known to be the newest.',
      },
    },
    304: { description: 'Nothing has changed.' },
  },
  errors: [400, 404, 503],
  async handle({ params: { id }, request: { headers } }, { snapshots }) {
    const snapshot = await snapshots.get(id);
    if (!snapshot) throw nowhere();
    const encoded = snapshot.encoded(headers.get('accept-encoding'));
    return isKnown(headers.get('if-none-match'), snapshot)
      ? new Response(null, { status: 304, headers: notModified(encoded) })
      : new Response(encoded.body, { headers: encoded.headers });
  },
});

const page = z.object({
  before: z.coerce
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .meta({ description: 'Entries before this number. Absent: the newest.' }),
  limit: z.coerce.number().int().min(1).max(500).default(50).meta({ description: 'How many, 1 to 500.' }),
});

export const readEntries = route({
  method: 'get',
  path: '/campaigns/:id/entries',
  summary: 'A page of the ledger, newest first.',
  access: 'public',
  params,
  query: page,
  answers: {
    200: {
      description: 'Entries, each with its number and the balance after it.',
      type: 'application/json',
      schema: z.object({
        entries: z.array(entryAnswer),
        next: z.number().int().optional().meta({ description: '`before` of the next page. Absent: this is the last.' }),
      }),
    },
  },
  errors: [400, 404, 503],
  async handle({ params: { id }, query: { before, limit } }, { pages }) {
    const found = await pages.get(id, before, limit);
    if (!found) throw nowhere();
    return new Response(found.body, {
      headers: {
        'content-type': 'application/json',
        'cache-control': 'public, max-age=5',
        ...(found.age !== undefined && { age: String(found.age) }),
      },
    });
  },
});

/** Messages that wait for a reader. */
const mostWaiting = 30;

export const listen = route({
  method: 'get',
  path: '/campaigns/:id/events',
  summary: 'Changes of a campaign as they happen, at most one a second (server-sent events).',
  access: 'public',
  params,
  headers: { 'Last-Event-ID': { about: 'The last event that is known.' } },
  answers: {
    200: {
      description:
        '`campaign`: the campaign, as `/campaigns/{id}` answers it. `changed`: it changed and is too large to be sent to everyone; ask for it.',
      type: 'text/event-stream',
    },
  },
  errors: [400, 404, 503],
  async handle({ caller, params: { id }, request }, { events, snapshots }) {
    // Its body would never be read, nor cancelled: it would hold a place for ever.
    if (request.method === 'HEAD') {
      if (!(await snapshots.get(id))) throw nowhere();
      return new Response(null, { headers: eventHeaders });
    }
    let isClosed = false;
    const early: Uint8Array<ArrayBuffer>[] = [];
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    const leave = await events.join(
      id,
      {
        send(message) {
          if (!controller) early.push(message);
          // Who doesn't read is let go, and comes again when they can.
          else if ((controller.desiredSize ?? 0) < -mostWaiting) this.end();
          else controller.enqueue(message);
        },
        end() {
          if (!isClosed) controller?.close();
          isClosed = true;
          queueMicrotask(() => leave());
        },
      },
      caller,
      request.headers.get('last-event-id'),
    );
    const body = new ReadableStream<Uint8Array>({
      start(opened) {
        controller = opened;
        for (const message of early.splice(0)) opened.enqueue(message);
      },
      cancel() {
        isClosed = true;
        leave();
      },
    });
    return new Response(body, { headers: eventHeaders });
  },
});

export const eventHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/event-stream',
  // Proxies that gather answers would hold the news back.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'access-control-allow-origin': '*',
};

export const campaignRoutes: readonly Route[] = [readCampaign, readEntries, listen];
