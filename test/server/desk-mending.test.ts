/* What is mended later: a source, a name, a part that went back; and names of those who never gave. */
import { describe, expect, test } from 'vitest';
import { enterLines, gift, mara, openMara, type OpenDesk } from './desk-open.ts';

const numberOf = (desk: OpenDesk, number: number, what: string, body: object) =>
  desk.call('POST', `/campaigns/mara/entries/${number}/${what}`, body);
const paid = (desk: OpenDesk) =>
  desk.store.take({
    ...{ provider: 'stripe', id: 'e1', type: 'x', about: { ids: ['pi'] } },
    facts: [{ kind: 'paid', at: '2026-06-10T22:30:00Z', payment: 'pi', amount: { minor: 500, currency: 'EUR' } }],
    begins: { campaign: 'mara', source: 'stripe', name: 'Lena M.' },
  });

describe('a line under the wrong source', () => {
  test('moves by a pair on its own day, with its giver, and everyone is counted once', async () => {
    const desk = await openMara();
    await enterLines(desk, [
      gift({ source: '', name: 'Lena Geheim', message: 'Hallo', isPublic: true }),
      gift({ source: '' }),
      gift(),
    ]);
    const answered = await numberOf(desk, 1, 'source', { source: 'bank' });
    expect([answered.status, answered.json['written']]).toMatchObject([
      201,
      [
        { number: 4, at: '2026-06-01', flow: 'gift-', reason: 'void', reverses: 'e1', amount: '50.00' },
        {
          number: 5,
          at: '2026-06-01',
          flow: 'gift+',
          source: 'bank',
          name: 'Lena Geheim',
          message: 'Hallo',
          isPublic: true,
        },
      ],
    ]);
    expect((await desk.store.sums('mara')).sources).toMatchObject([
      { source: '', gifts: 5000, givers: 1 },
      { source: 'bank', gifts: 10_000, givers: 2 },
    ]);
    expect((await desk.store.changes('mara', 1))[0]).toMatchObject({ what: 'source', detail: '#1: - → bank' });
    // Once; and its name goes from both lines at once.
    expect((await numberOf(desk, 1, 'source', { source: 'bank' })).status).toBe(409);
    expect((await numberOf(desk, 1, 'reverse', { reason: 'void' })).status).toBe(409);
    await numberOf(desk, 5, 'erase', {});
    expect(JSON.stringify(await desk.store.entries('mara', { limit: 9 }))).not.toContain('Geheim');
    expect(await desk.store.check()).toEqual({ flaws: [], notes: [] });
  });

  test('of which a part went back moves with the rest', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift({ source: '' })]);
    await numberOf(desk, 1, 'reverse', {
      reason: 'refund',
      part: { request: 'request-1', amount: '20.00', at: '2026-06-02' },
    });
    await numberOf(desk, 1, 'source', { source: 'bank' });
    expect((await desk.store.sums('mara')).sources).toMatchObject([
      { source: '', gifts: 0, givers: 0 },
      { source: 'bank', gifts: 3000, givers: 1 },
    ]);
  });

  test('two who mend it at once move it once', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift({ source: '' })]);
    const answers = await Promise.all([1, 2].map(() => numberOf(desk, 1, 'source', { source: 'bank' })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
    expect((await desk.store.sums('mara')).entries).toBe(3);
  });

  test.each([
    ['nowhere', 400],
    ['book', 400],
    ['bank', 400],
  ])('does not move to %s', async (source, status) => {
    const desk = await openMara();
    await enterLines(desk, [gift()]);
    expect((await numberOf(desk, 1, 'source', { source })).status).toBe(status);
    expect((await desk.store.sums('mara')).entries).toBe(1);
  });

  test('that a provider booked stays: its refund must find its own', async () => {
    const desk = await openMara();
    await paid(desk);
    expect((await numberOf(desk, 1, 'source', { source: 'bank' })).status).toBe(403);
    await enterLines(desk, [{ kind: 'expense', at: '2026-06-01', amount: '5.00' }]);
    expect((await numberOf(desk, 2, 'source', { source: 'bank' })).status).toBe(400);
  });
});

describe('a name', () => {
  test('is told later, and mended, without a line more', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift()]);
    await paid(desk);
    for (const number of [1, 2]) {
      const named = await numberOf(desk, number, 'name', { name: '  Tarek\u200b G. ', isPublic: true });
      expect([named.status, named.json]).toMatchObject([200, { name: 'Tarek G.', isPublic: true }]);
    }
    expect(
      (await numberOf(desk, 1, 'name', { name: 'Tarek Gül', message: 'Viel Glück', isPublic: false })).status,
    ).toBe(200);
    expect((await desk.store.entries('mara', { limit: 5 })).map(({ person }) => person)).toEqual([
      { name: 'Tarek G.', isPublic: true },
      { name: 'Tarek Gül', message: 'Viel Glück', isPublic: false },
    ]);
    const changes = JSON.stringify(await desk.store.changes('mara', 9));
    expect(changes).toContain('"what":"name","detail":"#1"');
    expect(changes).not.toContain('Tarek');
  });

  test('is none without a word, and only a gift has one', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift(), { kind: 'expense', at: '2026-06-01', amount: '5.00' }]);
    expect((await numberOf(desk, 1, 'name', { name: ' ', isPublic: true })).status).toBe(400);
    expect((await numberOf(desk, 2, 'name', { name: 'X', isPublic: true })).status).toBe(400);
    expect((await numberOf(desk, 9, 'name', { name: 'X', isPublic: true })).status).toBe(404);
  });

  test('of someone who began to give and never did is erased by its list, and by nothing else', async () => {
    const desk = await openMara();
    for (const [reference, name] of [
      ['r1', 'Lena Geheim'],
      ['r2', 'Tarek Geheim'],
    ] as const) {
      await desk.store.beginDonation({
        ...{ key: reference, fingerprint: 'x', reference, campaign: 'mara', source: 'stripe' },
        ...{ amount: { minor: 500, currency: 'EUR' }, person: { name, isPublic: true } },
      });
    }
    await desk.store.take({
      ...{ provider: 'stripe', id: 'e2', type: 'x', about: { donation: 'r2', ids: [] } },
      facts: [{ kind: 'expired', at: '2026-06-10T22:30:00Z' }],
    });
    const list = async () =>
      (await desk.call('GET', '/campaigns/mara/donations')).json['donations'] as {
        id: string;
        name?: string;
        status: string;
      }[];
    const before = await list();
    expect(before.map(({ name, status }) => [name, status])).toEqual([
      ['Lena Geheim', 'open'],
      ['Tarek Geheim', 'cancelled'],
    ]);
    expect(JSON.stringify(before)).not.toMatch(/"r[12]"/);
    for (const { id } of before)
      expect((await desk.call('POST', `/campaigns/mara/donations/${id}/erase`)).status).toBe(200);
    // What was given up is of no use any more without its name.
    expect((await list()).map(({ name, status }) => [name, status])).toEqual([[undefined, 'open']]);
    expect((await desk.call('POST', `/campaigns/mara/donations/${'a'.repeat(32)}/erase`)).status).toBe(404);
    expect((await desk.call('POST', '/campaigns/mara/donations/r1/erase')).status).toBe(404);
    expect(JSON.stringify(await desk.store.changes('mara', 9))).not.toContain('Geheim');
  });
});

describe('a part of a gift that was entered by hand', () => {
  const part = (more: object = {}) => ({ request: crypto.randomUUID(), amount: '20.00', at: '2026-06-02', ...more });

  test('goes back, once for each request, then the rest', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift()]);
    const once = part();
    const back = (body: object) => numberOf(desk, 1, 'reverse', { reason: 'refund', ...body });
    expect([(await back({ part: once })).status, (await back({ part: once })).status]).toEqual([201, 201]);
    expect((await desk.store.sums('mara')).sources).toMatchObject([{ source: 'bank', gifts: 3000, givers: 1 }]);
    expect((await back({ part: part({ amount: '30.01' }) })).json.error).toMatchObject({
      problems: [{ path: 'amount', message: 'expected at most 30.00, which is what is left' }],
    });
    expect((await back({})).status).toBe(201);
    expect((await desk.store.sums('mara')).sources).toMatchObject([{ source: 'bank', gifts: 0, givers: 0 }]);
    expect((await back({})).status).toBe(409);
    expect((await back({ part: part({ amount: '1.00' }) })).status).toBe(400);
    expect((await desk.store.changes('mara', 2)).map(({ detail, what }) => [what, detail])).toEqual([
      ['reverse', '#1: 30.00 EUR'],
      ['give-back', '#1: 20.00 EUR'],
    ]);
  });

  test.each([
    [{ amount: '0.00' }],
    [{ amount: '2,00' }],
    [{ at: '2026-05-31' }],
    [{ at: '2026-06-21' }],
    [{ at: '2026-02-30' }],
    [{ request: '' }],
  ])('does not go back with %j', async (more) => {
    const desk = await openMara();
    await enterLines(desk, [gift()]);
    expect((await numberOf(desk, 1, 'reverse', { reason: 'refund', part: part(more) })).status).toBe(400);
    expect((await desk.store.sums('mara')).entries).toBe(1);
  });
});

describe('two who write at once', () => {
  test('the second is told who saved when, and nothing is overwritten; the stamp may come as HTTP has it', async () => {
    const desk = await openMara();
    const read = await desk.call('GET', '/campaigns/mara');
    expect(read.headers.get('etag')).toBe(`"${desk.revision}"`);
    const { login } = await import('../../src/server/desk/secrets.ts');
    const link = (await login(desk.context, 'Berta\u202e B.')).split('#login=')[1]!;
    const entered = await desk.ask('POST', '/api/login', {
      body: { link },
      headers: { 'x-glassjar-desk': '1', 'sec-fetch-site': 'same-origin', origin: 'https://give.example.org' },
    });
    const cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
    desk.now += 60_000;
    const saved = await desk.ask('PUT', '/api/campaigns/mara', {
      body: { document: { ...mara, title: 'Von Berta' } },
      headers: {
        cookie,
        'if-match': read.headers.get('etag')!,
        'x-glassjar-desk': '1',
        'sec-fetch-site': 'same-origin',
        origin: 'https://give.example.org',
      },
    });
    expect(saved.status).toBe(200);
    await enterLines(desk, [gift()]);
    const late = await desk.call('PUT', '/campaigns/mara', {
      document: { ...mara, title: 'Zu spät' },
      revision: desk.revision,
    });
    expect([late.status, late.json.error]).toMatchObject([
      409,
      { changed: { actor: 'Berta B.', at: '2026-06-20T12:01:00.000Z' } },
    ]);
    expect((await desk.store.getCampaign('mara'))?.document['title']).toBe('Von Berta');
    expect((await desk.store.changes('mara', 2)).map(({ actor }) => actor)).toEqual(['desk', 'Berta B.']);
    const wrong = await desk.ask('PUT', '/api/campaigns/mara', {
      body: { document: mara },
      headers: { cookie, 'if-match': '*', 'x-glassjar-desk': '1', 'sec-fetch-site': 'same-origin' },
    });
    expect(wrong.status).toBe(400);
  });

  test('what people trust in stands in the log: the goal by its amounts, and how someone agreed', async () => {
    const desk = await openMara();
    const one = { ...mara, goal: { amount: '100.00' }, beneficiary: { name: 'Mara', consent: 'mündlich' } };
    const first = await desk.call('PUT', '/campaigns/mara', { document: one, revision: desk.revision });
    const two = { ...one, goal: { amount: '500.00' }, beneficiary: { name: 'Mara', consent: 'schriftlich' } };
    await desk.call('PUT', '/campaigns/mara', { document: two, revision: first.json['revision'] });
    expect((await desk.store.changes('mara', 2)).map(({ detail }) => detail)).toEqual([
      'beneficiary.consent, goal: 100.00 → 500.00',
      'beneficiary.consent, goal: - → 100.00',
    ]);
  });
});
