import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { CampaignAdapter, DonationState } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryOptions } from '../../src/adapters/memory.ts';
import { attempt, settle } from '../../src/components/donate/attempt.ts';
import type { GlassjarDonate } from '../../src/components/donate/donate.ts';
import type { GlassjarDonatedEvent } from '../../src/components/shared/donate-events.ts';
import { patience } from '../../src/components/donate/patience.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, shownText } from './support.ts';
import {
  dialogOf,
  english,
  expectAccessible,
  find,
  focusedIn,
  give,
  go,
  iban,
  place,
  readingOnly,
  title,
  type Shown,
} from './giving.ts';

describe('glassjar-donate, the way back', () => {
  const { seconds } = patience;
  afterEach(() => {
    patience.seconds = seconds;
    settle();
  });

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

  /** An element whose campaign is read from memory, not in the page yet. */
  function coming(id: string, changes: Partial<CampaignAdapter> = {}): GlassjarDonate {
    const element = document.createElement('glassjar-donate');
    element.lang = 'en';
    element.adapter = { ...memoryAdapter(bookCampaign({ id, give })), ...changes };
    return element;
  }

  const paid = (): Promise<DonationState> => Promise.resolve({ status: 'paid' });
  const unheardOf = (): Promise<never> =>
    Promise.reject(Object.assign(new Error('no such donation'), { code: 'not-found' }));
  const silent = (): Promise<never> => new Promise(() => {});
  const put = async (...elements: Element[]): Promise<HTMLElement> => {
    const parent = await fixture<HTMLElement>(html`<div></div>`);
    parent.append(...elements);
    return parent;
  };

  it('takes the reference out of the address bar when it is answered, and leaves the rest', async () => {
    for (const [came, left] of [
      ['glassjar-donation=memory-1', ''],
      ['a&glassjar-donation=memory-1&b=%20c', '?a&b=%20c'],
      ['a=1&glassjar-donation=memory-1', '?a=1'],
      ['glassjar-donation=memory-1&b=2', '?b=2'],
    ] as const) {
      comeWith(came, '#there');
      const element = coming('mara', { getDonation: paid });
      await put(element);
      await waitUntil(() => title(element) === 'Thank you!');
      expect(location.search).to.equal(left);
      expect(location.hash).to.equal('#there');
      expect(history.state).to.deep.equal({ of: 'host' });
      element.remove();
    }
  });

  it('leaves parameters of others alone', async () => {
    comeWith('my-glassjar-donation=1');
    await place(english, {}, {});
    await aMoment();
    expect(location.search).to.equal('?my-glassjar-donation=1');
  });

  it('keeps it there while nobody can be asked, so that a reload asks again', async () => {
    comeWith('glassjar-donation=memory-1');
    const element = coming('mara', { getDonation: () => Promise.reject(new TypeError('Failed to fetch')) });
    await put(element);
    await waitUntil(() => shownText(element).includes('nothing is lost'));
    expect(location.search).to.equal('?glassjar-donation=memory-1');
    element.remove();
    // What a reload does: the page begins anew with the address it has.
    const again = coming('mara', { getDonation: paid });
    await put(again);
    await waitUntil(() => title(again) === 'Thank you!');
    expect(location.search).to.equal('');
  });

  it('does not wait for ever for an answer', async () => {
    patience.seconds = 0.05;
    comeWith('glassjar-donation=memory-1');
    let signal: AbortSignal | undefined;
    const element = coming('mara', {
      getDonation: (_reference, options) => {
        signal = options?.signal;
        return silent();
      },
    });
    await put(element);
    await waitUntil(() => shownText(element).includes('nothing is lost'));
    expect(signal!.aborted).to.equal(true);
  });

  it('keeps the focus in the dialog when it is asked again', async () => {
    comeWith('glassjar-donation=memory-1');
    let calls = 0;
    const element = coming('mara', {
      getDonation: () => (calls++ ? paid() : Promise.reject(new TypeError('Failed to fetch'))),
    });
    await put(element);
    await waitUntil(() => shownText(element).includes('nothing is lost'));
    const again = find(element, '[part=primary]')!;
    again.focus();
    again.click();
    await waitUntil(() => title(element) === 'Thank you!');
    await element.updateComplete;
    await aMoment();
    expect(focusedIn(element)).to.equal(find(element, '#title'));
  });

  it('is told when the element was moved while the backend was being asked', async () => {
    comeWith('glassjar-donation=memory-1');
    let answer: (state: DonationState) => void = () => {};
    const element = coming('mara', { getDonation: () => new Promise((resolve) => (answer = resolve)) });
    await put(element);
    await waitUntil(() => dialogOf(element)?.open);
    await put(element);
    await waitUntil(() => dialogOf(element)?.open, 'it asks again where it stands now');
    answer({ status: 'paid' });
    await waitUntil(() => title(element) === 'Thank you!');
  });

  it('of another campaign of the page is told by that one', async () => {
    comeWith('glassjar-donation=memory-1');
    const [first, second] = [coming('first', { getDonation: unheardOf }), coming('second', { getDonation: paid })];
    await put(first, second);
    await waitUntil(() => title(second) === 'Thank you!');
    await waitUntil(() => !dialogOf(first), 'the one that doesn’t know it says nothing');
    expect(location.search).to.equal('');
  });

  it('of a campaign that is read later is told then, and the one that doesn’t know it stops saying so', async () => {
    comeWith('glassjar-donation=memory-1');
    const first = coming('first', { getDonation: unheardOf });
    const parent = await put(first);
    await waitUntil(() => shownText(first).includes('not known here'));
    const second = coming('second', { getDonation: paid });
    parent.append(second);
    await waitUntil(() => title(second) === 'Thank you!');
    await waitUntil(() => !dialogOf(first));
  });

  it('is not kept from this campaign by what was begun on another page', async () => {
    const { pathname } = location;
    history.replaceState(null, '', '/elsewhere');
    attempt({ amount: { minor: 1, currency: 'EUR' }, returnUrl: 'https://blog.example/' }, 'another');
    history.replaceState(null, '', pathname);
    comeWith('glassjar-donation=memory-1');
    const element = coming('mara', { getDonation: paid });
    await put(element);
    await waitUntil(() => title(element) === 'Thank you!');
  });

  it('is told in place where the browser has no dialog', async () => {
    const known = Object.getOwnPropertyDescriptor(HTMLDialogElement.prototype, 'showModal')!;
    delete (HTMLDialogElement.prototype as Partial<HTMLDialogElement>).showModal;
    try {
      comeWith('glassjar-donation=memory-1');
      const element = coming('mara', { getDonation: paid });
      element.noButton = true;
      await put(element);
      await waitUntil(() => shownText(element).includes('Your donation has arrived.'));
      await expectAccessible(element);
      find(element, '.close')!.click();
      await waitUntil(() => shownText(element) === '');
    } finally {
      Object.defineProperty(HTMLDialogElement.prototype, 'showModal', known);
    }
  });

  it('begins anew with the amount that was not paid', async () => {
    for (const [minor, words] of [
      [5000, '€50'],
      [1234, '€12.34'],
      [700, '€7'],
    ] as const) {
      comeWith('glassjar-donation=memory-1');
      const element = coming('mara', {
        getDonation: () => Promise.resolve({ status: 'cancelled', amount: { minor, currency: 'EUR' } }),
      });
      await put(element);
      await waitUntil(() => title(element) === 'Nothing was charged');
      await go(element);
      await waitUntil(() => title(element) === 'Donate');
      await go(element);
      await waitUntil(() => title(element) === 'What happens next');
      expect(find(element, '.review strong')!.textContent).to.equal(words);
      element.remove();
    }
  });

  it('asks who has given to pass it on', async () => {
    comeWith('glassjar-donation=memory-1');
    const element = coming('mara', { getDonation: paid });
    await put(element);
    await waitUntil(() => find(element, 'glassjar-share')?.shadowRoot?.querySelector('a, button'));
    expect(shownText(element)).to.contain('Pass it on');
    await expectAccessible(element);
  });

  it('says thank you when it is paid, asks for the new figures, and tells the page', async () => {
    const { element, heard, text } = await back('paid');
    expect(title(element)).to.equal('Thank you!');
    expect(text()).to.contain('€50 has arrived.');
    expect(heard.map(({ amount }) => amount)).to.deep.equal([{ minor: 5000, currency: 'EUR' }]);
    await expectAccessible(element);
  });

  it('forgets the attempt once it is paid, so that the next gift is another', async () => {
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
