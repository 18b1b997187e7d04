import * as z from 'zod';
import { openApi } from '../openapi.ts';
import { json, route, type Route } from '../route.ts';
import { campaignRoutes } from './campaigns.ts';
import { donationRoutes } from './donations.ts';
import { operationRoutes } from './operations.ts';
import { shareRoutes } from './shares.ts';
import { webhookRoutes } from './webhooks.ts';

/** Of the API, as openapi.json says; it rises with what the answers hold. */
export const apiVersion = '1.0.0';

let text: unknown;

const describe = route({
  method: 'get',
  path: '/openapi.json',
  summary: 'This description of the API.',
  access: 'public',
  answers: {
    200: { description: 'OpenAPI 3.1.', type: 'application/json', schema: z.looseObject({ openapi: z.string() }) },
  },
  errors: [],
  handle: async () => json((text ??= apiDescription()), 200, { 'cache-control': 'public, max-age=300' }),
});

/** All routes of the API. The pages of the organiser's desk are handed to `createHandler` beside them. */
export const routes: readonly Route[] = [
  ...campaignRoutes,
  ...donationRoutes,
  ...shareRoutes,
  ...webhookRoutes,
  ...operationRoutes,
  describe,
];

export const apiDescription = (): object => openApi(routes, apiVersion);
