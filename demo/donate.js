/*
 * A backend that is none: it lives in this page, and no money moves. It shows what a real one answers, and is a small
 * example of an adapter that takes donations.
 */
import { decode, registerAdapter } from './glassjar.js';

const here = new URL('.', location.href);

registerAdapter('demo', (how) => {
  const arrived = new Map();
  const keys = new Map();
  let last = { text: '', reading: undefined };

  return {
    name: 'demo',
    pollEvery: 60,
    donations: {
      intervals: ['once', 'month'],
      minimum: { minor: 50, currency: 'EUR' },
      maximum: { minor: 99_999_999, currency: 'EUR' },
      label: how === 'transfer' ? 'Überweisung mit eigener Nummer' : 'Karte oder Lastschrift',
      ...(how !== 'transfer' && { fee: '1,5 % + 0,25 € (erfunden)' }),
    },

    async getCampaign({ signal } = {}) {
      const response = await fetch(new URL('mara.json', here), { signal });
      const document = await response.json();
      // What arrived in this page since it was opened, on top of what the file says.
      const minor = [...arrived.values()].reduce((sum, amount) => sum + amount, 0);
      document.sources[0].raised = `${9184 + Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
      document.sources[0].supporters += arrived.size;
      document.milestones = [{ amount: '12500', label: 'fünf Monate sind sicher' }];
      document.entries = undefined;
      document.give.taxReceipt = false;
      if (how === 'ended') document.ends = '2026-05-31';
      document.give.links = [
        { label: 'PayPal', url: 'https://www.paypal.me/glassjarexample', fee: '2,49 % + 0,35 € (erfunden)' },
      ];
      const text = JSON.stringify(document);
      if (text !== last.text) last = { text, reading: await decode(document, here.href) };
      return last.reading;
    },

    async startDonation({ amount, key, returnUrl }) {
      // What a backend can be as well: away, or silent.
      if (how === 'broken') throw new TypeError('nobody there');
      if (how === 'hanging') return new Promise(() => {});
      if (!keys.has(key)) keys.set(key, `demo-${keys.size + 1}`);
      if (how === 'transfer') {
        return {
          kind: 'transfer',
          holder: 'Mara Hilfsfonds e. V.',
          iban: 'DE89370400440532013000',
          bic: 'COBADEFFXXX',
          reference: 'RF18539007547034',
        };
      }
      const page = new URL('donate-pay.html', here);
      page.searchParams.set('back', returnUrl);
      page.searchParams.set('amount', String(amount.minor));
      return { kind: 'redirect', url: page.href };
    },

    async getDonation(reference) {
      const [, status, minor] = /^demo-(paid|pending|failed|cancelled)-(\d+)$/.exec(reference) ?? [];
      if (!status) throw Object.assign(new Error('no such donation'), { name: 'GlassjarError', code: 'not-found' });
      if (status === 'paid') arrived.set(reference, Number(minor));
      return { status, amount: { minor: Number(minor), currency: 'EUR' } };
    },
  };
});

// The elements are there before this script has run: only now can they find their backend.
for (const element of document.querySelectorAll('[data-src]')) element.setAttribute('src', element.dataset.src);
