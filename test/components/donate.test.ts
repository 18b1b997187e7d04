import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { DonationIntent, DonationRefusal, DonationStep } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryAdapter, type MemoryOptions } from '../../src/adapters/memory.ts';
import { lastAttempt, settle } from '../../src/components/donate/attempt.ts';
import { enDonate } from '../../src/components/locales/en.donate.ts';
import type { GlassjarDonate } from '../../src/components/donate/donate.ts';
import { GlassjarDonatedEvent, type GlassjarDonateRequestEvent } from '../../src/components/shared/donate-events.ts';
import { patience } from '../../src/components/donate/patience.ts';
import { clock } from '../../src/components/shared/clock.ts';
import { GlassjarSharedEvent } from '../../src/components/shared/events.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, readsFromTheLeft, shownText } from './support.ts';
import {
  all,
  choose,
  dialogOf,
  english,
  expectAccessible,
  find,
  focusedIn,
  german,
  give,
  go,
  iban,
  open,
  place,
  readingOnly,
  staying,
  title,
  write,
  type Shown,
} from './giving.ts';

describe('glassjar-donate', () => {
  const { now } = clock;
  const { seconds } = patience;
  afterEach(() => {
    clock.now = now;
    patience.seconds = seconds;
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

  describe('says before an online gift whom to turn to for a refund', () => {
    const review = async (template: typeof english, changes: object, way: string): Promise<string> => {
      const { element, text } = await open(template, { ...changes }, {});
      await write(element, '20');
      await choose(element, way);
      await go(element);
      await waitUntil(() => find(element, '.review'));
      return text();
    };
    const organiser = { name: 'Lese e. V.', url: 'mailto:hilfe@lese.example' };

    it('in English, German and formal German, with where the organiser is found', async () => {
      const said = await review(english, { organiser }, 'Pay online');
      expect(said).to.contain('Turn to Lese e. V., also for a refund.').and.to.contain('hilfe@lese.example');
      expect(await review(german, { organiser }, 'Online bezahlen')).to.contain(
        'Wende dich an Lese e. V., auch für eine Rückzahlung.',
      );
      const formal = html`<glassjar-donate lang="de" formal></glassjar-donate>`;
      expect(await review(formal, { organiser }, 'Online bezahlen')).to.contain(
        'Wenden Sie sich an Lese e. V., auch für eine Rückzahlung.',
      );
    });

    it('also where the file names no organiser, and not for what is paid elsewhere', async () => {
      expect(await review(english, { organiser: undefined }, 'Pay online')).to.contain('those who run this campaign');
      expect(await review(english, { organiser }, 'PayPal')).not.to.contain('refund');
    });
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

    it('keeps its fallback where the browser has no dialog and the campaign nothing that could do without', async () => {
      const known = Object.getOwnPropertyDescriptor(HTMLDialogElement.prototype, 'showModal')!;
      delete (HTMLDialogElement.prototype as Partial<HTMLDialogElement>).showModal;
      try {
        const element = await fixture<GlassjarDonate>(english);
        element.adapter = memoryAdapter(bookCampaign({ give: {} }));
        await aMoment();
        expectFallback(element);
      } finally {
        Object.defineProperty(HTMLDialogElement.prototype, 'showModal', known);
      }
    });

    it('gives the focus back to its opener also when it was told twice to open', async () => {
      const { element } = await place(english);
      const button = find(element, '[part=button]')!;
      button.focus();
      button.click();
      await waitUntil(() => dialogOf(element)?.open);
      find(element, '#other')!.focus();
      expect(element.show()).to.equal(true);
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !dialogOf(element));
      expect(focusedIn(element)).to.equal(button);
    });

    it('stays open when it is closed and opened again at once', async () => {
      const { element } = await open(english);
      element.hide();
      element.show();
      await aMoment();
      expect(dialogOf(element)?.open).to.equal(true);
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

    for (const [template, text, names, pressed, shown, review] of [
      [english, '9,000', ['€9,000.00', '€9.00'], 0, '9000', '€9,000'],
      [english, '9.000', ['€9,000.00', '€9.00'], 1, '9.00', '€9'],
      [german, '9,000', ['9.000,00 €', '9,00 €'], 0, '9000', '9.000 €'],
      [german, '1.500', ['1.500,00 €', '1,50 €'], 1, '1,50', '1,50 €'],
    ] as const) {
      it(`${text} in "${review}" is asked about once, with a button for each reading`, async () => {
        const { element } = await open(template, {}, {});
        await write(element, text);
        await go(element);
        await aMoment();
        const buttons = all(element, '#meant button') as HTMLElement[];
        expect(buttons.map(({ textContent }) => textContent.trim().replace(/\s/g, ' '))).to.deep.equal(names);
        buttons[pressed]!.click();
        await aMoment();
        expect(find<HTMLInputElement>(element, '#other')!.value).to.equal(shown);
        expect(focusedIn(element)).to.equal(find(element, '#other'));
        expect(find(element, '#meant')).to.equal(null);
        await go(element);
        await waitUntil(() => find(element, '.review strong') !== null);
        expect(find(element, '.review strong')!.textContent.replace(/\s/g, ' ')).to.equal(review);
      });
    }

    for (const [text, words] of [
      ['1,00', '€1'],
      ['٥٠', '€50'],
      ['50,-', '€50'],
      ['1.234,56', '€1,234.56'],
    ] as const) {
      it(`${text} can be read in one way only, which the last step shows`, async () => {
        const { element } = await open(english, {}, {});
        await write(element, text);
        await go(element);
        await waitUntil(() => title(element) === 'What happens next');
        expect(find(element, '.review strong')!.textContent).to.equal(words);
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
      expect((await open(english)).text()).to.contain(
        'Buying the book is not a donation. Its proceeds are counted separately: €3,294.72 so far.',
      );
      const uncounted = await open(english, { sources: [{ id: 'bank', raised: '100' }] });
      expect(uncounted.text()).to.contain('Its proceeds are counted separately.');
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
      await expectAccessible(element);
      await go(element);
      await waitUntil(() => !dialogOf(element), 'the way on');
    });

    it('does not keep a reader waiting for an answer that never comes: bank data and links instead', async () => {
      const { element, text } = await last();
      const adapter = element.adapter!;
      let signal: AbortSignal | undefined;
      patience.seconds = 0.05;
      element.adapter = {
        ...adapter,
        startDonation: (_intent, options) => {
          signal = options?.signal;
          return new Promise(() => {});
        },
      };
      await aMoment();
      await go(element);
      await waitUntil(() => title(element) === 'That didn’t work');
      expect(text()).to.contain('Nothing was charged').and.to.contain(iban).and.to.contain('PayPal');
      expect(signal!.aborted).to.equal(true);
      expect(lastAttempt(), 'the key stays').not.to.equal(undefined);
    });

    const words: readonly (readonly [DonationRefusal, string])[] = [
      ['over', enDonate.over],
      ['closed', enDonate.closed],
      ['unfit', enDonate.unfit],
      ['used', enDonate.used],
      ['busy', enDonate.busy],
      ['declined', enDonate.declined],
    ];
    for (const [refusal, said] of words) {
      it(`says in its own words that it is refused: ${refusal}`, async () => {
        const answer = (): never => {
          throw Object.assign(new Error('the server answered 409: in English'), { refusal });
        };
        const { element, text } = await last({ answer });
        await go(element);
        await waitUntil(() => title(element) === 'That didn’t work');
        expect(text()).to.contain(said).and.not.to.contain('in English');
        await expectAccessible(element);
      });
    }

    it('takes a word for a refusal that it knows, and no other', async () => {
      const answer = (): never => {
        throw Object.assign(new Error('no'), { refusal: 'paid' });
      };
      const { element, text } = await last({ answer });
      await go(element);
      await waitUntil(() => title(element) === 'That didn’t work');
      expect(text()).to.contain(enDonate.unreachable);
    });

    it('takes a new key for a gift whose key is no good any more, and only at the reader’s word', async () => {
      const keys: string[] = [];
      const answer = ({ key }: DonationIntent): DonationStep => {
        keys.push(key);
        if (keys.length === 1) throw Object.assign(new Error('no'), { refusal: 'used' });
        return { kind: 'redirect', url: 'https://pay.example/1' };
      };
      const { element } = await last({ answer });
      await go(element);
      await waitUntil(() => title(element) === 'That didn’t work');
      expect(lastAttempt()).to.equal(undefined);
      await aMoment();
      expect(keys.length, 'nothing begins by itself').to.equal(1);
      await go(element);
      await waitUntil(() => find(element, '.review'));
      await go(element);
      await waitUntil(() => stay.went.length);
      expect(new Set(keys).size).to.equal(2);
    });

    it('can be confirmed anew when the page comes back from the back/forward cache', async () => {
      const { element, text } = await last({ answer: () => ({ kind: 'redirect', url: 'https://pay.example/1' }) });
      await go(element);
      await waitUntil(() => stay.went.length);
      expect(text()).to.contain('Taking you');
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await element.updateComplete;
      expect(text()).not.to.contain('Taking you');
      await go(element);
      await waitUntil(() => stay.went.length === 2);
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

    it('can’t come along when the element is moved: the last step asks for it anew', async () => {
      const { element, outer } = await paying();
      await waitUntil(() => outer.querySelector('input'));
      const other = await fixture<HTMLElement>(html`<div lang="en"></div>`);
      other.append(element);
      expect(outer.children.length).to.equal(0);
      await element.updateComplete;
      element.show();
      await waitUntil(() => dialogOf(element)?.open);
      expect(title(element)).to.equal('What happens next');
      await go(element);
      await waitUntil(() => element.querySelector('input'), 'the form has come here');
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

  it('tells the host nothing about the reader: neither name nor message nor address is in any event', async () => {
    const stay = staying();
    const { element } = await open(
      english,
      {},
      { answer: () => ({ kind: 'redirect', url: 'https://pay.example/1?name=Lena' }) },
    );
    const told: Event[] = [];
    for (const type of ['glassjar-donate-request', 'glassjar-donated', 'glassjar-shared', 'glassjar-loaded'])
      element.addEventListener(type, (event) => told.push(event));
    await choose(element, '€10');
    find(element, 'summary')!.click();
    for (const field of all(element, '.personal .input input, textarea') as HTMLInputElement[]) {
      field.value = 'Lena Lindqvist';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await go(element);
    await go(element);
    await waitUntil(() => stay.went.length);
    stay.restore();
    expect(told.map(({ type }) => type)).to.deep.equal(['glassjar-donate-request']);
    const own = Object.fromEntries(Object.entries(told[0]!).filter(([key]) => key !== 'isTrusted'));
    expect(own).to.deep.equal({
      method: 'checkout',
      amount: { minor: 1000, currency: 'EUR' },
      interval: 'once',
      url: undefined,
    });
    expect(Object.keys(new GlassjarDonatedEvent(undefined)).filter((key) => key !== 'isTrusted')).to.deep.equal([
      'amount',
      'interval',
      'method',
    ]);
    expect(Object.keys(new GlassjarSharedEvent('copy')).filter((key) => key !== 'isTrusted')).to.deep.equal([
      'channel',
    ]);
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

  it('keeps the order of English words on a page that reads from the right', async () => {
    const { element } = await open(html`<glassjar-donate lang="en" dir="rtl"></glassjar-donate>`, {}, {});
    const [legend] = all(element, 'legend');
    expect(readsFromTheLeft(legend!), 'the question mark comes last').to.equal(true);
    await choose(element, '€50');
    await choose(element, 'PayPal');
    await go(element);
    await waitUntil(() => find(element, '.beside'));
    const host = find(element, '.beside bdi')!.getBoundingClientRect();
    const name = find(element, '.beside')!.previousElementSibling!.getBoundingClientRect();
    const gap = Math.max(name.left - host.right, host.left - name.right);
    expect(gap, 'between the way and its host').to.be.above(2);
  });

  it('reads from the right', async () => {
    const { element } = await open(html`<glassjar-donate lang="en" dir="rtl"></glassjar-donate>`);
    const { left, right } = dialogOf(element)!.getBoundingClientRect();
    const close = find(element, '.close')!.getBoundingClientRect();
    expect(close.left - left).to.be.below(right - close.right);
  });
});
