import { describe, expect, test } from 'vitest';
import { enterLines, gift, mara, openDesk, openMara } from './desk-open.ts';

const otherIban = 'GB82WEST12345698765432';
const withIban = (iban: string) => ({ ...mara, give: { bank: { holder: 'Mara Muster', iban } } });
const pathsOf = (answered: { json: { error?: { problems?: { path: string }[] } } }) =>
  answered.json.error?.problems?.map(({ path }) => path);

describe('a campaign', () => {
  test('is made as a draft, listed, read and published', async () => {
    const desk = await openMara();
    expect((await desk.call('GET', '/campaigns')).json).toMatchObject({
      campaigns: [{ id: 'mara', title: 'Mara', isPublished: false, sums: { raised: '0.00', entries: 0 } }],
    });
    expect((await desk.call('POST', '/campaigns/mara/publish', { isPublished: true })).json['isPublished']).toBe(true);
    expect((await desk.store.getCampaign('mara'))?.isPublished).toBe(true);
    expect((await desk.store.changes('mara', 10)).map(({ what }) => what)).toEqual(['publish', 'create']);
  });

  test('is not made twice, and not where its id is none', async () => {
    const desk = await openMara();
    expect((await desk.call('PUT', '/campaigns/mara', { document: mara })).status).toBe(409);
    expect((await desk.call('PUT', '/campaigns/Mara%20!', { document: mara })).status).toBe(400);
    expect((await desk.call('PUT', '/campaigns/nobody', { document: mara, revision: 'x' })).status).toBe(409);
  });

  test('what is wrong with it is told field by field, and nothing is saved', async () => {
    const { call, revision, store } = await openMara();
    const document = {
      ...mara,
      title: '',
      goal: { amount: '1.000,00' },
      updates: [{ at: 'today' }],
      url: 'javascript:alert(1)',
    };
    const answered = await call('PUT', '/campaigns/mara', { document, revision });
    expect(answered.status).toBe(400);
    expect(pathsOf(answered)?.sort()).toEqual(['goal.amount', 'title', 'updates[0].at', 'url']);
    expect((await store.getCampaign('mara'))?.document['title']).toBe('Mara');
  });

  test('keeps known fields only, and none that the books say', async () => {
    const { call, revision, store } = await openMara();
    const stray = { ...mara, isPublished: true, role: 'admin', organiser: { name: 'Jo', email: 'jo@example.org' } };
    const polluted = JSON.parse(
      JSON.stringify({ document: stray, revision }).replace('"role"', '"__proto__":{"raised":1},"role"'),
    ) as object;
    expect((await call('PUT', '/campaigns/mara', polluted)).status).toBe(200);
    const { document, isPublished } = (await store.getCampaign('mara'))!;
    expect(isPublished).toBe(false);
    expect(Object.keys(document).sort()).toEqual([...Object.keys(mara), 'organiser'].sort());
    expect(document['organiser']).toEqual({ name: 'Jo' });
    expect(({} as Record<string, unknown>)['raised']).toBeUndefined();
    const entries = [{ at: '2026-06-01', flow: 'gift+', amount: '1000000.00' }];
    const { json } = await call('GET', '/campaigns/mara');
    const forged = await call('PUT', '/campaigns/mara', { document: { ...mara, entries }, revision: json['revision'] });
    expect(pathsOf(forged)).toEqual(['entries']);
  });

  test('a source that lines of the books name stays, and so does the currency', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift()]);
    const { revision } = desk;
    const gone = await desk.call('PUT', '/campaigns/mara', { document: { ...mara, sources: [] }, revision });
    expect(pathsOf(gone)).toEqual(['sources']);
    const dollars = await desk.call('PUT', '/campaigns/mara', { document: { ...mara, currency: 'USD' }, revision });
    expect(pathsOf(dollars)).toEqual(['currency']);
  });

  test('two who write at the same time: the second is told, and what they wrote is not saved over the first', async () => {
    const { call, revision } = await openMara();
    expect((await call('PUT', '/campaigns/mara', { document: { ...mara, title: 'One' }, revision })).status).toBe(200);
    const second = await call('PUT', '/campaigns/mara', { document: { ...mara, title: 'Two' }, revision });
    expect(second.status).toBe(409);
    expect((await call('GET', '/campaigns/mara')).json['title']).toBe('One');
  });

  test('a gift that comes in meanwhile is no conflict', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift()]);
    const { call, revision } = desk;
    const answered = await call('PUT', '/campaigns/mara', { document: { ...mara, title: 'Mara!' }, revision });
    expect(answered.status).toBe(200);
    expect(answered.json['title']).toBe('Mara!');
  });

  test('a gift that comes in between reading and writing is no conflict either', async () => {
    const desk = await openMara();
    const getCampaign = desk.store.getCampaign.bind(desk.store);
    let reads = 0;
    Object.assign(desk.store, {
      async getCampaign(id: string) {
        const found = await getCampaign(id);
        if (++reads === 2) {
          const at = new Date(desk.now).toISOString();
          const amount = { minor: 500, currency: 'EUR' };
          const line = { at, flow: 'gift+', reason: 'donation', amount, source: 'bank', key: 'meanwhile' } as const;
          await desk.store.append('mara', [line], { at, actor: 'x', what: 'entries' });
        }
        return found;
      },
    });
    reads = 1;
    const answered = await desk.call('PUT', '/campaigns/mara', {
      document: { ...mara, title: 'Mara!' },
      revision: desk.revision,
    });
    expect(answered.status).toBe(200);
  });

  test('its preview is what would be published, with the books as they are, and saves nothing', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift({ name: 'Lena M.', isPublic: true }), gift({ name: 'Secret', amount: '7.00' })]);
    const document = { ...mara, title: 'New title' };
    const { json, text } = await desk.call('POST', '/preview', { id: 'mara', document });
    expect(json['document']).toMatchObject({ title: 'New title', entries: [{ name: 'Lena M.' }, { amount: '7.00' }] });
    expect(text).not.toContain('Secret');
    expect((await desk.store.getCampaign('mara'))?.document['title']).toBe('Mara');
    expect((await desk.call('POST', '/preview', { document: { glassjar: 1 } })).status).toBe(400);
  });
});

test('the preview of many lines has their sums', async () => {
  const desk = await openMara();
  const many = Array.from({ length: 600 }, (_, index) => gift({ name: `Giver ${index}`, isPublic: true }));
  await enterLines(desk, [...many, { kind: 'expense', at: '2026-06-03', amount: '900.00', label: 'Rent' }]);
  const { json } = await desk.call('POST', '/preview', { id: 'mara', document: mara });
  const { decode } = await import('../../src/core/decode.ts');
  const { totalsOf } = await import('../../src/core/ledger.ts');
  const totals = totalsOf(decode(json['document']).campaign);
  expect([totals.raised?.minor, totals.spent?.minor, totals.discrepancies]).toEqual([3_000_000, 90_000, []]);
});

test('thousands on one day with the same amount are told apart, and known again each for itself', async () => {
  const desk = await openMara();
  // Enough that some of their traces in the books are the same.
  const many = Array.from({ length: 3000 }, (_, index) => gift({ name: `Giver ${index}` }));
  expect((await enterLines(desk, many)).json['written']).toHaveLength(3000);
  const more = Array.from({ length: 500 }, (_, index) => gift({ name: `Other ${index}` }));
  expect((await enterLines(desk, more)).json).toMatchObject({ known: [], written: { length: 500 } });
  expect((await enterLines(desk, [...many, ...more])).json['written']).toEqual([]);
  expect((await desk.store.sums('mara')).entries).toBe(3500);
});

describe('the account', () => {
  test('does not change without the last four characters of the new one', async () => {
    const { call, revision, store } = await openMara();
    for (const confirmIban of [undefined, '', '3000', 'DE89', '5431']) {
      const answered = await call('PUT', '/campaigns/mara', {
        document: withIban(otherIban),
        revision,
        ...(confirmIban !== undefined && { confirmIban }),
      });
      expect(answered.status).toBe(400);
      expect(pathsOf(answered)).toEqual(['confirmIban']);
    }
    expect((await store.getCampaign('mara'))?.document['give']).toEqual(mara.give);
    expect((await store.changes('mara', 10)).map(({ what }) => what)).toEqual(['create']);
  });

  test('changes with them, and both stand in the log, masked', async () => {
    const { call, revision, store } = await openMara();
    const answered = await call('PUT', '/campaigns/mara', {
      document: withIban(otherIban),
      revision,
      confirmIban: ' 54 32',
    });
    expect(answered.status).toBe(200);
    const [change] = await store.changes('mara', 1);
    expect(change).toMatchObject({ what: 'iban', detail: 'DE89 … 3000 → GB82 … 5432', actor: 'desk' });
  });

  test('written in another way it is the same account', async () => {
    const { call, revision } = await openMara();
    const document = withIban('de89 3704 0044 0532 0130 00');
    expect((await call('PUT', '/campaigns/mara', { document, revision })).status).toBe(200);
  });

  test('taking it away, and adding it again, stand in the log as well', async () => {
    const { call, revision, store } = await openMara();
    const { give: _give, ...without } = mara;
    const gone = await call('PUT', '/campaigns/mara', { document: without, revision });
    expect(gone.status).toBe(200);
    const again = await call('PUT', '/campaigns/mara', { document: mara, revision: gone.json['revision'] });
    expect(pathsOf(again)).toEqual(['confirmIban']);
    expect((await store.changes('mara', 1))[0]).toMatchObject({ what: 'iban', detail: 'DE89 … 3000 → -' });
  });

  test('another page to give on stands in the log under its own name', async () => {
    const { call, revision, store } = await openMara();
    const give = { ...mara.give, links: [{ label: 'PayPal', url: 'https://paypal.example/mara' }] };
    await call('PUT', '/campaigns/mara', { document: { ...mara, give }, revision });
    expect((await store.changes('mara', 1))[0]).toMatchObject({ what: 'ways', detail: 'give' });
  });
});

describe('lines entered by hand', () => {
  test('are all there, or none', async () => {
    const desk = await openMara();
    const answered = await enterLines(desk, [
      gift(),
      gift({ amount: '0' }),
      gift({ at: '2027-01-01' }),
      gift({ source: 'nowhere' }),
      gift({ source: 'book' }),
    ]);
    expect(answered.status).toBe(400);
    expect(pathsOf(answered)).toEqual(['lines[1].amount', 'lines[2].at', 'lines[3].source', 'lines[4].source']);
    expect((await desk.store.sums('mara')).entries).toBe(0);
  });

  test.each(['-5', '1e3', 'NaN', 'Infinity', '0x10', '99999999999999999999', '10.005', '12,50', ''])(
    'an amount of %j is refused',
    async (amount) => {
      expect((await enterLines(await openMara(), [gift({ amount })])).status).toBe(400);
    },
  );

  test.each([{ verified: true }, { flow: 'gift+' }, { number: 7 }, { donation: 'x' }])(
    'a field that is not theirs is refused: %j',
    async (more) => {
      expect((await enterLines(await openMara(), [gift(more)])).status).toBe(400);
    },
  );

  test('of a day to come are entered only where that is meant', async () => {
    const desk = await openMara();
    expect(pathsOf(await enterLines(desk, [gift({ at: '2027-01-01' })]))).toEqual(['lines[0].at']);
    expect((await enterLines(desk, [gift({ at: '2027-01-01', ahead: true })])).status).toBe(201);
  });

  test('beside a sum that was stated before keep it, and the rest of it can be entered as one line', async () => {
    const desk = await openDesk();
    await desk.enter();
    const bank = { id: 'bank', label: 'Konto', raised: '1184.00', supporters: 40, asOf: '2026-06-01' };
    await desk.call('PUT', '/campaigns/mara', { document: { ...mara, sources: [bank] } });
    const read = async () => (await desk.call('GET', '/campaigns/mara')).json;
    expect(await read()).toMatchObject({ sums: { raised: '1184.00', balance: '1184.00' }, rests: [] });
    expect((await desk.call('GET', '/campaigns')).json).toMatchObject({ campaigns: [{ sums: { raised: '1184.00' } }] });

    await enterLines(desk, [gift({ amount: '75.00', source: 'bank' })]);
    const rest = { source: 'bank', kind: 'gift', label: 'Konto', at: '2026-06-01', amount: '1109.00' };
    expect(await read()).toMatchObject({ sums: { raised: '1184.00', entries: 1 }, rests: [rest] });

    await enterLines(desk, [gift({ amount: '1109.00', source: 'bank', at: rest.at, label: 'Before' })]);
    expect(await read()).toMatchObject({ sums: { raised: '1184.00', entries: 2 }, rests: [] });
  });

  test('move the sums they are for', async () => {
    const desk = await openMara();
    await enterLines(desk, [
      gift(),
      { kind: 'sale', at: '2026-06-02', amount: '1643.52', source: 'book', label: '214 copies' },
      { kind: 'expense', at: '2026-06-03', amount: '900.00', label: 'Rent, June' },
      { kind: 'fee', at: '2026-06-03', amount: '1.50' },
    ]);
    const { json } = await desk.call('GET', '/campaigns/mara');
    expect(json['sums']).toMatchObject({
      raised: '1693.52',
      spent: '900.00',
      fees: '1.50',
      balance: '792.02',
      entries: 4,
    });
  });

  test('pasted again they are left out, and shown as known before', async () => {
    const desk = await openMara();
    const list = [gift({ name: 'A' }), gift({ name: 'B' }), gift({ amount: '7.00' })];
    expect((await enterLines(desk, list)).json['known']).toEqual([]);
    const more = [...list, gift({ name: 'C' })];
    expect((await enterLines(desk, more, { preview: true })).json).toMatchObject({ known: [0, 1, 2] });
    expect((await enterLines(desk, more, { preview: true })).json).not.toHaveProperty('written');
    const again = await enterLines(desk, more);
    expect(again.json['known']).toEqual([0, 1, 2]);
    expect(again.json['written']).toMatchObject([{ name: 'C', number: 4 }]);
  });

  test('ten gifts alike on one day are ten, and pasted twice they are still ten', async () => {
    const desk = await openMara();
    const ten = Array.from({ length: 10 }, () => gift({ amount: '10.00' }));
    await enterLines(desk, ten);
    await enterLines(desk, ten);
    expect((await desk.store.sums('mara')).entries).toBe(10);
    await enterLines(desk, [...ten, gift({ amount: '10.00' })]);
    expect((await desk.store.sums('mara')).entries).toBe(11);
  });

  test('pasted by two at the same time they are entered once', async () => {
    const desk = await openMara();
    const list = [gift({ name: 'A' }), gift({ name: 'B' })];
    const both = await Promise.all([enterLines(desk, list), enterLines(desk, list)]);
    expect((await desk.store.sums('mara')).entries).toBe(2);
    expect(both.flatMap(({ json }) => json['known'] as number[])).toHaveLength(2);
  });

  test('one more that is alike is entered where that is said, once for each request', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift()]);
    const more = { request: 'the-same-request' };
    await enterLines(desk, [gift({ again: true })], more);
    await enterLines(desk, [gift({ again: true })], more);
    expect((await desk.store.sums('mara')).entries).toBe(2);
  });

  test('a name is not public unless that is said', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift({ name: 'A', message: 'hi' }), gift({ name: 'B', isPublic: true })]);
    const persons = (await desk.store.entries('mara', { limit: 9 })).map(({ person }) => person?.isPublic);
    expect(persons).toEqual([true, false]);
  });

  test('the log says how many and how much, and nobody’s name', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift({ name: 'Lena M.' }), gift({ amount: '0.50' })]);
    expect((await desk.store.changes('mara', 1))[0]).toMatchObject({ what: 'entries', detail: '2: 50.50 EUR' });
  });
});

describe('correcting', () => {
  const reverse = (desk: Awaited<ReturnType<typeof openMara>>, number: number, reason = 'void') =>
    desk.call('POST', `/campaigns/mara/entries/${number}/reverse`, { reason });

  test('a line is taken back by a new one, once', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift({ name: 'Lena M.' })]);
    const answered = await reverse(desk, 1, 'refund');
    expect(answered.status).toBe(201);
    expect(answered.json).toMatchObject({
      number: 2,
      flow: 'gift-',
      reason: 'refund',
      amount: '50.00',
      balance: '0.00',
    });
    expect((await reverse(desk, 1)).status).toBe(409);
    expect((await reverse(desk, 2)).status).toBe(409);
    expect((await desk.store.sums('mara')).entries).toBe(2);
  });

  test('twenty clicks at once take it back once', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift()]);
    const all = await Promise.all(Array.from({ length: 20 }, () => reverse(desk, 1)));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  test('what was taken back can be entered anew, and is then known again', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift({ name: 'A' })]);
    await reverse(desk, 1);
    expect((await enterLines(desk, [gift({ name: 'A' })], { preview: true })).json['known']).toEqual([]);
    expect((await enterLines(desk, [gift({ name: 'A' })])).json['written']).toHaveLength(1);
    expect((await enterLines(desk, [gift({ name: 'A' })])).json['known']).toEqual([0]);
  });

  test('a name is erased, the sums stay, and the list pasted again is still known', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift({ name: 'Lena M.', message: 'Gute Besserung' })]);
    const before = await desk.store.sums('mara');
    expect((await desk.call('POST', '/campaigns/mara/entries/1/erase')).status).toBe(200);
    const everything = await Promise.all([
      desk.call('GET', '/campaigns/mara/entries'),
      desk.call('GET', '/campaigns/mara/changes'),
      desk.call('GET', '/campaigns/mara/export.csv'),
    ]);
    expect(everything.map(({ text }) => text).join()).not.toMatch(/Lena|Besserung/);
    expect(await desk.store.sums('mara')).toEqual(before);
    await enterLines(desk, [gift({ name: 'Lena M.', message: 'Gute Besserung' })]);
    expect((await desk.store.sums('mara')).entries).toBe(1);
  });
});

describe('what people wrote', () => {
  const attacks = [
    '<img src=x onerror=window.__p=1>',
    '"><svg/onload=window.__p=1>',
    '</script><script>window.__p=1</script>',
  ];

  test.each(attacks)('%s is kept literally, and answered as JSON that no browser takes for a page', async (text) => {
    const desk = await openMara();
    await enterLines(desk, [gift({ name: text, message: text })]);
    const { headers, json } = await desk.call('GET', '/campaigns/mara/entries');
    expect(json['entries']).toMatchObject([{ name: text, message: text }]);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a serialised object, a NUL and a lone surrogate are text', async () => {
    const desk = await openMara();
    const answered = await enterLines(desk, [gift({ name: 'O:8:"stdClass":0:{}', message: 'a\u0000b\ud800c\u202e' })]);
    expect(answered.json['written']).toMatchObject([{ name: 'O:8:"stdClass":0:{}', message: 'abc' }]);
  });

  test('a name of 10 kB is refused', async () => {
    expect((await enterLines(await openMara(), [gift({ name: 'x'.repeat(10_000) })])).status).toBe(400);
  });

  test('no export begins a formula with it', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift({ name: '=HYPERLINK("http://evil","x")', message: '@x' }), gift({ name: '+1' })]);
    const { headers, text } = await desk.call('GET', '/campaigns/mara/export.csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename="mara.csv"');
    expect(text).toContain(`"'=HYPERLINK(""http://evil"",""x"")"`);
    expect(text).toContain(`"'@x"`);
    expect(text).toContain(`"'+1"`);
    expect(text.split('\r\n')).toHaveLength(4);
  });

  test('the JSON export is a campaign anyone may have: names that are not public are not in it', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift({ name: 'Seen', isPublic: true }), gift({ name: 'Hidden', amount: '1.00' })]);
    const { text } = await desk.call('GET', '/campaigns/mara/export.json');
    const { decode } = await import('../../src/core/decode.ts');
    const { campaign, problems } = decode(JSON.parse(text));
    expect(problems).toEqual([]);
    expect(campaign.entries?.map(({ name }) => name)).toEqual(['Seen', undefined]);
    expect(text).not.toContain('Hidden');
  });

  test('an empty ledger is exported as well', async () => {
    const desk = await openDesk();
    await desk.enter();
    await desk.call('PUT', '/campaigns/mara', { document: mara });
    expect(JSON.parse((await desk.call('GET', '/campaigns/mara/export.json')).text)).toMatchObject({ entries: [] });
    expect((await desk.call('GET', '/campaigns/mara/export.csv')).text.split('\r\n')).toHaveLength(2);
  });
});

describe('what came in through a provider', () => {
  async function paid(): Promise<Awaited<ReturnType<typeof openMara>>> {
    const desk = await openMara();
    const amount = { minor: 2500, currency: 'EUR' };
    const person = { name: 'Lena M.', email: 'lena@example.org', isPublic: true };
    for (const reference of ['a', 'b', 'c']) {
      const wanted = { reference: `secret-reference-${reference}`, key: reference, fingerprint: reference };
      await desk.store.beginDonation({ ...wanted, campaign: 'mara', source: '', amount, person });
    }
    const at = new Date(desk.now).toISOString();
    const event = { provider: 'stripe', type: 'x', about: { donation: 'secret-reference-a', ids: [] } };
    await desk.store.take({ ...event, id: '1', facts: [{ kind: 'paid', at, payment: 'pi_1', amount }] });
    await desk.store.take({
      ...{ ...event, id: '2', about: { donation: 'secret-reference-b', ids: [] } },
      facts: [{ kind: 'pending', at }],
    });
    return desk;
  }

  test('is given back at the provider, and not here', async () => {
    const desk = await paid();
    const { json } = await desk.call('GET', '/campaigns/mara/entries');
    expect(json['entries']).toMatchObject([{ isPayment: true, amount: '25.00' }]);
    const answered = await desk.call('POST', '/campaigns/mara/entries/1/reverse', { reason: 'refund' });
    expect(answered.status).toBe(403);
    expect((await desk.store.sums('mara')).entries).toBe(1);
  });

  test('its giver’s name can be erased all the same', async () => {
    const desk = await paid();
    await desk.call('POST', '/campaigns/mara/entries/1/erase');
    expect((await desk.call('GET', '/campaigns/mara/entries')).text).not.toContain('Lena');
  });

  test('what is on its way is listed, by when and how much, and counts nowhere', async () => {
    const desk = await paid();
    const { json } = await desk.call('GET', '/campaigns/mara/donations');
    expect((json['donations'] as { status: string }[]).map(({ status }) => status).sort()).toEqual(['open', 'pending']);
    expect((await desk.call('GET', '/campaigns/mara')).json['sums']).toMatchObject({
      raised: '25.00',
      pending: { count: expect.any(Number) as number },
    });
  });

  test('no e-mail and no reference is in any answer', async () => {
    const desk = await paid();
    for (const path of ['', '/entries', '/donations', '/changes', '/sums', '/export.csv', '/export.json']) {
      expect((await desk.call('GET', `/campaigns/mara${path}`)).text, path).not.toMatch(
        /lena@example|secret-reference/,
      );
    }
  });
});
