import * as z from 'zod';
import { json, route, type Route } from '../route.ts';

/* For who runs the server. */

export const health = route({
  method: 'get',
  path: '/health',
  summary: 'Whether the database answers and can be written to, and the books add up; else 503 and what is wrong.',
  access: 'own',
  answers: {
    200: {
      description: 'They do.',
      type: 'application/json',
      schema: z.object({ status: z.literal('ok'), store: z.string() }),
    },
  },
  errors: [503],
  async handle(_asked, { health: own, store }) {
    await own.check();
    return json({ status: 'ok', store: store.name });
  },
});

export const metrics = route({
  method: 'get',
  path: '/metrics',
  summary: 'Counters for Prometheus. No names, no addresses, no amounts.',
  access: 'own',
  answers: { 200: { description: 'Prometheus’ text format 0.0.4.', type: 'text/plain' } },
  errors: [],
  handle: async (_asked, context) =>
    new Response(context.metrics.text(), {
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
    }),
});

export const operationRoutes: readonly Route[] = [health, metrics];
