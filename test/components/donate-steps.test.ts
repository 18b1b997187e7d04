import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { DonationState, DonationStep } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryOptions } from '../../src/adapters/memory.ts';
import { settle } from '../../src/components/donate/attempt.ts';
import type { GlassjarDonate } from '../../src/components/donate/donate.ts';
import { answered, claimReturn } from '../../src/components/donate/way-back.ts';
import { clock } from '../../src/components/shared/clock.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { all, choose, dialogOf, expectAccessible, find, focusedIn, give, go, staying, title, write } from './giving.ts';
import { shownText } from './support.ts';

/* Every step of the dialog: by keyboard alone, in large text on a small screen, and by axe. */

const transfer: DonationStep = {
  kind: 'transfer',
  holder: 'Mara Hilfsfonds Beispielhausen-Oberunterkirchen e. V.',
  iban: 'AT611904300234573201',
  bic: 'BKAUATWW',
  reference: 'RF18539007547034',
};
const failing = (): DonationStep => {
  throw new TypeError('Failed to fetch');
};
const refusing = (): DonationStep => {
  throw Object.assign(new Error('key-gone'), { refusal: 'used' });
};
const changes = {
  goal: { amount: '15000', label: 'sechs Monate Miete und Krankenversicherung' },
  give: { ...give, amounts: ['10', '25', '50', '1000'], taxReceipt: false },
};

interface Step {
  readonly name: string;
  readonly options?: MemoryOptions;
  /** What the backend says of the donation that the reader comes back from. */
  readonly state?: () => Promise<DonationState>;
  readonly act?: (element: GlassjarDonate) => Promise<void>;
}

/** To the last step, by a way's id. */
const choosing =
  (nth: number, isConfirmed = false) =>
  async (element: GlassjarDonate): Promise<void> => {
    await choose(element, '50');
    all(element, '.way')[nth]!.click();
    await element.updateComplete;
    await go(element);
    await waitUntil(() => find(element, '.review'));
    if (isConfirmed) await go(element);
  };
const told = (status: DonationState['status']) => () =>
  Promise.resolve({ status, amount: { minor: 123_456, currency: 'EUR' } });

const steps: readonly Step[] = [
  { name: 'the amount' },
  {
    name: 'a fault beside the field',
    act: async (element) => {
      await write(element, '1.000');
      await go(element);
    },
  },
  {
    name: 'name and message',
    act: async (element) => {
      find(element, 'summary')!.click();
      await element.updateComplete;
    },
  },
  { name: 'the review, online', act: choosing(0) },
  { name: 'the review, by link', act: choosing(1) },
  { name: 'the review, by transfer', act: choosing(3) },
  {
    name: 'waiting',
    options: { answer: () => ({ kind: 'redirect', url: 'https://pay.example/' }) },
    act: choosing(0, true),
  },
  { name: 'a transfer of the backend’s', options: { answer: () => transfer }, act: choosing(0, true) },
  { name: 'trouble', options: { answer: failing }, act: choosing(0, true) },
  { name: 'a key that is no good any more', options: { answer: refusing }, act: choosing(0, true) },
  { name: 'thank you', state: told('paid') },
  { name: 'pending', state: told('pending') },
  { name: 'failed', state: told('failed') },
  { name: 'cancelled', state: told('cancelled') },
  { name: 'nobody can be asked', state: () => Promise.reject(new TypeError('Failed to fetch')) },
];

const { href } = location;

/** At a step, in a language. */
async function at({ act, options = {}, state }: Step, lang: string, dir = 'ltr'): Promise<GlassjarDonate> {
  if (state) history.replaceState(null, '', `${location.pathname}?glassjar-donation=memory-1`);
  const element = document.createElement('glassjar-donate');
  const adapter = memoryAdapter(bookCampaign(changes), { intervals: ['once', 'month'], ...options });
  element.adapter = state ? { ...adapter, getDonation: state } : adapter;
  (await fixture(html`<div lang=${lang} dir=${dir}></div>`)).append(element);
  await waitUntil(() => shownText(element) !== '');
  if (!state) element.show();
  await waitUntil(() => dialogOf(element)?.open);
  await act?.(element);
  await waitUntil(() => !/Asking whether|fragen nach/.test(shownText(element)));
  // The account is drawn by a part of its own.
  const isDrawn = () => all(element, 'glassjar-bank').every(({ shadowRoot }) => shadowRoot?.querySelector('.base'));
  await waitUntil(isDrawn, 'the account is drawn', { timeout: 8000 });
  await element.updateComplete;
  return element;
}

/** What sticks out of the box it stands in, or out of the dialog. */
function cut(element: GlassjarDonate): string[] {
  const dialog = dialogOf(element)!;
  const box = dialog.getBoundingClientRect();
  const found: string[] = [];
  if (dialog.scrollWidth > dialog.clientWidth) found.push(`the dialog scrolls sideways: ${dialog.scrollWidth}`);
  const visit = (root: ParentNode): void => {
    for (const node of root.querySelectorAll<HTMLElement>('*')) {
      if (node.shadowRoot) visit(node.shadowRoot);
      const { left, right, width } = node.getBoundingClientRect();
      if (!width || node.closest('svg') || node.matches('input[type=radio]')) continue;
      const name = `${node.localName}.${node.className} “${node.textContent.trim().slice(0, 30)}”`;
      if (left < box.left - 1 || right > box.right + 1) found.push(`${name} sticks out of the dialog`);
      const { overflowX } = getComputedStyle(node);
      if (
        overflowX !== 'visible' &&
        node.scrollWidth > node.clientWidth + 1 &&
        node.clientWidth > 1 &&
        !node.matches('input')
      )
        found.push(`${name} is cut: ${node.scrollWidth} of ${node.clientWidth}`);
      // Words that stand wider than the box around them.
      const range = document.createRange();
      range.selectNodeContents(node);
      const isText = [...node.childNodes].some((child) => child instanceof Text && child.data.trim());
      if (isText && range.getBoundingClientRect().right > right + 1) found.push(`${name} is wider than its box`);
    }
  };
  visit(dialog);
  return found;
}

describe('glassjar-donate, step by step', () => {
  const { now } = clock;
  let stay: ReturnType<typeof staying>;
  beforeEach(() => {
    stay = staying();
  });
  afterEach(() => {
    stay.restore();
    clock.now = now;
    history.replaceState(null, '', href);
    settle();
    // What was not answered would be asked about by the next element.
    const open = claimReturn('another');
    if (open !== undefined) answered(open);
  });

  for (const step of steps) {
    it(`${step.name}: accessible, in both languages`, async () => {
      for (const lang of ['en', 'de']) {
        const element = await at(step, lang);
        await expectAccessible(element);
        element.remove();
      }
    });

    it(`${step.name}: nothing is cut at 320 px, also with 200 % text, from either side`, async () => {
      const root = document.documentElement;
      const screen = document.createElement('style');
      // As wide as on a small phone, whatever window the test has.
      screen.textContent = 'glassjar-donate::part(dialog) { inline-size: 296px; }';
      document.head.append(screen);
      try {
        for (const size of ['100%', '200%']) {
          root.style.fontSize = size;
          for (const [lang, dir] of [
            ['de', 'ltr'],
            ['en', 'ltr'],
            ['en', 'rtl'],
          ] as const) {
            const element = await at(step, lang, dir);
            expect(dialogOf(element)!.offsetWidth).to.equal(296);
            expect(cut(element), `${lang} ${dir} ${size}`).to.deep.equal([]);
            element.remove();
          }
        }
      } finally {
        root.style.fontSize = '';
        screen.remove();
      }
    });
  }

  it('would notice what is cut', async () => {
    const element = await at(steps[0]!, 'en');
    find(element, 'legend')!.append('W'.repeat(200));
    (find(element, 'legend') as HTMLElement).style.whiteSpace = 'nowrap';
    expect(cut(element)).not.to.deep.equal([]);
  });

  describe('by keyboard alone', () => {
    const press = (key: string): Promise<void> => sendKeys({ press: key });

    /** Writes into the field that has the focus. Sign by sign: WebKit's driver swallows the same one twice in a row. */
    async function type(element: GlassjarDonate, text: string): Promise<void> {
      const field = focusedIn(element) as HTMLInputElement;
      for (const sign of text) await sendKeys({ type: sign });
      await waitUntil(() => field.value === text, `${text} is written, not ${field.value}`);
    }

    /** Tabs on until a control is reached, whichever element it is in. */
    async function reach(element: GlassjarDonate, wanted: string): Promise<HTMLElement> {
      for (let presses = 0; presses < 30; presses++) {
        await press('Tab');
        const focused = focusedIn(element);
        if (focused?.matches(wanted)) return focused as HTMLElement;
      }
      throw new Error(`${wanted} was not reached`);
    }

    async function closed(): Promise<{ element: GlassjarDonate; button: HTMLElement; went: string[] }> {
      const element = document.createElement('glassjar-donate');
      element.adapter = memoryAdapter(bookCampaign(changes), {
        intervals: ['once', 'month'],
        answer: () => ({ kind: 'redirect', url: 'https://pay.example/1' }),
      });
      (await fixture(html`<div lang="en"></div>`)).append(element);
      await waitUntil(() => shownText(element) !== '');
      const button = find(element, '[part=button]')!;
      button.focus();
      return { element, button, went: stay.went };
    }

    it('opens, writes, is told what is wrong, mends it, reviews, goes back, chooses another way and confirms', async () => {
      const { element, went } = await closed();
      await press('Enter');
      await waitUntil(() => dialogOf(element)?.open);
      expect(focusedIn(element), 'the step is read from its heading').to.equal(find(element, '#title'));

      await reach(element, '#other');
      await type(element, '1.000');
      await press('Enter');
      await waitUntil(() => find(element, '#fault')!.textContent.includes('two ways'));
      await waitUntil(() => focusedIn(element) === find(element, '#other'), 'back in the field that has to be mended');
      for (let signs = 0; signs < 5; signs++) await press('Backspace');
      await waitUntil(() => find<HTMLInputElement>(element, '#other')!.value === '');
      await type(element, '12.50');

      await reach(element, '[name=interval]');
      await press('ArrowRight');
      await waitUntil(() => (all(element, '[name=interval]')[1] as HTMLInputElement).checked);

      await reach(element, 'summary');
      await press('Enter');
      await reach(element, '[autocomplete=name]');
      await type(element, 'Lena M.');
      await reach(element, 'textarea');
      await type(element, 'Get well');

      await reach(element, '[type=submit]');
      await press('Enter');
      await waitUntil(() => title(element) === 'What happens next');
      expect(focusedIn(element)).to.equal(find(element, '#title'));
      for (const words of ['€12.50 every month', 'Lena M.', 'Get well']) expect(shownText(element)).to.contain(words);

      await reach(element, '.quietly');
      await press('Enter');
      await waitUntil(() => title(element) === 'Donate');
      expect(focusedIn(element)).to.equal(find(element, '#title'));
      expect(find<HTMLInputElement>(element, '#other')!.value, 'nothing is lost').to.equal('12.50');
      expect(find<HTMLInputElement>(element, '[autocomplete=name]')!.value).to.equal('Lena M.');

      await reach(element, '[name=interval]');
      await press('ArrowLeft');
      await reach(element, '[type=submit]');
      await press('Enter');
      await waitUntil(() => title(element) === 'What happens next');
      await reach(element, '[part=primary]');
      await press('Enter');
      await waitUntil(() => went.length);
      expect(went).to.deep.equal(['https://pay.example/1']);
      expect(focusedIn(element), 'busy, the button keeps the focus').to.equal(find(element, '[part=primary]'));
    });

    it('chooses an amount and the transfer, copies a line, and closes; the focus is where it was', async () => {
      const { button, element } = await closed();
      await press('Enter');
      await waitUntil(() => dialogOf(element)?.open);
      await reach(element, '[name=amount]');
      await press('ArrowRight');
      await waitUntil(() => all(element, '[name=amount]').some((radio) => (radio as HTMLInputElement).checked));
      await reach(element, '[name=way]');
      for (let ways = 0; ways < 3; ways++) await press('ArrowDown');
      await reach(element, '[type=submit]');
      await press('Enter');
      await waitUntil(() => title(element) === 'Bank transfer');
      await waitUntil(() => find(element, 'glassjar-bank')?.shadowRoot?.querySelector('[part=copy]'));
      await reach(element, 'glassjar-bank');
      expect(find(element, 'glassjar-bank')!.shadowRoot!.activeElement!.matches('[part=copy]')).to.equal(true);
      await press('Enter');
      const bank = find(element, 'glassjar-bank')!.shadowRoot!;
      await waitUntil(() => bank.querySelector('[role=status]')!.textContent.trim(), 'it is said what came of it');
      await reach(element, '[part=primary]');
      await press('Enter');
      await waitUntil(() => !dialogOf(element));
      expect(focusedIn(element)).to.equal(button);
    });

    it('keeps the focus inside while it is open, and Escape closes it at each step', async () => {
      const { button, element } = await closed();
      await press('Enter');
      await waitUntil(() => dialogOf(element)?.open);
      for (let presses = 0; presses < 25; presses++) {
        await press('Tab');
        const { activeElement } = document;
        // Past the end browsers go through their own controls.
        expect(activeElement === element || activeElement === document.body, activeElement?.localName).to.equal(true);
        expect(focusedIn(element)).not.to.equal(button);
      }
      find(element, '#other')!.focus();
      await type(element, '5');
      await press('Enter');
      await waitUntil(() => title(element) === 'What happens next');
      await press('Escape');
      await waitUntil(() => !dialogOf(element));
      expect(focusedIn(element)).to.equal(button);
    });
  });

  it('says of each field what it is for, and lets browsers fill in what they know', async () => {
    const element = await at(steps[2]!, 'en');
    const hints = Object.fromEntries(
      (all(element, '.input input, textarea') as HTMLInputElement[]).map((field) => [
        field.labels![0]!.querySelector('.label')!.textContent,
        field.getAttribute('autocomplete'),
      ]),
    );
    expect(hints).to.deep.equal({
      'Other amount': 'transaction-amount',
      'Name, shown in public': 'name',
      'Message, shown in public': 'off',
    });
  });
});
