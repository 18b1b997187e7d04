/*
 * Giving through Stripe, whole: page, panel in a site's own component, backend around the official SDK, and stand-ins for Stripe's
 * API, its payment page and its script. What goes to Stripe's hosts is answered here; nothing leaves this machine.
 */
import { readFileSync } from 'node:fs';
import { launch, type Browser, type HTTPRequest, type Page } from 'puppeteer-core';
import { Stripe } from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBrowsers } from '../../tools/browsers/find.ts';
import { inRoot } from '../../tools/project.ts';
import { has, until, type Engine } from './setup.ts';
import { startBackend, type Backend } from './stripe/backend.ts';
import { startStandIn, type Session, type StandIn } from './stripe/standin.ts';

const secret = 'whsec_test';
const stripeScript = readFileSync(inRoot('test', 'e2e', 'stripe', 'site', 'stripe.js'), 'utf8');
/** What the README says that a site has to allow for Stripe's form. */
const policy =
  "default-src 'none'; script-src 'self' https://js.stripe.com; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src https://js.stripe.com";

/** Runs in the page: what is inside of the dialog, in a panel in a closed shadow root. */
interface Inside {
  site: { panel: Element };
}

for (const engine of ['chromium', 'firefox'] satisfies Engine[]) {
  describe.skipIf(!has(engine))(`giving through Stripe, ${engine}`, () => {
    let browser: Browser;
    let standIn: StandIn;
    let backend: Backend;
    let page: Page;
    /** Requests to hosts that are not the site's. */
    let others: string[];
    let isStripeBlocked: boolean;
    /** Nobody answers how a donation stands. */
    let isStateLost: boolean;

    beforeAll(async () => {
      const executablePath = findBrowsers()[engine]!;
      browser = await launch(
        engine === 'firefox'
          ? { browser: 'firefox', executablePath, headless: true, protocolTimeout: 180_000 }
          : {
              executablePath,
              protocolTimeout: 180_000,
              args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
            },
      );
    });
    afterAll(() => browser.close());

    beforeEach(async () => {
      standIn = await startStandIn(secret, () => `${backend.origin}/hook`);
      backend = await startBackend(secret, () => standIn.port);
      others = [];
      isStripeBlocked = false;
      isStateLost = false;
      const context = await browser.createBrowserContext();
      page = await context.newPage();
      await page.setViewport({ width: 420, height: 900 });
      await page.setRequestInterception(true);
      page.on('request', (request) => void answer(request));
      await open();
    });
    afterEach(async () => {
      await page.browserContext().close();
      await backend.close();
      await standIn.close();
    });

    async function answer(request: HTTPRequest): Promise<void> {
      const url = new URL(request.url());
      if (isStateLost && /\/api\/donations\/./.test(url.pathname)) return request.abort();
      if (url.origin === backend.origin || !url.protocol.startsWith('http')) return request.continue();
      others.push(request.url());
      if (url.origin === 'https://js.stripe.com' && url.pathname.endsWith('/stripe.js') && !isStripeBlocked)
        return request.respond({ contentType: 'text/javascript', body: stripeScript });
      const session = standIn.sessions.get(url.pathname.split('/').at(-1)!);
      if (url.origin === 'https://checkout.stripe.com' && session) {
        const link = (id: string, to: string | null): string =>
          `<a id="${id}" href="${(to ?? '').replaceAll('&', '&amp;')}">${id}</a>`;
        const body = `<!doctype html><title>Stripe</title>${link('done', session.success_url)} ${link('cancel', session.cancel_url)}`;
        return request.respond({ contentType: 'text/html', body });
      }
      return request.abort();
    }

    async function open(): Promise<void> {
      await page.goto(`${backend.origin}/giving.html`);
      await total();
    }

    /** The text of the panel that a reader sees, its parts' included. */
    const read = (): Promise<string> =>
      page.evaluate(() => {
        const visit = (node: Node): string => {
          if (node instanceof Text) return node.data;
          if (node instanceof HTMLSlotElement || node instanceof HTMLStyleElement) return '';
          const root = node instanceof Element ? node.shadowRoot : null;
          return [...(root ?? node).childNodes].map(visit).join(' ');
        };
        const { panel } = document.querySelector('site-card') as unknown as Inside['site'];
        return panel?.shadowRoot ? visit(panel.shadowRoot).replace(/\s+/g, ' ') : '';
      });

    const says = (words: string): Promise<unknown> =>
      until(words, async () => (await read().catch(() => '')).includes(words));

    /** What the panel says came in, once it does. */
    const total = (): Promise<string> =>
      until('a total', async () => /€\d{1,3}(?:,\d{3})*(?:\.\d\d)?/.exec(await read().catch(() => ''))?.[0] ?? '');

    /** Clicks inside the dialog, by selector or by a label's text. */
    const click = (what: string, times = 1): Promise<void> =>
      until(what, () =>
        page.evaluate(
          (wanted, count) => {
            const { panel } = document.querySelector('site-card') as unknown as Inside['site'];
            const inner = panel.shadowRoot!.querySelector('glassjar-donate')?.shadowRoot;
            const control = wanted.startsWith('panel ')
              ? panel.shadowRoot!.querySelector<HTMLElement>(wanted.slice(6))
              : wanted.startsWith('=')
                ? [...(inner?.querySelectorAll<HTMLElement>('label, button, a') ?? [])].find(({ textContent }) =>
                    textContent.includes(wanted.slice(1)),
                  )
                : inner?.querySelector<HTMLElement>(wanted);
            if (!control) return false;
            for (let nth = 0; nth < count; nth++) control.click();
            return true;
          },
          what,
          times,
        ),
      ).then(() => undefined);

    /** Opens the dialog and goes to the last step with 50 €. */
    async function choose(amount = '€50'): Promise<void> {
      await click('panel [part=donate]');
      await click(`=${amount}`);
      await click('form [part=primary]');
      await says('What happens next');
    }

    const onStripe = (): Promise<unknown> =>
      until('Stripe’s page', () => page.url().startsWith('https://checkout.stripe.com/'));
    const session = (): Session => [...standIn.sessions.values()].at(-1)!;
    const goOn = async (selector: string): Promise<void> => {
      await Promise.all([page.waitForNavigation(), page.click(selector)]);
      await total();
    };

    it('goes to Stripe’s page and back; the total changes when the hook has confirmed it, and not before', async () => {
      expect(await total()).toBe('€9,184');
      await choose();
      expect(others, 'before the last click').toEqual([]);
      await click('[part=primary]');
      await onStripe();
      expect(session()).toMatchObject({ amount_total: 5000, currency: 'eur', mode: 'payment', ui_mode: 'hosted_page' });
      expect(
        others.some((url) => url.includes('js.stripe.com')),
        'no script of Stripe’s',
      ).toBe(false);
      standIn.pay(session().id, 'card');
      await goOn('#done');
      await says('Your donation is on its way');
      expect(page.url(), 'the address is clean').toBe(`${backend.origin}/giving.html`);
      expect(await total(), 'the landing page proves nothing').toBe('€9,184');
      expect(await standIn.tell('checkout.session.completed', session().id)).toBe(200);
      await says('Thank you!');
      await says('€50 has arrived.');
      await until('the total', async () => (await total()) === '€9,234');
      await page.reload();
      expect(await total()).toBe('€9,234');
      expect(await read(), 'said once').not.toContain('Thank you!');
    });

    it('comes back without network, is not told to pay again, and is thanked after a reload', async () => {
      await choose();
      await click('[part=primary]');
      await onStripe();
      standIn.pay(session().id, 'card');
      expect(await standIn.tell('checkout.session.completed', session().id)).toBe(200);
      isStateLost = true;
      await goOn('#done');
      await says('nothing is lost: please don’t pay again');
      expect(page.url(), 'kept until it is answered').toContain('?glassjar-donation=');
      isStateLost = false;
      await page.reload();
      await says('Thank you!');
      expect(page.url()).toBe(`${backend.origin}/giving.html`);
      expect(standIn.sessions.size).toBe(1);
    });

    it('waits for a direct debit, and counts it days later', async () => {
      await choose();
      await click('[part=primary]');
      await onStripe();
      standIn.pay(session().id, 'debit');
      await standIn.tell('checkout.session.completed', session().id);
      await goOn('#done');
      await says('3 to 6 working days');
      expect(await total()).toBe('€9,184');
      await standIn.tell('checkout.session.async_payment_succeeded', session().id, { payment_status: 'paid' });
      await until('the total', async () => (await total()) === '€9,234');
    });

    it('says that it failed, with a way on, and begins another donation then', async () => {
      await choose();
      await click('[part=primary]');
      await onStripe();
      standIn.pay(session().id, 'debit');
      await standIn.tell('checkout.session.completed', session().id);
      await standIn.tell('checkout.session.async_payment_failed', session().id);
      await goOn('#done');
      await says('That didn’t work');
      await says('DE89 3704 0044 0532 0130 00');
      expect(await total()).toBe('€9,184');
      await click('=Try again');
      await click('=€50');
      await click('form [part=primary]');
      await click('[part=primary]');
      await onStripe();
      expect(standIn.sessions.size).toBe(2);
    });

    it('takes up the same donation again after it was cancelled', async () => {
      await choose();
      await click('[part=primary]');
      await onStripe();
      await goOn('#cancel');
      await says('You turned back before paying.');
      expect(backend.confirmed()).toBe(0);
      await click('=Try again');
      await click('=€50');
      await click('form [part=primary]');
      await click('[part=primary]');
      await onStripe();
      expect(backend.asked()).toBe(2);
      expect(standIn.sessions.size, 'the same session').toBe(1);
    });

    it('starts one donation however often it is clicked', async () => {
      await choose();
      await click('[part=primary]', 5);
      await onStripe();
      expect(backend.asked()).toBe(1);
      expect(standIn.sessions.size).toBe(1);
    });

    it('starts one donation when the page is reloaded in the middle', async () => {
      backend.fault = 'hanging';
      await choose();
      await click('[part=primary]');
      await until('the session', () => standIn.sessions.size);
      await page.reload();
      await total();
      backend.fault = 'none';
      await choose();
      await click('[part=primary]');
      await onStripe();
      expect(backend.asked()).toBe(2);
      expect(standIn.asked(), 'asked twice, with one key').toBe(2);
      expect(standIn.sessions.size).toBe(1);
    });

    it('starts one donation when the connection broke, and says so meanwhile', async () => {
      backend.fault = 'broken';
      await choose();
      await click('[part=primary]');
      await says('Nothing was charged.');
      await says('DE89 3704 0044 0532 0130 00');
      expect(await read()).toContain('PayPal');
      backend.fault = 'none';
      await click('=Try again');
      await click('[part=primary]');
      await onStripe();
      expect(standIn.sessions.size).toBe(1);
    });

    it('gives every month', async () => {
      await click('panel [part=donate]');
      await click('=€10');
      await click('=Every month');
      await click('form [part=primary]');
      await says('€10 every month, until you end it');
      await click('[part=primary]');
      await onStripe();
      expect(session()).toMatchObject({ amount_total: 1000, mode: 'subscription' });
    });

    it('refuses what is less than Stripe takes', async () => {
      await click('panel [part=donate]');
      await until('the field', () =>
        page.evaluate(() => {
          const { panel } = document.querySelector('site-card') as unknown as Inside['site'];
          const field = panel
            .shadowRoot!.querySelector('glassjar-donate')
            ?.shadowRoot?.querySelector<HTMLInputElement>('#other');
          if (field) field.value = '0.49';
          return field?.dispatchEvent(new Event('input', { bubbles: true }));
        }),
      );
      await click('form [part=primary]');
      await says('The least that can be given this way is €0.50.');
      expect(backend.asked()).toBe(0);
    });

    it('pays in Stripe’s form on the page, in the light DOM, through two shadow roots', async () => {
      backend.isEmbedded = true;
      backend.policy = policy;
      await open();
      await choose();
      expect(others, 'before the last click').toEqual([]);
      await click('[part=primary]');
      const button = (await until('Stripe’s form', () => page.$('#stripe-pay')))!;
      expect(new Set(others.map((url) => new URL(url).origin))).toEqual(new Set(['https://js.stripe.com']));
      const seen = await page.evaluate((found) => {
        const { height, width } = found.getBoundingClientRect();
        return { height, width, isInDocument: found.getRootNode() === document };
      }, button);
      expect(seen.isInDocument).toBe(true);
      expect(seen.height * seen.width, 'it is to be seen in the dialog').toBeGreaterThan(0);
      await button.click();
      standIn.pay(session().id, 'card');
      await standIn.tell('checkout.session.completed', session().id);
      await page.evaluate(() => document.dispatchEvent(new Event('stand-in-complete')));
      await says('Thank you!');
      await until('the total', async () => (await total()) === '€9,234');
      const left = await page.evaluate(() => document.querySelectorAll('[slot=glassjar-payment]').length);
      expect(left, 'nothing of it stays').toBe(0);
      expect(session()).toMatchObject({ ui_mode: 'embedded_page' });
    });

    it('says so when Stripe’s script is blocked, with links and bank data intact', async () => {
      backend.isEmbedded = true;
      isStripeBlocked = true;
      await choose();
      await click('[part=primary]');
      await says('The payment form could not be loaded');
      expect(others.length, 'one more try, and no waiting for what has failed').toBe(2);
      await says('DE89 3704 0044 0532 0130 00');
      expect(await read()).toContain('PayPal');
      isStripeBlocked = false;
      await click('=Try again');
      await click('[part=primary]');
      await until('Stripe’s form', () => page.$('#stripe-pay'));
      expect(standIn.sessions.size, 'the same session').toBe(1);
    });
  });
}

describe('the stand-in for Stripe’s API', () => {
  let standIn: StandIn;
  let stripe: Stripe;
  const good: Stripe.Checkout.SessionCreateParams = {
    mode: 'payment',
    success_url: 'https://blog.example/?ok',
    line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 500, product_data: { name: 'Mara' } } }],
  };
  beforeAll(async () => {
    standIn = await startStandIn(secret, () => '');
    const options = {
      host: '127.0.0.1',
      port: standIn.port,
      protocol: 'http',
      maxNetworkRetries: 0,
      telemetry: false,
    } as const;
    stripe = new Stripe('sk_test_x', options);
  });
  afterAll(() => standIn.close());

  it('takes what the SDK’s types allow', async () => {
    expect(await stripe.checkout.sessions.create(good)).toMatchObject({ amount_total: 500, status: 'open' });
  });

  it.each([
    ['an unknown parameter', { ...good, colour: 'red' }],
    ['a word that was renamed', { ...good, ui_mode: 'hosted' }],
    [
      'no currency',
      { ...good, line_items: [{ quantity: 1, price_data: { unit_amount: 500, product_data: { name: 'M' } } }] },
    ],
    [
      'no number',
      {
        ...good,
        line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 'ten', product_data: { name: 'M' } } }],
      },
    ],
    [
      'less than the least',
      {
        ...good,
        line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 49, product_data: { name: 'M' } } }],
      },
    ],
    ['no way back', { ...good, success_url: undefined }],
  ])('refuses %s', async (_what, params) => {
    const asking = stripe.checkout.sessions.create(params as Stripe.Checkout.SessionCreateParams);
    await expect(asking).rejects.toMatchObject({ type: 'StripeInvalidRequestError' });
  });

  it('refuses a key that comes again with other parameters', async () => {
    const first = await stripe.checkout.sessions.create(good, { idempotencyKey: 'k' });
    expect((await stripe.checkout.sessions.create(good, { idempotencyKey: 'k' })).id).toBe(first.id);
    const other = stripe.checkout.sessions.create({ ...good, client_reference_id: 'x' }, { idempotencyKey: 'k' });
    await expect(other).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
  });
});
