/* openapi.json, held against the answers: every route is in it, and what each answers is what it says. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import { openApiPath } from '../../src/server/openapi.ts';
import { apiDescription } from '../../src/server/routes/all.ts';
import { apiText } from '../../tools/generate.ts';
import { inRoot } from '../../tools/project.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { give, open, referenceOf, type Opened } from './open.ts';

interface Described {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly responses: Readonly<
              Record<string, { readonly content?: Readonly<Record<string, { schema: object }>> }>
            >;
            readonly requestBody?: { readonly content: Readonly<Record<string, { schema: object }>> };
            readonly parameters?: readonly { readonly name: string; readonly in: string }[];
          }
        >
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}
const api = JSON.parse(JSON.stringify(apiDescription())) as Described;
const ajv = new Ajv2020({ strict: false, allErrors: true });

function checkOf(path: string, method: string, status: number, type: string): ValidateFunction | undefined {
  const schema = api.paths[path]?.[method]?.responses[String(status)]?.content?.[type]?.schema;
  return schema && ajv.compile({ ...schema, components: api.components });
}

let opened: Opened;
afterEach(() => opened?.stop());

describe('openapi.json', () => {
  it('is what the routes make of it (npm run generate)', () => {
    expect(readFileSync(inRoot('src', 'server', 'openapi.json'), 'utf8')).toBe(apiText());
  });

  it('has every route that the server answers, and no other', async () => {
    opened = await open();
    const answered = opened.handler.routes.map(({ method, path }) => `${method} ${openApiPath(path)}`);
    const told = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(told.sort()).toEqual(answered.sort());
  });

  it('names each part of each path', () => {
    for (const [path, methods] of Object.entries(api.paths))
      for (const { parameters = [] } of Object.values(methods)) {
        const named = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
        expect(named).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      }
  });

  it('says what is answered, good or bad', async () => {
    opened = await open();
    await opened.put(bookCampaign({ timeZone: 'Europe/Berlin', language: 'de' }));
    const begun = await give(opened, { name: 'Lena', message: 'Hallo' });
    const reference = await referenceOf(begun);
    await opened.pay(reference, 5000);
    const post = (body: unknown): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': '0123456789abcdef' },
      body: JSON.stringify(body),
    });
    const good = { amount: '5.00', currency: 'EUR', returnUrl: 'https://example.org' };
    const asked: [string, string, RequestInit?][] = [
      ['/campaigns/{id}', '/campaigns/mara'],
      ['/campaigns/{id}', '/campaigns/nobody'],
      ['/campaigns/{id}', '/campaigns/A'],
      ['/campaigns/{id}/entries', '/campaigns/mara/entries'],
      ['/campaigns/{id}/entries', '/campaigns/mara/entries?limit=0'],
      ['/campaigns/{id}/events', '/campaigns/nobody/events'],
      ['/campaigns/{id}/donations', '/campaigns/mara/donations', post(good)],
      ['/campaigns/{id}/donations', '/campaigns/mara/donations', post({ ...good, amount: '6.00' })],
      ['/campaigns/{id}/donations', '/campaigns/mara/donations', post({ ...good, amount: '0' })],
      ['/campaigns/{id}/donations', '/campaigns/mara/donations', post({ ...good, message: 'x'.repeat(99_999) })],
      ['/donations/{reference}', `/donations/${reference}`],
      ['/donations/{reference}', '/donations/none'],
      ['/campaigns/{id}/shares', '/campaigns/mara/shares', post({ channel: 'mastodon' })],
      ['/campaigns/{id}/shares', '/campaigns/mara/shares', post({ channel: 'nowhere' })],
      ['/webhooks/stripe', '/webhooks/stripe', post({})],
      ['/webhooks/ko-fi', '/webhooks/ko-fi', post({})],
      ['/health', '/health'],
      ['/metrics', '/metrics'],
      ['/openapi.json', '/openapi.json'],
    ];
    const seen = new Set<string>();
    for (const [path, url, init] of asked) {
      const response = await opened.ask(url, init);
      const method = (init?.method ?? 'GET').toLowerCase();
      const described = api.paths[path]?.[method]?.responses;
      const place = `${method} ${url} ${response.status}`;
      seen.add(`${method} ${path}`);
      expect(described, place).toHaveProperty(String(response.status));
      const text = await response.text();
      const type = response.headers.get('content-type')?.split(';')[0] ?? '';
      expect(Object.keys(described?.[response.status]?.content ?? {}), place).toEqual(text ? [type] : []);
      if (type !== 'application/json') continue;
      const check = checkOf(path, method, response.status, type);
      expect(check, place).toBeDefined();
      expect([place, check!(JSON.parse(text)), check!.errors]).toEqual([place, true, null]);
    }
    const all = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(all.filter((route) => !seen.has(route))).toEqual([]);
  });

  it('would see an answer that is something else', () => {
    const check = checkOf('/campaigns/{id}', 'get', 200, 'application/json')!;
    expect(check({ glassjar: 1, title: 'x', currency: 'EUR' })).toBe(false);
    const live = { version: 1, pollEvery: 30, events: true, shares: true };
    expect(check({ glassjar: 1, title: 'x', currency: 'EUR', live })).toBe(true);
    expect(check({ glassjar: 1, title: 'x', currency: 'EUR', goal: { amount: 5 }, live })).toBe(false);
  });
});
