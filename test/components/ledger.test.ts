import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/components/ledger/define.ts';
import type { GlassjarLedger } from '../../src/components/ledger/ledger.ts';
import type { AllEntries, CampaignAdapter, Reading } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryAdapter } from '../../src/adapters/memory.ts';
import { decode } from '../../src/core/decode.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, show as showElement, shownText } from './support.ts';

type Line = Record<string, unknown>;
type Changes = Record<string, unknown>;

const english = html`<glassjar-ledger lang="en">the fallback</glassjar-ledger>`;
const german = html`<glassjar-ledger lang="de">der Ersatz</glassjar-ledger>`;

const sources = [
  { id: 'bank', label: 'Account', raised: '75' },
  { id: 'book', label: 'Book stall', kind: 'sales', copies: 10, proceeds: '7.68' },
];
const lines: Line[] = [
  { id: 'a', at: '2026-05-19', flow: 'gift+', amount: '50.00', source: 'bank', name: 'Lena M.', message: 'Get well!' },
  { id: 'b', at: '2026-05-21', flow: 'gift+', amount: '25.00', source: 'bank' },
  { id: 'c', at: '2026-05-20', flow: 'sale+', amount: '76.80', source: 'book', label: '10 copies' },
  { id: 'd', at: '2026-05-22', flow: 'cost+', amount: '60.00', label: 'Rent, June' },
  { id: 'e', at: '2026-05-22', flow: 'cost+', amount: '1.80', reason: 'fee', label: 'Bank account' },
  { id: 'f', at: '2026-05-23', flow: 'gift+', amount: '9.00', source: 'bank', name: 'Bernd' },
  { id: 'g', at: '2026-05-24', flow: 'gift-', amount: '9.00', reason: 'refund', reverses: 'f' },
  { id: 'h', at: '2026-05-25', flow: 'cost+', amount: '20.00', label: 'Therapy' },
];
const many = (count: number, rest: Line = {}): Line[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `n${index}`,
    at: '2026-05-19',
    flow: 'gift+',
    amount: '1.00',
    source: 'bank',
    name: `Giver ${index}`,
    ...rest,
  }));

async function show(changes: Changes = {}, template = english): Promise<Shown> {
  const { element, adapter, text } = await showElement<GlassjarLedger>(template, {
    sources,
    entries: lines,
    ...changes,
  });
  return new Shown(element, adapter, text);
}

/** A ledger on the page, and what a reader does with it. */
class Shown {
  readonly element: GlassjarLedger;
  readonly adapter: MemoryAdapter;
  readonly text: () => string;

  constructor(element: GlassjarLedger, adapter: MemoryAdapter, text: () => string) {
    this.element = element;
    this.adapter = adapter;
    this.text = text;
  }

  find<Found extends Element = HTMLElement>(selector: string): Found {
    return this.element.shadowRoot!.querySelector<Found>(selector)!;
  }

  all<Found extends Element = HTMLElement>(selector: string): Found[] {
    return [...this.element.shadowRoot!.querySelectorAll<Found>(selector)];
  }

  /** What stands in the cells, row by row. */
  get cells(): string[][] {
    return this.all<HTMLTableRowElement>('tbody tr').map((row) =>
      [...row.cells].map((cell) => [...cell.childNodes].map(({ textContent }) => textContent).join(' | ')),
    );
  }

  get titles(): string[] {
    return this.all('.title').map(({ textContent }) => textContent ?? '');
  }

  get status(): string {
    return this.find('[role=status]').textContent!.trim();
  }

  async search(query: string): Promise<void> {
    const field = this.find<HTMLInputElement>('input[type=search]');
    field.value = query;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await this.element.updateComplete;
  }

  async choose(side: 0 | 1 | 2): Promise<void> {
    this.all<HTMLInputElement>('input[type=radio]')[side]!.click();
    await this.element.updateComplete;
  }
}

describe('glassjar-ledger', () => {
  it('is accessible', async () => {
    const { element } = await show();
    await expect(element).to.be.accessible();
  });

  it('is accessible where the books don’t add up, and when nothing is found', async () => {
    const shown = await show({ entries: [...lines, { ...lines[0], id: 'x', source: 'nowhere' }] });
    await expect(shown.element).to.be.accessible();
    await shown.search('nobody has this name');
    await expect(shown.element).to.be.accessible();
  });

  it('keeps its fallback without data, and where a campaign has neither entries nor a sum', async () => {
    expectFallback(await fixture<GlassjarLedger>(english));
    const element = await fixture<GlassjarLedger>(english);
    element.adapter = memoryAdapter(bookCampaign({ entries: [], sources: [] }));
    await aMoment();
    expectFallback(element);
  });

  describe('the sums', () => {
    it('are shown by source where a campaign has no entries, and what that can’t tell is said', async () => {
      const shown = await show({ entries: [] });
      await expect(shown.element).to.be.accessible();
      expect(shown.text()).to.contain('Came in').and.to.contain('€151.80').and.to.contain('Book stall');
      expect(shown.text()).to.contain('no single entries have been published');
      expect(shown.text()).not.to.match(/Went out|Still in the jar|Search|Download|✓/);
      expect(shown.all('.list, form, button')).to.have.lengthOf(0);
    });

    it('of copies are none that a source states, where it doesn’t say what one brings', async () => {
      const shown = await show({
        book: { title: 'A book' },
        sources: [
          { id: 'bank', raised: '75' },
          { id: 'book', kind: 'sales', copies: 10 },
        ],
      });
      expect(shown.find('.check').textContent).to.contain('Bank account: €75.00 stated').and.not.to.contain('book: ');
    });

    it('say what came in, what went out, the fees, and what is left', async () => {
      const shown = await show();
      expect(
        shown.all('.figures div').map(({ textContent }) => textContent!.replace(/\s+/g, ' ').trim()),
      ).to.deep.equal(['Came in€151.80', 'Went out€80.00', 'Fees€1.80', 'Still in the jar€70.00']);
    });

    it('say it in German', async () => {
      const { text } = await show({}, german);
      expect(text()).to.contain('Eingegangen 151,80 €').and.to.contain('Noch im Glas 70,00 €');
      expect(text()).to.contain('8 Buchungen ergeben genau die angegebenen Summen');
    });

    it('say how well they are known, and claim no fee that nobody booked', async () => {
      const shown = await show({
        sources: [{ id: 'bank', label: 'Account', raised: '40', bound: 'at-least' }],
        entries: [lines[0]],
      });
      expect(shown.text()).to.contain('at least €40.00').and.to.contain('Went out nothing yet');
      // Nothing that went out is no alarm.
      expect(shown.all('.figures .out')).to.have.length(0);
      expect(shown.text()).not.to.match(/Fees|€0/);
    });

    it('are told apart by source and by purpose', async () => {
      const shown = await show();
      expect(shown.all('.group').map(({ textContent }) => textContent)).to.deep.equal([
        'Account€75.00',
        'Book stall€76.80',
        'Rent€60.00',
        'Therapy€20.00',
      ]);
    });
  });

  describe('the entries', () => {
    it('stand newest first, each with what it did and what was left then', async () => {
      const { cells } = await show();
      expect(
        cells.map(([date, what, amount, balance]) => [date, what!.split(' | ')[0], amount, balance]),
      ).to.deep.equal([
        ['May 25, 2026', 'Therapy', '−€20.00', '€70.00'],
        ['May 24, 2026', 'Given back', '−€9.00', '€90.00'],
        ['May 23, 2026', 'Bernd', '+€9.00', '€99.00'],
        ['May 22, 2026', 'Bank account', '−€1.80', '€90.00'],
        ['May 22, 2026', 'Rent, June', '−€60.00', '€91.80'],
        ['May 21, 2026', 'Anonymous', '+€25.00', '€151.80'],
        ['May 20, 2026', '10 copies', '+€76.80', '€126.80'],
        ['May 19, 2026', 'Lena M.', '+€50.00', '€50.00'],
      ]);
    });

    it('are a table to screen readers', async () => {
      const shown = await show();
      const table = shown.find('[role=table]');
      expect(table.getAttribute('aria-label')).to.equal('All entries');
      expect(shown.all('[role=columnheader]').map(({ textContent }) => textContent)).to.deep.equal([
        'Date',
        'What or who',
        'Amount',
        'Balance',
      ]);
      for (const row of shown.all('tbody [role=row]')) expect(row.querySelectorAll('[role=cell]')).to.have.lengthOf(4);
    });

    it('call a correction one, for nothing was paid back', async () => {
      const wrong = {
        entries: [
          { id: 'a', at: '2026-05-22', flow: 'gift+', amount: '9.00', source: 'bank' },
          { id: 'b', at: '2026-05-23', flow: 'gift-', amount: '9.00', reason: 'void', reverses: 'a' },
          { id: 'c', at: '2026-05-24', flow: 'cost+', amount: '5.00', label: 'Rent' },
          { id: 'd', at: '2026-05-25', flow: 'cost-', amount: '5.00', reason: 'void', reverses: 'c' },
        ],
      };
      expect((await show(wrong)).titles).to.deep.equal(['Corrected', 'Rent', 'Corrected', 'Anonymous']);
      expect((await show(wrong, german)).titles).to.deep.equal(['Berichtigt', 'Rent', 'Berichtigt', 'Anonym']);
    });

    it('say what they reverse, and by what they were reversed', async () => {
      const { cells } = await show();
      expect(cells[1]![1]).to.contain('takes back: Bernd, May 23, 2026, +€9.00');
      expect(cells[2]![1]).to.contain('taken back on May 24, 2026');
    });

    it('say it in German', async () => {
      const { cells } = await show({}, german);
      expect(cells[1]![1]).to.equal(
        'Zurückgezahlt | Rückzahlung · Account · nimmt zurück: Bernd, 23. Mai 2026, +9,00\u00a0€',
      );
      expect(cells[5]![1]).to.contain('Anonym');
      expect(cells[7]![1]).to.contain('„Get well!“');
    });

    it('begin with what came through a source that has no entries', async () => {
      const shown = await show({ entries: lines.filter(({ id }) => id !== 'c') });
      expect(shown.cells.at(-1)!.at(-1)).to.equal('€126.80');
      expect(shown.find('.carried').textContent!.replace(/\s+/g, ' ').trim()).to.equal(
        'Book stall, not listed one by one €76.80',
      );
    });

    it('begin with what of a stated sum stands in no entry, and are told to be a part of it', async () => {
      const part = { sources: [{ ...sources[0], raised: '1184.00' }, sources[1]] };
      const shown = await show(part);
      expect(shown.cells.at(-1)!.at(-1)).to.equal('€1,159.00');
      expect(shown.find('.carried').textContent!.replace(/\s+/g, ' ').trim()).to.equal(
        'Account, not listed one by one €1,109.00',
      );
      expect(shown.text())
        .to.contain('8 entries are part of the stated sums')
        .and.not.to.contain('add up to the stated');
      expect(shown.text()).to.contain(
        'Account: €1,184.00 stated, entries add up to €75.00, €1,109.00 not listed one by one',
      );
      const { text } = await show(part, german);
      expect(text()).to.contain('8 Buchungen sind ein Teil der angegebenen Summen');
      expect(text()).to.contain('Account: 1.184,00 € angegeben, 75,00 € gebucht, 1.109,00 € ohne einzelne Buchungen');
    });

    it('are told not to add up where the source says that they are all', async () => {
      const { text } = await show({ sources: [{ ...sources[0], raised: '1184.00', complete: true }, sources[1]] });
      expect(text()).to.contain('Account: €1,184.00 stated, but the entries add up to €75.00.');
    });

    it('show no balance where a sum is known roughly only', async () => {
      const shown = await show({ sources: [{ ...sources[0], bound: 'at-least' }, sources[1]] });
      expect(shown.find('.list').classList.contains('no-balance')).to.equal(true);
      expect(shown.cells.every(([, , , balance]) => balance === '')).to.equal(true);
    });

    it('have no name beside the amount where the giver hid it, and the search can’t find it', async () => {
      const hidden = { ...lines[0], name: 'Shy Person', message: 'A secret', hideAmount: true };
      const shown = await show({ entries: [hidden, ...lines.slice(1)] });
      expect(shown.text()).not.to.match(/Shy|secret/);
      expect(shown.cells.at(-1)!.slice(1)).to.deep.equal(['Anonymous | Account', '+€50.00', '€50.00']);
      await shown.search('shy');
      expect(shown.status).to.equal('No entry fits.');
    });

    it('lose all names and no sum when the campaign withdraws them', async () => {
      const shown = await show({ hideNames: true });
      expect(shown.text()).not.to.match(/Lena|Bernd|Get well/);
      expect(shown.text()).to.contain('Still in the jar €70.00');
      expect(shown.cells[1]![1]).to.contain('takes back: Anonymous');
    });

    it('name the language of words that are not the page’s', async () => {
      const shown = await show({ language: 'de' });
      expect(shown.find('.message').lang).to.equal('de');
      expect((await show({ language: 'en' })).find('.message').lang).to.equal('');
    });
  });

  describe('the check', () => {
    it('says that the entries add up, how that was found, and what it can’t tell', async () => {
      const shown = await show();
      const check = shown.find('.check');
      expect(check.textContent).to.contain('8 entries add up to the stated sums');
      expect(check.textContent).to.contain('Account: €75.00 stated, entries add up to €75.00');
      expect(check.textContent).to.contain('€151.80 in − €80.00 out − €1.80 fees = €70.00 in the jar');
      expect(check.textContent).to.contain('can’t tell whether every gift is among them');
    });

    it('claims no agreement where there is nothing to agree with', async () => {
      const { text } = await show({ sources: [{ id: 'bank' }, { id: 'book', kind: 'sales' }] });
      expect(text()).to.contain('8 entries added up on this page').and.not.to.contain('stated');
    });

    const cases: [string, Changes, string, string][] = [
      [
        'a sum that differs',
        { sources: [{ ...sources[0], raised: '80', complete: true }, sources[1]] },
        'Account: €80.00 stated, but the entries add up to €75.00.',
        'Account: Angegeben sind 80,00\u00a0€, die Buchungen ergeben 75,00\u00a0€.',
      ],
      [
        'an id that stands twice',
        { entries: [...lines, lines[1]] },
        'Entry “b” stands more than once; it is counted once.',
        'Die Buchung „b“ steht mehrmals da; gezählt wird sie einmal.',
      ],
      [
        'what reverses nothing',
        { entries: [...lines, { id: 'x', at: '2026-05-26', flow: 'cost-', amount: '1', reverses: 'z' }] },
        'Entry “x” takes back an entry that is not here',
        'Die Buchung „x“ nimmt eine zurück, die es hier nicht gibt',
      ],
      [
        'an unknown source',
        { entries: [...lines, { id: 'x', at: '2026-05-26', flow: 'gift+', amount: '1', source: 'nowhere' }] },
        'Entry “x” names no source there is.',
        'Die Buchung „x“ nennt keine Quelle, die es gibt.',
      ],
      [
        'copies that contradict a sum',
        { sources: [sources[0], { ...sources[1], raised: '80', complete: true }] },
        'Book stall: the number of copies contradicts the stated sum.',
        'Book stall: Die Zahl der Exemplare passt nicht zur angegebenen Summe.',
      ],
      [
        'more going back than came in',
        {
          sources: [{ id: 'bank', label: 'Account' }, sources[1]],
          entries: [...lines, { id: 'x', at: '2026-05-26', flow: 'gift-', amount: '500', source: 'bank' }],
        },
        'Account: more went back than came in.',
        'Account: Es ging mehr zurück, als kam.',
      ],
      [
        'a source that stands twice',
        { sources: [...sources, sources[0]] },
        'Source “Account” stands more than once; the first one counts.',
        'Die Quelle „Account“ steht mehrmals da; die erste zählt.',
      ],
    ];
    for (const [what, changes, words, inGerman] of cases) {
      it(`names ${what}, in words`, async () => {
        const shown = await show(changes);
        expect(shown.find('.check').textContent).to.contain(words).and.to.contain('The books don’t add up');
        expect((await show(changes, german)).find('.check').textContent).to.contain(inGerman);
      });
    }

    it('marks the line that is wrong', async () => {
      const shown = await show({ entries: [...lines, { ...lines[1] }] });
      const marked = shown.all('.flawed');
      expect(marked).to.have.lengthOf(1);
      expect(marked[0]!.textContent).to.contain('this one is not counted');
      expect(shown.text()).to.contain('Still in the jar €70.00');
    });

    it('withholds sums where lines could not be read', async () => {
      const shown = await show({ entries: [...lines, { at: 'yesterday', flow: 'gift+', amount: '1' }] });
      expect(shown.text()).to.contain('Some lines of the books could not be read').and.not.to.contain('add up');
      expect(shown.all('.downloads'), 'a file with a hole would be taken for the whole').to.have.lengthOf(0);
      expect(shown.cells).to.have.lengthOf(8);
    });

    it('names no more than someone mends in one go', async () => {
      const shown = await show({ entries: [...many(30, { source: 'nowhere' })] });
      expect(shown.all('.check li').length).to.be.below(15);
      expect(shown.find('.check').textContent).to.match(/And \d+ more mistakes\./);
    });
  });

  describe('choosing', () => {
    it('shows what came in or what went out', async () => {
      const shown = await show();
      await shown.choose(1);
      expect(shown.titles).to.deep.equal(['Given back', 'Bernd', 'Anonymous', '10 copies', 'Lena M.']);
      expect(shown.status).to.equal('5 of 8 entries, together +€151.80');
      await shown.choose(2);
      expect(shown.titles).to.deep.equal(['Therapy', 'Bank account', 'Rent, June']);
      expect(shown.status).to.equal('3 of 8 entries, together −€81.80');
      await shown.choose(0);
      expect(shown.titles).to.have.lengthOf(8);
      expect(shown.status).to.equal('8 entries');
    });

    it('shows what came through one source, refunds included', async () => {
      const shown = await show();
      const select = shown.find<HTMLSelectElement>('select');
      expect([...select.options].map(({ text }) => text)).to.deep.equal(['All sources', 'Account', 'Book stall']);
      select.value = 'bank';
      select.dispatchEvent(new Event('change'));
      await shown.element.updateComplete;
      expect(shown.titles).to.deep.equal(['Given back', 'Bernd', 'Anonymous', 'Lena M.']);
    });

    it('offers no source to choose where there is one', async () => {
      const shown = await show({ sources: [sources[0]], entries: lines.slice(0, 2) });
      expect(shown.find('select')).to.equal(null);
    });

    it('searches names, messages, purposes and amounts, and says how much it found', async () => {
      const shown = await show();
      for (const [query, ...found] of [
        ['lena', 'Lena M.'],
        ['get well', 'Lena M.'],
        ['RENT', 'Rent, June'],
        ['76.80', '10 copies'],
        ['stall', '10 copies'],
        ['bernd', 'Given back', 'Bernd'],
      ] as const) {
        await shown.search(query);
        expect(shown.titles, query).to.deep.equal(found);
      }
      expect(shown.status).to.equal('2 of 8 entries, together €0.00');
    });

    it('says when nothing fits, and leads back to everything', async () => {
      const shown = await show();
      await shown.search('nobody');
      expect(shown.status).to.equal('No entry fits.');
      expect(shown.find('.list').offsetHeight).to.equal(0);
      shown.find('button.all').click();
      await shown.element.updateComplete;
      expect(shown.titles).to.have.lengthOf(8);
      expect(shown.find<HTMLInputElement>('input[type=search]').value).to.equal('');
      expect(shown.all<HTMLInputElement>('input[type=radio]').map(({ checked }) => checked)).to.deep.equal([
        true,
        false,
        false,
      ]);
      expect(shown.element.shadowRoot!.activeElement).to.equal(shown.find('input[type=search]'));
    });

    it('works by keyboard', async () => {
      const shown = await show();
      shown.find('input[type=search]').focus();
      await sendKeys({ type: 'lena' });
      await shown.element.updateComplete;
      expect(shown.titles).to.deep.equal(['Lena M.']);
      await shown.search('');
      shown.all('input[type=radio]')[0]!.focus();
      await sendKeys({ press: 'ArrowRight' });
      await shown.element.updateComplete;
      expect(shown.titles).to.have.lengthOf(5);
      expect(shown.find('.list').tabIndex, 'the box can be scrolled by keyboard').to.equal(0);
    });

    it('keeps what was chosen when new figures come', async () => {
      const shown = await show();
      await shown.search('lena');
      const more = { id: 'z', at: '2026-05-26', flow: 'cost+', amount: '1.00', label: 'Stamps' };
      shown.adapter.set(bookCampaign({ sources, entries: [...lines, more] }));
      await waitUntil(() => shown.status.includes('of 9'));
      expect(shown.titles).to.deep.equal(['Lena M.']);
    });

    it('has labelled controls', async () => {
      const shown = await show({}, german);
      expect(shown.find('fieldset legend').textContent).to.equal('Buchungen auswählen');
      expect(shown.find('.search').textContent).to.contain('Suchen');
      expect(shown.find('form').getAttribute('role')).to.equal('search');
    });
  });

  describe('downloads', () => {
    const makeUrl = URL.createObjectURL.bind(URL);
    let files: { name: string; type: string; text: Promise<string> }[] = [];
    beforeEach(() => {
      files = [];
      let blob: Blob;
      URL.createObjectURL = (made: Blob) => {
        blob = made;
        return 'blob:made';
      };
      HTMLAnchorElement.prototype.click = function click() {
        files.push({ name: this.download, type: blob.type, text: blob.text() });
      };
    });
    afterEach(() => {
      Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
      URL.createObjectURL = makeUrl;
    });

    const press = (shown: Shown) => {
      for (const button of shown.all('[part=download]')) button.click();
    };

    it('hand out all entries, whatever is chosen, as CSV and as JSON', async () => {
      const shown = await show();
      await shown.search('lena');
      press(shown);
      expect(files.map(({ name, type }) => [name, type])).to.deep.equal([
        ['mara-2026-05-22.csv', 'text/csv;charset=utf-8'],
        ['mara-2026-05-22.json', 'application/json;charset=utf-8'],
      ]);
      const [csv, json] = await Promise.all(files.map(({ text }) => text));
      expect(csv!.trim().split('\r\n')).to.have.lengthOf(9);
      // For a spreadsheet of the reader's language, unless the page wants it for programs.
      expect(csv).to.contain('"Date","Flow","Reason"');
      shown.element.plainCsv = true;
      await shown.element.updateComplete;
      files.length = 0;
      press(shown);
      expect(await files[0]!.text).to.contain('"at","flow","reason"');
      expect((JSON.parse(json!) as { entries: unknown[] }).entries).to.have.lengthOf(8);
    });

    it('tell no name that the page withholds', async () => {
      const shown = await show({ hideNames: true });
      press(shown);
      for (const { text } of files) expect(await text).not.to.match(/Lena|Bernd|Get well/);
    });
  });

  describe('thousands of entries', () => {
    const books = { sources: [{ id: 'bank' }], entries: many(2030) };
    const rows = (shown: Shown) => shown.all('tbody tr').length;

    it('shows the newest at once and the others when there is time', async () => {
      const shown = await show({ ...books, entries: many(20_030) });
      expect(shown.titles[0]).to.equal('Giver 20029');
      expect(rows(shown)).to.be.within(50, 20_000);
      await waitUntil(() => rows(shown) === 20_030, 'all rows', { timeout: 8000 });
      expect(shown.titles.at(-1)).to.equal('Giver 0');
    });

    it('takes the room of those that are to come', async () => {
      const shown = await show(books);
      const { scrollHeight } = shown.find('.list');
      await waitUntil(() => rows(shown) === 2030);
      expect(scrollHeight).to.be.within(shown.find('.list').scrollHeight / 2, shown.find('.list').scrollHeight * 2);
    });

    it('makes a new entry and leaves the rows of all full blocks as they are', async () => {
      const shown = await show(books);
      await waitUntil(() => rows(shown) === 2030);
      const before = shown.all('tbody tr');
      shown.adapter.set(bookCampaign({ ...books, entries: [...many(2030), { ...lines[0], id: 'new' }] }));
      await waitUntil(() => rows(shown) === 2031);
      const kept = new Set(before);
      expect(shown.all('tbody tr').filter((row) => kept.has(row)).length).to.equal(2000);
      expect(shown.titles[0]).to.equal('Lena M.');
    });

    it('is whole on paper', async () => {
      const shown = await show({ ...books, entries: many(20_030) });
      expect(rows(shown)).to.be.below(20_030);
      dispatchEvent(new Event('beforeprint'));
      expect(rows(shown)).to.equal(20_030);
    });

    it('gives the page its turn before twenty thousand lines are made, and shows no sums beside other lines', async () => {
      const few = { ...books, entries: many(20) };
      const shown = await show(few);
      const told = () => shown.find('.status').textContent.trim();
      const isOneReading = () => shown.find('.check')?.textContent.includes(told().split(' ')[0]!);
      shown.adapter.set(bookCampaign({ ...books, entries: many(20_030) }));
      await shown.element.updateComplete;
      expect(told(), 'the ones before stay meanwhile').to.equal('20 entries');
      expect(isOneReading()).to.equal(true);
      await waitUntil(() => told() === '20,030 entries');
      expect(isOneReading()).to.equal(true);
      // Newer ones that need no turns overtake those that do.
      shown.adapter.set(bookCampaign({ ...books, entries: many(20_031) }));
      await shown.element.updateComplete;
      shown.adapter.set(bookCampaign(few));
      await shown.element.updateComplete;
      expect(told()).to.equal('20 entries');
      await aMoment();
      await aMoment();
      expect(told()).to.equal('20 entries');
    });

    it('goes on when it is taken away and put back', async () => {
      const shown = await show({ ...books, entries: many(20_030) });
      const parent = shown.element.parentElement!;
      shown.element.remove();
      const left = rows(shown);
      await aMoment();
      expect(rows(shown), 'nothing is made for nobody').to.equal(left);
      parent.append(shown.element);
      await waitUntil(() => rows(shown) === 20_030, 'all rows', { timeout: 8000 });
    });

    it('begins at the top after choosing', async () => {
      const shown = await show(books);
      const list = shown.find('.list');
      list.scrollTop = 5000;
      await shown.search('giver');
      expect(list.scrollTop).to.equal(0);
      expect(shown.status).to.contain('2,030 of 2,030 entries');
    });
  });

  describe('more entries than are sent to everyone', () => {
    const summed = (rest: Changes = {}): Line =>
      bookCampaign({
        sources: [{ id: 'bank', label: 'Account', raised: '40', complete: true }],
        entries: [{ id: 'sum-1', at: '2026-05-22', flow: 'cost+', amount: '12.00', label: 'Rent' }],
        ...rest,
      });
    const costs = [{ id: 'r', at: '2026-05-22', flow: 'cost+', amount: '12.00', label: 'Rent, June' }];

    /** A backend that sends sums, and the entries when it is told to. */
    function backend(): {
      adapter: CampaignAdapter;
      change: (document: Line) => void;
      answer: (entries: Line[]) => Promise<void>;
      fail: () => Promise<void>;
      asked: () => number;
      progress: (read: number) => void;
    } {
      const memory = memoryAdapter(summed());
      let document = summed();
      let asked = 0;
      let waiting: { resolve: (reading: Reading) => void; reject: (error: Error) => void } | undefined;
      let onProgress: ((read: number) => void) | undefined;
      const allEntries: AllEntries = {
        count: 41,
        read: (options) => {
          asked += 1;
          onProgress = options?.onProgress;
          return new Promise((resolve, reject) => (waiting = { resolve, reject }));
        },
      };
      return {
        adapter: Object.assign(memory, { allEntries }),
        change(next) {
          document = next;
          memory.set(next);
        },
        async answer(entries) {
          waiting!.resolve(decode({ ...document, entries }));
          await aMoment();
        },
        async fail() {
          waiting!.reject(new Error('no network'));
          await aMoment();
        },
        asked: () => asked,
        progress: (read) => onProgress!(read),
      };
    }

    async function open(template = english) {
      const held = backend();
      const element = await fixture<GlassjarLedger>(template);
      element.adapter = held.adapter;
      await waitUntil(() => element.shadowRoot!.querySelector('.check button'), 'the entries are offered');
      const shown = new Shown(element, held.adapter as MemoryAdapter, () => shownText(element));
      const press = async (): Promise<void> => {
        const button = shown.find<HTMLButtonElement>('.check button');
        button.focus();
        button.click();
        await element.updateComplete;
      };
      return { ...held, shown, press };
    }

    it('are offered, and loaded at the reader’s word only', async () => {
      const { answer, asked, press, progress, shown } = await open();
      await expect(shown.element).to.be.accessible();
      expect(shown.text()).to.contain('Sums of 41 entries.').and.to.contain('€40');
      // Sums that stand for lines are not lines: nothing is said to have been added up, or to be downloaded.
      expect(shown.text()).not.to.match(/✓|Search|CSV/);
      expect(asked()).to.equal(0);
      await press();
      expect(shown.find('[role=status]').textContent).to.contain('loading');
      progress(20);
      await shown.element.updateComplete;
      expect(shown.find<HTMLProgressElement>('progress').position).to.be.closeTo(20 / 41, 0.01);
      await expect(shown.element).to.be.accessible();
      await answer([...many(40), ...costs]);
      await waitUntil(() => shown.find('.list'), 'the entries are shown');
      expect(shown.text()).to.contain('✓ 41 entries add up to the stated sums').and.to.contain('CSV');
      expect(
        shown.element.shadowRoot!.activeElement === shown.find('.list'),
        'the focus is where the entries are',
      ).to.equal(true);
    });

    it('leave the focus alone of who went on meanwhile', async () => {
      const { answer, press, shown } = await open();
      await press();
      const elsewhere = document.createElement('button');
      shown.element.after(elsewhere);
      elsewhere.focus();
      await answer([...many(40), ...costs]);
      await waitUntil(() => shown.find('.list'));
      expect(document.activeElement === elsewhere).to.equal(true);
      elsewhere.remove();
    });

    it('say so where they can’t be had, and can be tried again', async () => {
      const { answer, fail, press, shown } = await open(german);
      await press();
      await fail();
      expect(shown.find('[role=status]').textContent).to.equal(
        'Die Buchungen konnten nicht geladen werden. Die Summen gelten.',
      );
      expect(shown.find('.check button').textContent!.trim()).to.equal('Noch einmal versuchen');
      await press();
      await answer([...many(40), ...costs]);
      await waitUntil(() => shown.find('.list'));
    });

    it('that contradict the sums are said to, as in any ledger', async () => {
      const { answer, press, shown } = await open();
      await press();
      await answer([...many(39), ...costs]);
      await waitUntil(() => shown.find('.unsound'));
      expect(shown.text()).to.contain('€40.00 stated, but the entries add up to €39.00');
    });

    it('follow newer figures by themselves, and never stand beside sums of another moment', async () => {
      const { answer, asked, change, press, shown } = await open();
      await press();
      await answer([...many(40), ...costs]);
      await waitUntil(() => shown.find('.list'));
      change(summed({ sources: [{ id: 'bank', label: 'Account', raised: '41' }] }));
      await waitUntil(() => asked() === 2);
      expect(shown.text()).to.contain('41 entries add up').and.to.contain('€40');
      await answer([...many(41), ...costs]);
      await waitUntil(() => shown.text().includes('42 entries add up'));
      expect(shown.text()).to.contain('€41');
    });

    it('are counted only, where they are too many for any page', async () => {
      const held = backend();
      Object.assign(held.adapter, { allEntries: { count: 1_000_000 } });
      const element = await fixture<GlassjarLedger>(english);
      element.adapter = held.adapter;
      await waitUntil(() => shownText(element).includes('Sums of 1,000,000 entries.'));
      expect(element.shadowRoot!.querySelector('button, .list')).to.equal(null);
    });

    it('don’t hide what is wrong with the sums themselves', async () => {
      const { change, shown } = await open();
      const bank = { id: 'bank', label: 'Account', raised: '40', complete: true };
      change(summed({ sources: [bank, { ...bank, raised: '90' }] }));
      await waitUntil(() => shown.find('.unsound'));
      expect(shown.all('.check button')).to.have.lengthOf(1);
    });
  });

  describe('hostile data', () => {
    const nasty = {
      long: 'x'.repeat(10_000),
      words: 'Lorem ipsum '.repeat(900),
      override: 'abc\u202Etxt.exe',
      marks: `Z${'\u0323\u0301'.repeat(250)}`,
      markup: '<img src=x onerror=alert(1)>',
    };

    for (const width of [280, 700]) {
      for (const dir of ['ltr', 'rtl'] as const) {
        it(`leaves the layout intact at ${width}px, ${dir}`, async () => {
          const box = document.createElement('div');
          box.dir = dir;
          box.style.inlineSize = `${width}px`;
          document.body.append(box);
          const shown = await show({
            entries: Object.values(nasty).flatMap((text, index) => [
              { ...lines[0], id: `n${index}`, name: text, message: text },
              { ...lines[3], id: `c${index}`, label: text, amount: '123456789012.34' },
            ]),
            sources: [{ ...sources[0], label: nasty.long }, sources[1]],
          });
          box.append(shown.element);
          await aMoment();
          const host = shown.element.getBoundingClientRect();
          for (const element of shown.all('*')) {
            const { left, right, width: own } = element.getBoundingClientRect();
            if (!own || element.closest('thead') || element.matches('option')) continue;
            expect(left, element.className).to.be.at.least(host.left - 1);
            expect(right, element.className).to.be.at.most(host.right + 1);
          }
          expect(shown.find('.list').scrollWidth).to.be.at.most(shown.find('.list').clientWidth + 1);
          for (const row of shown.all('tbody tr')) expect(row.offsetHeight).to.be.below(700);
          box.remove();
        });
      }
    }

    it('shows markup as the text it is', async () => {
      const shown = await show({ entries: [{ ...lines[0], name: nasty.markup, message: nasty.markup }] });
      expect(shown.find('.list img')).to.equal(null);
      expect(shown.titles).to.deep.equal([nasty.markup]);
    });
  });
});
