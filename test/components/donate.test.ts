import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import type { CampaignAdapter, DonationStep } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryAdapter, type MemoryOptions } from '../../src/adapters/memory.ts';
import '../../src/components/donate/define.ts';
import { lastAttempt, settle } from '../../src/components/donate/attempt.ts';
import type { GlassjarDonate } from '../../src/components/donate/donate.ts';
import type { GlassjarDonatedEvent, GlassjarDonateRequestEvent } from '../../src/components/donate/events.ts';
import { navigation } from '../../src/components/donate/navigation.ts';
import { clock } from '../../src/components/shared/clock.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, shownText } from './support.ts';

const english = html`<glassjar-donate lang="en">the fallback</glassjar-donate>`;
const german = html`<glassjar-donate lang="de"></glassjar-donate>`;
const iban = 'DE89 3704 0044 0532 0130 00';
const give = {
  amounts: ['10', '50'],
  bank: { holder: 'Mara Hilfsfonds e. V.', iban, reference: 'Mara' },
  links: [
    { label: 'PayPal', url: 'https://www.paypal.me/mara', fee: '2.49 %' },
    { label: 'GoFundMe', url: 'https://www.gofundme.com/f/mara' },
  ],
};

const find = <Found extends HTMLElement = HTMLElement>(element: Element, selector: string): Found | null =>
  element.shadowRoot!.querySelector<Found>(selector);
const all = (element: Element, selector: string): HTMLElement[] => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const dialogOf = (element: Element): HTMLDialogElement | null => find<HTMLDialogElement>(element, 'dialog');
const title = (element: Element): string => find(element, '#title')?.textContent.trim() ?? '';
const focusedIn = (element: Element): Element | null => element.shadowRoot!.activeElement;

interface Shown {
  readonly element: GlassjarDonate;
  readonly adapter: MemoryAdapter;
  readonly text: () => string;
}

/** A backend that takes no donations. */
const readingOnly = (adapter: CampaignAdapter): CampaignAdapter => ({
  name: adapter.name,
  getCampaign: (options) => adapter.getCampaign(options),
});

/** A button with its campaign; without `options`, one whose backend takes no donations. */
async function place(
  template: TemplateResult,
  changes: Record<string, unknown> = {},
  options?: MemoryOptions,
): Promise<Shown> {
  const element = await fixture<GlassjarDonate>(template);
  const adapter = memoryAdapter(bookCampaign({ give, ...changes }), options);
  element.adapter = options ? adapter : readingOnly(adapter);
  await waitUntil(() => shownText(element) !== '', 'the element shows its campaign');
  return { element, adapter, text: () => shownText(element) };
}

/** The same, with its dialog open. */
async function open(
  template: TemplateResult,
  changes: Record<string, unknown> = {},
  options?: MemoryOptions,
): Promise<Shown> {
  const shown = await place(template, changes, options);
  find(shown.element, '[part=button]')!.click();
  await waitUntil(() => dialogOf(shown.element)?.open, 'the dialog opens');
  return shown;
}

async function write(element: GlassjarDonate, text: string): Promise<void> {
  const input = find<HTMLInputElement>(element, '#other')!;
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await element.updateComplete;
}

async function choose(element: GlassjarDonate, label: string): Promise<void> {
  all(element, 'label')
    .find(({ textContent }) => textContent.includes(label))!
    .click();
  await element.updateComplete;
}

async function go(element: GlassjarDonate): Promise<void> {
  find(element, '[part=primary]')!.click();
  await element.updateComplete;
}

/** As it is once the dialog has come. */
async function expectAccessible(element: GlassjarDonate): Promise<void> {
  await Promise.all((dialogOf(element)?.getAnimations() ?? []).map(({ finished }) => finished));
  await expect(element).to.be.accessible();
}

/** Catches where the page would go. */
function staying(): { readonly went: string[]; restore(): void } {
  const { go: leave } = navigation;
  const went: string[] = [];
  navigation.go = (url) => void went.push(url);
  return { went, restore: () => void (navigation.go = leave) };
}

describe('glassjar-donate', () => {
  const { now } = clock;
  afterEach(() => {
    clock.now = now;
    settle();
  });

  describe('is accessible', () => {
    it('as a button', async () => {
      const { element } = await place(english);
      await expectAccessible(element);
    });

    it('as a form', async () => {
      const { element } = await open(english, {}, { intervals: ['once', 'month'] });
      find(element, 'summary')!.click();
      await expectAccessible(element);
    });

    it('with an amount that has to be mended', async () => {
      const { element } = await open(english);
      await write(element, '1.000');
      await go(element);
      await expectAccessible(element);
    });

    for (const way of ['PayPal', 'Bank transfer', 'Pay online']) {
      it(`in the last step, by ${way}`, async () => {
        const { element } = await open(english, {}, {});
        await write(element, '20');
        await choose(element, way);
        await go(element);
        expect(find(element, '.review')).not.to.equal(null);
        await expectAccessible(element);
      });
    }
  });

  describe('without anything to give by', () => {
    it('keeps its fallback without data', async () => {
      expectFallback(await fixture<GlassjarDonate>(english));
    });

    it('keeps its fallback where the campaign names no way', async () => {
      const element = await fixture<GlassjarDonate>(english);
      element.adapter = readingOnly(memoryAdapter(bookCampaign({ give: undefined })));
      await aMoment();
      expectFallback(element);
    });

    it('says that a campaign has ended, has not begun, or asks for no money', async () => {
      expect((await place(english, { ends: '2020-01-31' })).text()).to.equal('Ended on January 31, 2020. Thank you!');
      expect((await place(english, { starts: '2999-01-31' })).text()).to.equal('Starts on January 31, 2999');
      const { element, text } = await place(english, { noMoney: { text: 'Please no money.' } });
      expect(text()).to.equal('Please no money.');
      expect(find(element, 'button')).to.equal(null);
    });
  });

  describe('the dialog', () => {
    it('opens, begins at its heading, and gives the focus back when Escape closes it', async () => {
      const { element } = await place(english);
      const button = find(element, '[part=button]')!;
      expect(button.getAttribute('aria-haspopup')).to.equal('dialog');
      button.focus();
      button.click();
      await waitUntil(() => dialogOf(element)?.open);
      expect(dialogOf(element)!.matches(':modal')).to.equal(true);
      expect(focusedIn(element)).to.equal(find(element, '#title'));
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !dialogOf(element));
      expect(focusedIn(element)).to.equal(button);
    });

    it('closes by its button, and by a press outside that began there', async () => {
      const { element } = await open(english);
      find(element, '.close')!.click();
      await waitUntil(() => !dialogOf(element));
      element.show();
      await waitUntil(() => dialogOf(element)?.open);
      const dialog = dialogOf(element)!;
      const press = (on: Element) => on.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      press(find(element, '#title')!);
      dialog.click();
      await aMoment();
      expect(dialog.open, 'a text was being marked').to.equal(true);
      press(dialog);
      dialog.click();
      await waitUntil(() => !dialogOf(element));
    });

    it('keeps what was written', async () => {
      const { element } = await open(english);
      await write(element, '17');
      element.hide();
      await waitUntil(() => !dialogOf(element));
      element.show();
      await waitUntil(() => dialogOf(element)?.open);
      expect(find<HTMLInputElement>(element, '#other')!.value).to.equal('17');
    });

    it('is gone through by keyboard alone', async () => {
      const { element, text } = await place(english);
      find(element, '[part=button]')!.focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => dialogOf(element)?.open);
      const reached = async (wanted: string): Promise<Element> => {
        for (let presses = 0; presses < 20; presses++) {
          await sendKeys({ press: 'Tab' });
          const at = focusedIn(element);
          if (at?.matches(wanted)) return at;
        }
        throw new Error(`${wanted} was not reached`);
      };
      await reached('[name=amount]');
      await sendKeys({ press: 'ArrowDown' });
      await element.updateComplete;
      await reached('[name=way]');
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'ArrowDown' });
      await element.updateComplete;
      await reached('[type=submit]');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => title(element) === 'Bank transfer');
      expect(text()).to.contain(iban).and.to.contain('€50');
      expect(focusedIn(element)).to.equal(find(element, '#title'));
      await reached('.quietly');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => title(element) === 'Donate');
    });

    it('goes on when Enter is pressed in the amount', async () => {
      const { element } = await open(english);
      find(element, '#other')!.focus();
      await sendKeys({ type: '12.50' });
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => title(element) === 'What happens next');
    });

    it('shows links and bank data in place where the browser has no dialog', async () => {
      const known = Object.getOwnPropertyDescriptor(HTMLDialogElement.prototype, 'showModal')!;
      delete (HTMLDialogElement.prototype as Partial<HTMLDialogElement>).showModal;
      try {
        const { element, text } = await place(english);
        expect(find(element, '[part=button]')).to.equal(null);
        expect(text()).to.contain('PayPal').and.to.contain(iban);
        expect(element.show()).to.equal(false);
        await expectAccessible(element);
      } finally {
        Object.defineProperty(HTMLDialogElement.prototype, 'showModal', known);
      }
    });

    it('has no button where its host has one, and opens when told to', async () => {
      const element = await fixture<GlassjarDonate>(html`<glassjar-donate lang="en" no-button></glassjar-donate>`);
      element.adapter = memoryAdapter(bookCampaign({ give }));
      await aMoment();
      expect(shownText(element)).to.equal('');
      element.show();
      await waitUntil(() => dialogOf(element)?.open);
    });
  });

  describe('the amount', () => {
    it('is chosen or written, one of the two', async () => {
      const { element } = await open(english);
      await choose(element, '€50');
      expect(all(element, '[name=amount]').map((radio) => (radio as HTMLInputElement).checked)).to.deep.equal([
        false,
        true,
      ]);
      await write(element, '3');
      expect(all(element, '[name=amount]').map((radio) => (radio as HTMLInputElement).checked)).to.deep.equal([
        false,
        false,
      ]);
      await choose(element, '€10');
      expect(find<HTMLInputElement>(element, '#other')!.value).to.equal('');
    });

    for (const [text, words] of [
      ['1.000', 'This can be read in two ways. Write 1000 or 1.00.'],
      ['0', 'Write an amount above zero.'],
      ['-5', 'Write an amount above zero.'],
      ['1e3', 'Write a number only, like 12.50.'],
      ['12,345678', 'Write no more than 2 decimals.'],
      ['0,20', 'The least that can be given this way is €0.50.'],
      ['99999999999', 'The most that can be given this way is €999,999.99.'],
    ] as const) {
      it(`${text} is refused beside the field, which gets the focus`, async () => {
        const { element } = await open(
          english,
          {},
          { minimum: { minor: 50, currency: 'EUR' }, maximum: { minor: 99_999_999, currency: 'EUR' } },
        );
        await write(element, text);
        await go(element);
        await aMoment();
        expect(find(element, '#fault')!.textContent.trim()).to.equal(words);
        const field = find(element, '#other')!;
        expect(focusedIn(element)).to.equal(field);
        expect(field.getAttribute('aria-invalid')).to.equal('true');
        expect(field.getAttribute('aria-describedby')).to.contain('fault');
        await write(element, '5');
        expect(find(element, '#fault')!.textContent.trim(), 'gone as soon as it is mended').to.equal('');
      });
    }

    it('is refused in German too, formally where that is wanted', async () => {
      for (const [template, words] of [
        [german, 'Das lässt sich auf zwei Arten lesen. Schreib 1000 oder 1,00.'],
        [
          html`<glassjar-donate lang="de" formal></glassjar-donate>`,
          'Das lässt sich auf zwei Arten lesen. Bitte schreiben Sie 1000 oder 1,00.',
        ],
      ] as const) {
        const { element } = await open(template);
        await write(element, '1.000');
        await go(element);
        expect(find(element, '#fault')!.textContent.trim()).to.equal(words);
      }
    });

    it('has to be given to the backend, and may be left out elsewhere', async () => {
      const { element, text } = await open(english, {}, {});
      await go(element);
      expect(find(element, '#fault')!.textContent.trim()).to.equal('Choose an amount, or write one.');
      await choose(element, 'PayPal');
      await go(element);
      await waitUntil(() => title(element) === 'What happens next');
      expect(text()).to.contain('You choose it there.');
    });

    it('in yen has no decimals', async () => {
      const { element, text } = await open(
        english,
        {
          currency: 'JPY',
          sources: [{ id: 'bank', raised: '5000' }],
          goal: undefined,
          milestones: undefined,
          book: undefined,
          give: { ...give, amounts: ['500'] },
        },
        { minimum: { minor: 50, currency: 'JPY' } },
      );
      expect(find(element, '#other')!.getAttribute('inputmode')).to.equal('numeric');
      await write(element, '49');
      await go(element);
      expect(text()).to.contain('The least that can be given this way is ¥50.');
      await write(element, '50.5');
      await go(element);
      expect(text()).to.contain('This currency has no decimals');
    });
  });

  describe('the last step', () => {
    it('says what will happen: what for, to whom, what goes off, no receipt, and when it is counted', async () => {
      const { element, text } = await open(english, {
        give: { ...give, taxReceipt: false },
        goal: { amount: '15000', label: 'six months’ rent' },
      });
      await choose(element, '€50');
      await go(element);
      for (const words of [
        '€50',
        '#einBuchFürMara',
        'six months’ rent',
        'Mara und ihre Familie',
        'PayPal',
        'paypal.me',
        '2.49 %',
        'None: the recipient is a private person.',
        'Once the organiser has entered it.',
      ]) {
        expect(text()).to.contain(words);
      }
    });

    it('claims nothing of fees and receipts that nobody said', async () => {
      const { element, text } = await open(english);
      await choose(element, 'GoFundMe');
      await go(element);
      expect(text()).not.to.match(/Tax receipt|goes off|undefined/);
    });

    it('takes the amount along where the address can have it, and says where it can’t', async () => {
      const { element, text } = await open(english);
      await write(element, '12.50');
      await go(element);
      const link = () => find<HTMLAnchorElement>(element, 'a[part=primary]')!;
      expect(link().href).to.equal('https://www.paypal.com/paypalme/mara/12.50EUR');
      expect(link().textContent).to.contain('Go on to paypal.me');
      find(element, '.quietly')!.click();
      await element.updateComplete;
      await choose(element, 'GoFundMe');
      await go(element);
      expect(link().href).to.equal('https://www.gofundme.com/f/mara');
      expect(text()).to.contain('€12.50, to be entered there');
    });

    it('can be undone', async () => {
      const { element } = await open(english);
      await write(element, '12.50');
      await go(element);
      find(element, '.quietly')!.click();
      await waitUntil(() => title(element) === 'Donate');
      expect(find<HTMLInputElement>(element, '#other')!.value).to.equal('12.50');
    });

    it('tells the host, which may take over', async () => {
      const { element } = await open(english);
      await write(element, '12.50');
      await go(element);
      const told = oneEvent(element, 'glassjar-donate-request');
      const link = find<HTMLAnchorElement>(element, 'a[part=primary]')!;
      let isFollowed: boolean | undefined;
      element.addEventListener('click', (event) => {
        isFollowed = !event.defaultPrevented;
        event.preventDefault();
      });
      element.addEventListener('glassjar-donate-request', (event) => event.preventDefault());
      link.click();
      const event = (await told) as unknown as GlassjarDonateRequestEvent;
      expect(event.method).to.equal('link');
      expect(event.amount).to.deep.equal({ minor: 1250, currency: 'EUR' });
      expect(event.url).to.equal('https://www.paypal.com/paypalme/mara/12.50EUR');
      expect(event.bubbles && event.composed && event.cancelable).to.equal(true);
      expect(isFollowed).to.equal(false);
      await waitUntil(() => !dialogOf(element), 'the dialog closes');
    });

    it('says in German what will happen, formally where that is wanted', async () => {
      const { element, text } = await open(html`<glassjar-donate lang="de" formal></glassjar-donate>`, {}, {});
      await choose(element, '50');
      await go(element);
      expect(text()).to.contain('So geht es weiter').and.to.contain('50 € spenden');
      expect(text()).not.to.match(/\bdu\b|\bdein/i);
    });

    it('tells that buying the book is something else', async () => {
      expect((await open(english)).text()).to.contain('Buying the book is not a donation.');
      expect((await open(english, { book: undefined })).text()).not.to.contain('book');
    });
  });

  describe('by the backend', () => {
    let stay: ReturnType<typeof staying>;
    beforeEach(() => {
      stay = staying();
    });
    afterEach(() => {
      stay.restore();
    });

    /** At the last step, with an amount chosen. */
    async function last(options: MemoryOptions = {}, changes: Record<string, unknown> = {}): Promise<Shown> {
      const shown = await open(english, changes, options);
      await choose(shown.element, '€50');
      await go(shown.element);
      await waitUntil(() => title(shown.element) === 'What happens next');
      return shown;
    }

    it('goes to the payment page, once, however often it is clicked', async () => {
      const { adapter, element } = await last({ answer: () => ({ kind: 'redirect', url: 'https://pay.example/1' }) });
      const button = find(element, '[part=primary]')!;
      button.click();
      button.click();
      await waitUntil(() => stay.went.length);
      button.click();
      await aMoment();
      expect(stay.went).to.deep.equal(['https://pay.example/1']);
      const [intent] = [...adapter.intents.values()];
      expect(adapter.intents.size).to.equal(1);
      expect(intent!.amount).to.deep.equal({ minor: 5000, currency: 'EUR' });
      expect(intent!.key).to.match(/^[0-9a-f]{32}$/);
      expect(intent!.returnUrl).to.equal(location.href);
      expect(intent!.language).to.equal('en');
      expect(Object.keys(intent!).sort()).to.deep.equal(['amount', 'key', 'language', 'returnUrl']);
    });

    it('stores nothing before the click that starts it, and then no amount and no name', async () => {
      const { element } = await last({ answer: () => ({ kind: 'redirect', url: 'https://pay.example/1' }) });
      expect(sessionStorage.length).to.equal(0);
      await go(element);
      await waitUntil(() => stay.went.length);
      expect(Object.keys(sessionStorage)).to.deep.equal(['glassjar-donation']);
      expect(sessionStorage.getItem('glassjar-donation')).not.to.contain('5000');
      expect(localStorage.length).to.equal(0);
    });

    it('asks for the same donation again when the answer was lost, or the page was reloaded', async () => {
      const keys: string[] = [];
      const lost = (): DonationStep => {
        throw new TypeError('Failed to fetch');
      };
      const first = await last({ answer: lost });
      await go(first.element);
      await waitUntil(() => title(first.element) === 'That didn’t work');
      expect(first.text()).to.contain('Nothing was charged').and.to.contain(iban).and.to.contain('PayPal');
      await expectAccessible(first.element);
      keys.push([...first.adapter.intents.keys()][0]!);
      await go(first.element);
      await waitUntil(() => title(first.element) === 'What happens next');
      await go(first.element);
      await waitUntil(() => title(first.element) === 'That didn’t work');
      expect(first.adapter.intents.size, 'the same key').to.equal(1);
      // A new element has nothing but what the tab keeps.
      const second = await last({ answer: () => ({ kind: 'redirect', url: 'https://pay.example/1' }) });
      await go(second.element);
      await waitUntil(() => stay.went.length);
      keys.push([...second.adapter.intents.keys()][0]!);
      expect(keys[1]).to.equal(keys[0]);
    });

    it('asks for another donation with another key when it is another one', async () => {
      const { adapter, element } = await last({ answer: () => ({ kind: 'redirect', url: 'https://pay.example/1' }) });
      await go(element);
      await waitUntil(() => stay.went.length === 1);
      find(element, '.quietly')!.click();
      await element.updateComplete;
      await choose(element, '€10');
      await go(element);
      await go(element);
      await waitUntil(() => stay.went.length === 2);
      expect(adapter.intents.size).to.equal(2);
    });

    it('works where nothing may be stored', async () => {
      const known = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem')!;
      Storage.prototype.setItem = () => {
        throw new DOMException('no', 'QuotaExceededError');
      };
      try {
        const { adapter, element } = await last({
          answer: () => {
            throw new TypeError('Failed to fetch');
          },
        });
        for (let times = 0; times < 2; times++) {
          await go(element);
          await waitUntil(() => title(element) === 'That didn’t work');
          await go(element);
          await waitUntil(() => title(element) === 'What happens next');
        }
        expect(adapter.intents.size).to.equal(1);
      } finally {
        Object.defineProperty(Storage.prototype, 'setItem', known);
      }
    });

    for (const url of [
      'http://pay.example/1',
      'javascript:alert(1)',
      'https://a@evil.example',
      '//evil.example',
      'data:text/html,x',
      '',
    ]) {
      it(`does not go to ${url || 'nowhere'}`, async () => {
        const { element, text } = await last({ answer: () => ({ kind: 'redirect', url }) });
        await go(element);
        await waitUntil(() => title(element) === 'That didn’t work');
        expect(text()).to.contain('no secure address').and.to.contain(iban);
        expect(stay.went).to.deep.equal([]);
      });
    }

    it('shows a transfer with its own reference', async () => {
      const { element, text } = await last({
        answer: () => ({
          kind: 'transfer',
          holder: 'Another e. V.',
          iban: 'AT611904300234573201',
          bic: 'BKAUATWW',
          reference: 'RF18539007547034',
        }),
      });
      await go(element);
      await waitUntil(() => title(element) === 'Bank transfer');
      await waitUntil(() => text().includes('BKAUATWW'), 'the account is drawn');
      for (const words of [
        'Another e. V.',
        'AT61 1904 3002 3457 3201',
        'BKAUATWW',
        'RF18 5390 0754 7034',
        '€50.00',
        'exactly this reference',
      ])
        expect(text()).to.contain(words);
      await expectAccessible(element);
    });

    it('gives every month where the backend can, a name and a message where the giver wants', async () => {
      const { adapter, element, text } = await open(
        english,
        {},
        { intervals: ['once', 'month'], answer: () => ({ kind: 'redirect', url: 'https://pay.example/1' }) },
      );
      await choose(element, '€10');
      await choose(element, 'Every month');
      find(element, 'summary')!.click();
      const [name, message] = all(element, '.personal .input input, textarea') as [
        HTMLInputElement,
        HTMLTextAreaElement,
      ];
      name.value = ' Lena\u202e ';
      message.value = 'Get well!';
      for (const field of [name, message]) field.dispatchEvent(new Event('input', { bubbles: true }));
      await go(element);
      expect(text()).to.contain('€10 every month, until you end it').and.to.contain('Lena').and.to.contain('Get well!');
      await go(element);
      await waitUntil(() => stay.went.length);
      const [intent] = [...adapter.intents.values()];
      expect(intent).to.include({ interval: 'month', name: 'Lena', message: 'Get well!' });
    });

    it('sends no name when the giver stays unnamed', async () => {
      const { adapter, element, text } = await open(
        english,
        {},
        { answer: () => ({ kind: 'redirect', url: 'https://pay.example/1' }) },
      );
      await choose(element, '€10');
      find(element, 'summary')!.click();
      const name = find<HTMLInputElement>(element, '.personal .input input')!;
      name.value = 'Lena';
      name.dispatchEvent(new Event('input', { bubbles: true }));
      await choose(element, 'Stay unnamed');
      await go(element);
      expect(text()).to.contain('Unnamed').and.not.to.contain('Lena');
      await go(element);
      await waitUntil(() => stay.went.length);
      expect([...adapter.intents.values()][0]).not.to.have.property('name');
    });

    it('starts nothing when the host takes over, or when the campaign has ended meanwhile', async () => {
      const { adapter, element } = await last();
      element.addEventListener('glassjar-donate-request', (event) => event.preventDefault(), { once: true });
      await go(element);
      expect(adapter.intents.size).to.equal(0);
      const ending = await last({}, { ends: '2026-06-30', starts: '2026-05-19' }).catch(() => undefined);
      expect(ending, 'ended long ago').to.equal(undefined);
    });

    it('ends for a reader who has the dialog open', async () => {
      clock.now = () => new Date(2026, 5, 30, 23, 59).getTime();
      const { adapter, element, text } = await last({}, { ends: '2026-06-30' });
      clock.now = () => new Date(2026, 6, 1, 0, 2).getTime();
      await go(element);
      await waitUntil(() => title(element) === 'That didn’t work');
      expect(text()).to.contain('Giving has ended');
      expect(adapter.intents.size).to.equal(0);
    });

    it('stops asking when the dialog is closed', async () => {
      let signal: AbortSignal | undefined;
      const { element } = await last({});
      const { store } = element as unknown as { store: undefined; campaignController: object };
      expect(store).to.equal(undefined);
      const adapter = element.adapter!;
      element.adapter = {
        ...adapter,
        startDonation: (_intent, options) => {
          signal = options?.signal;
          return new Promise(() => {});
        },
      };
      await aMoment();
      await go(element);
      await waitUntil(() => signal);
      element.hide();
      await waitUntil(() => signal!.aborted);
      expect(lastAttempt(), 'the key stays').not.to.equal(undefined);
    });
  });

  describe('by Stripe’s form', () => {
    const page = window as unknown as { Stripe?: unknown };
    let complete: (() => void) | undefined;
    let refusal: string | undefined;
    const step: DonationStep = {
      kind: 'stripe',
      clientSecret: 'cs_1_secret_1',
      publishableKey: 'pk_test_1',
      donation: 'memory-1',
    };

    before(() => {
      // What is there already is used, and nothing is asked of Stripe.
      page.Stripe = () => ({
        createEmbeddedCheckoutPage: ({ onComplete }: { onComplete: () => void }) => {
          if (refusal) return Promise.reject(new Error(refusal));
          complete = onComplete;
          let at: HTMLElement;
          return Promise.resolve({
            mount: (to: HTMLElement) => {
              at = to;
              if (to.getRootNode() !== document) throw new Error('Elements cannot be mounted in a ShadowRoot.');
              const field = document.createElement('input');
              field.setAttribute('aria-label', 'Card number');
              to.append(field);
            },
            destroy: () => at.replaceChildren(),
          });
        },
      });
    });
    after(() => delete page.Stripe);
    beforeEach(() => {
      refusal = undefined;
    });

    /** The element in a shadow root in a shadow root, on the way to pay. */
    async function paying(): Promise<{ element: GlassjarDonate; adapter: MemoryAdapter; outer: HTMLElement }> {
      const outer = await fixture<HTMLElement>(html`<div lang="en"></div>`);
      const inner = document.createElement('div');
      const element = document.createElement('glassjar-donate');
      outer.attachShadow({ mode: 'open' }).append(inner);
      inner.attachShadow({ mode: 'open' }).append(element);
      const adapter = memoryAdapter(bookCampaign({ give }), { answer: () => step });
      element.adapter = adapter;
      await waitUntil(() => shownText(element) !== '');
      element.show();
      await waitUntil(() => dialogOf(element)?.open);
      await choose(element, '50');
      await go(element);
      await go(element);
      return { element, adapter, outer };
    }

    it('stands in the page’s own tree and is seen in the dialog, through two shadow roots', async () => {
      const { element, adapter, outer } = await paying();
      await waitUntil(() => outer.querySelector('input'), 'the form has come');
      const field = outer.querySelector('input')!;
      expect(field.getRootNode()).to.equal(document);
      expect(field.getBoundingClientRect().width).to.be.above(0);
      const box = dialogOf(element)!.getBoundingClientRect();
      expect(field.getBoundingClientRect().left).to.be.within(box.left, box.right);
      field.focus();
      expect(document.activeElement, 'not behind the dialog').to.equal(field);
      await Promise.all(
        dialogOf(element)!
          .getAnimations()
          .map(({ finished }) => finished),
      );
      await expect(outer).to.be.accessible();
      adapter.settle('memory-1', 'paid');
      complete!();
      await waitUntil(() => title(element) === 'Thank you!');
      expect(outer.children.length, 'nothing of it stays').to.equal(0);
    });

    it('stays as it was filled in when the dialog is closed, and goes when the reader changes something', async () => {
      const { element, outer } = await paying();
      await waitUntil(() => outer.querySelector('input'));
      outer.querySelector('input')!.value = '4242';
      element.hide();
      await waitUntil(() => !dialogOf(element));
      element.show();
      await waitUntil(() => dialogOf(element)?.open);
      expect(outer.querySelector('input')!.value).to.equal('4242');
      expect(outer.querySelector('input')!.getBoundingClientRect().width).to.be.above(0);
      find(element, '.quietly')!.click();
      await waitUntil(() => title(element) === 'Donate');
      expect(outer.children.length).to.equal(0);
    });

    it('that refuses to come leaves links and bank data', async () => {
      refusal = 'no such session';
      const { element, outer } = await paying();
      await waitUntil(() => title(element) !== 'Donate' && !shownText(element).includes('Preparing'));
      expect(shownText(element)).to.contain('could not be loaded').and.to.contain('PayPal');
      await waitUntil(() => shownText(element).includes(iban));
      expect(outer.children.length).to.equal(0);
    });
  });

  describe('the way back', () => {
    const { href } = location;
    /** The page's address with a donation's reference in it, as a provider sends readers back. */
    const comeWith = (query: string, hash = ''): void =>
      history.replaceState({ of: 'host' }, '', `${location.pathname}?${query}${hash}`);
    afterEach(() => history.replaceState(null, '', href));

    async function back(
      status: 'paid' | 'pending' | 'failed' | 'cancelled',
      options: MemoryOptions = {},
      reference = 'memory-1',
    ): Promise<Shown & { heard: GlassjarDonatedEvent[] }> {
      comeWith(`glassjar-donation=${reference}`);
      const element = document.createElement('glassjar-donate');
      element.lang = 'en';
      const adapter = memoryAdapter(bookCampaign({ give }), options);
      await adapter.startDonation!({
        key: 'k',
        amount: { minor: 5000, currency: 'EUR' },
        returnUrl: 'https://blog.example/',
      });
      adapter.settle('memory-1', status);
      element.adapter = adapter;
      const heard: GlassjarDonatedEvent[] = [];
      element.addEventListener('glassjar-donated', (event) => heard.push(event));
      (await fixture(html`<div></div>`)).append(element);
      await waitUntil(() => dialogOf(element)?.open, 'the dialog opens by itself');
      await waitUntil(() => !shownText(element).includes('Asking whether'));
      return { element, adapter, text: () => shownText(element), heard };
    }

    it('takes the reference out of the address bar and leaves the rest', async () => {
      for (const [came, left] of [
        ['glassjar-donation=memory-1', ''],
        ['a&glassjar-donation=memory-1&b=%20c', '?a&b=%20c'],
        ['a=1&glassjar-donation=memory-1', '?a=1'],
        ['glassjar-donation=memory-1&b=2', '?b=2'],
        ['my-glassjar-donation=1', '?my-glassjar-donation=1'],
      ] as const) {
        comeWith(came, '#there');
        const element = await fixture<GlassjarDonate>(english);
        expect(location.search).to.equal(left);
        expect(location.hash).to.equal('#there');
        expect(history.state).to.deep.equal({ of: 'host' });
        element.remove();
      }
    });

    it('says thank you when it is paid, asks for the new figures, and tells the page', async () => {
      const { element, heard, text } = await back('paid');
      expect(title(element)).to.equal('Thank you!');
      expect(text()).to.contain('€50 has arrived.');
      expect(heard.map(({ amount }) => amount)).to.deep.equal([{ minor: 5000, currency: 'EUR' }]);
      await expectAccessible(element);
    });

    it('forgets the attempt once it is paid, so that the next gift is another', async () => {
      const { attempt } = await import('../../src/components/donate/attempt.ts');
      const wanted = { amount: { minor: 1, currency: 'EUR' }, returnUrl: 'https://blog.example/' };
      const { key } = attempt(wanted, 'mara');
      await back('paid');
      expect(attempt(wanted, 'mara').key).not.to.equal(key);
    });

    it('says that it takes days while it is pending, asks again, and tells nothing before it is paid', async () => {
      const { adapter, element, heard, text } = await back('pending');
      expect(title(element)).to.equal('Your donation is on its way');
      expect(text()).to.contain('3 to 6 working days');
      expect(heard).to.deep.equal([]);
      await expectAccessible(element);
      adapter.settle('memory-1', 'paid');
      await waitUntil(() => heard.length, 'it is asked again', { timeout: 5000 });
      expect(title(element)).to.equal('Thank you!');
    });

    it('says that it failed or was cancelled, with a way on', async () => {
      for (const [status, words] of [
        ['failed', 'That didn’t work'],
        ['cancelled', 'Nothing was charged'],
      ] as const) {
        const { element, heard, text } = await back(status);
        expect(title(element)).to.equal(words);
        expect(text()).to.contain('Other ways to give').and.to.contain(iban);
        await expectAccessible(element);
        await go(element);
        await waitUntil(() => title(element) === 'Donate');
        expect(heard).to.deep.equal([]);
        element.remove();
      }
    });

    it('keeps the key of a cancelled donation, which may still be paid, and not of a failed one', async () => {
      const { attempt } = await import('../../src/components/donate/attempt.ts');
      const wanted = { amount: { minor: 1, currency: 'EUR' }, returnUrl: 'https://blog.example/' };
      const { key } = attempt(wanted, 'mara');
      (await back('cancelled')).element.remove();
      expect(attempt(wanted, 'mara').key).to.equal(key);
      await back('failed');
      expect(attempt(wanted, 'mara').key).not.to.equal(key);
    });

    it('says so when nobody knows the donation, and when nobody can be asked, and asks again', async () => {
      const unknown = await back('paid', {}, 'memory-99');
      expect(unknown.text()).to.contain('not known here');
      expect(unknown.heard).to.deep.equal([]);
      unknown.element.remove();

      comeWith('glassjar-donation=memory-1');
      const element = document.createElement('glassjar-donate');
      element.lang = 'en';
      let fails = true;
      const adapter = memoryAdapter(bookCampaign({ give }));
      element.adapter = {
        ...adapter,
        getDonation: () =>
          fails ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve({ status: 'paid' }),
      };
      (await fixture(html`<div></div>`)).append(element);
      await waitUntil(() => shownText(element).includes('nothing is lost'));
      fails = false;
      await go(element);
      await waitUntil(() => title(element) === 'Thank you!');
      expect(shownText(element)).to.contain('Your donation has arrived.');
    });

    it('claims nothing where the backend can’t be asked', async () => {
      comeWith('glassjar-donation=memory-1');
      const element = document.createElement('glassjar-donate');
      element.lang = 'en';
      const adapter = memoryAdapter(bookCampaign({ give }));
      element.adapter = { ...readingOnly(adapter), startDonation: () => new Promise(() => {}) };
      (await fixture(html`<div></div>`)).append(element);
      await waitUntil(() => title(element) === 'Not known yet');
    });

    it('is told by one element only, that of the campaign it was for', async () => {
      const { attempt } = await import('../../src/components/donate/attempt.ts');
      attempt({ amount: { minor: 1, currency: 'EUR' }, returnUrl: 'https://blog.example/' }, 'second');
      comeWith('glassjar-donation=memory-1');
      const elements = ['first', 'second'].map((id) => {
        const element = document.createElement('glassjar-donate');
        const adapter = memoryAdapter(bookCampaign({ id, give }));
        adapter.settle('memory-1', 'paid');
        element.adapter = adapter;
        return element;
      });
      (await fixture(html`<div></div>`)).append(...elements);
      await waitUntil(() => dialogOf(elements[1]!)?.open);
      await aMoment();
      expect(dialogOf(elements[0]!)).to.equal(null);
    });

    it('ignores what no provider made', async () => {
      for (const reference of ['%3Cimg%20src%3Dx%3E', '..%2F..%2F', 'a'.repeat(300), '']) {
        comeWith(`glassjar-donation=${reference}`);
        const { element } = await place(english, {}, {});
        await aMoment();
        expect(location.search).to.equal('');
        expect(dialogOf(element)).to.equal(null);
        element.remove();
      }
    });
  });

  it('shows hostile names as text, and stays in its box', async () => {
    const evil = '<img src=x onerror=alert(1)>' + 'W'.repeat(2000) + '\u202e\u0301'.repeat(50);
    const { element, text } = await open(
      english,
      {
        title: evil,
        beneficiary: { name: evil },
        give: { ...give, links: [{ label: evil, url: 'https://example.org/', fee: evil }] },
      },
      { label: evil, fee: evil },
    );
    await choose(element, '€50');
    await go(element);
    expect(text()).to.contain('<img src=x');
    expect(find(element, 'img')).to.equal(null);
    const box = dialogOf(element)!;
    expect(box.scrollWidth).to.be.at.most(box.clientWidth);
  });

  it('reads from the right', async () => {
    const { element } = await open(html`<glassjar-donate lang="en" dir="rtl"></glassjar-donate>`);
    const { left, right } = dialogOf(element)!.getBoundingClientRect();
    const close = find(element, '.close')!.getBoundingClientRect();
    expect(close.left - left).to.be.below(right - close.right);
  });
});
