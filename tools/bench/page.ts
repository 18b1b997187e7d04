/* What runs in the benchmark's page: the ledger, a naive list of the same rows, and the stopwatch. */
import { css, html, type CSSResultGroup, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { jsonAdapter } from '../../src/adapters/json.ts';
import '../../src/components/ledger/define.ts';
import { listStyles } from '../../src/components/ledger/list.styles.ts';
import { messagesFor } from '../../src/components/ledger/messages.ts';
import { RowWords } from '../../src/components/ledger/row-words.ts';
import type { CampaignState, CampaignStore } from '../../src/components/shared/campaign-store.ts';
import { GlassjarElement, type View } from '../../src/components/shared/glassjar-element.ts';
import { decode } from '../../src/core/decode.ts';
import { journalOf, type Row } from '../../src/core/journal.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { benchCampaign } from './campaign.ts';

/** All rows by one keyed template in one table: what a list costs when nobody thinks about it. */
class NaiveLedger extends GlassjarElement {
  static override styles: CSSResultGroup = [
    GlassjarElement.styles,
    listStyles,
    css`
      :host {
        --_ink: CanvasText;
        --_paper: Canvas;
        --_out: firebrick;
        --_height: 34rem;
        --_amount: 12ch;
        --_balance: 14ch;
        container-type: inline-size;
      }
      tbody {
        content-visibility: visible;
      }
    `,
  ];

  protected override renderCampaign({ campaign, language, totals }: View): TemplateResult {
    const { rows } = journalOf(campaign, totals);
    const words = new RowWords(campaign, language.locale, messagesFor(language.locale, false));
    return html`<div class="base">
      <div class="list" tabindex="0">
        <table role="table">
          <tbody role="rowgroup">
            ${repeat(
              rows.toReversed(),
              (row) => row.entry.id,
              (row) => this.#renderRow(row, words),
            )}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #renderRow(row: Row, words: RowWords): TemplateResult {
    const { amount, balance, date, detail, message, title } = words.line(row);
    return html`<tr role="row">
      <td role="cell" class="date">${date}</td>
      <td role="cell" class="what">
        <bdi class="title">${title}</bdi>${message ? html`<bdi class="message">${message}</bdi>` : ''}${
          detail ? html`<bdi class="detail">${detail}</bdi>` : ''
        }
      </td>
      <td role="cell" class=${row.effect < 0 ? 'amount out' : 'amount'}>${amount}</td>
      <td role="cell" class="balance">${balance}</td>
    </tr>`;
  }
}
customElements.define('naive-ledger', NaiveLedger);

/** A store that is told its state: reading and summing up are not what is measured. */
class ToldStore implements CampaignStore {
  readonly adapter = undefined;
  state: CampaignState = { status: 'loading', problems: [] };
  readonly #listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  tell(state: CampaignState): void {
    this.state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Read anew each time, as after a poll: no object is the one before. */
function stateOf(document: unknown): CampaignState {
  const { campaign, problems } = decode(structuredClone(document));
  return { status: 'fresh', campaign, totals: totalsOf(campaign), problems, checkedAt: 0 };
}

const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
/** The frame that shows what was changed is on the screen. */
async function painted(): Promise<void> {
  await frame();
  // A message's turn comes after the frame's own work, layout and paint included.
  const { port1, port2 } = new MessageChannel();
  await new Promise((done) => {
    port1.addEventListener('message', done);
    port1.start();
    port2.postMessage(0);
  });
}

async function timed(act: () => void): Promise<number> {
  await frame();
  const start = performance.now();
  act();
  await painted();
  return performance.now() - start;
}

const store = new ToldStore();
let element: GlassjarElement;
let shown: ReturnType<typeof benchCampaign>;

const rowCount = () => element.renderRoot.querySelectorAll?.('tbody tr').length ?? 0;
const list = () => element.renderRoot.querySelector<HTMLElement>('.list')!;

/** What tools/bench/ledger.ts calls, in this order. */
export const bench = {
  /** Ms to decode and sum up, which comes before any list. */
  prepare(tag: string, count: number): number {
    shown = benchCampaign(count);
    const start = performance.now();
    stateOf(shown);
    const took = performance.now() - start;
    element = document.createElement(tag) as GlassjarElement;
    element.lang = 'de';
    element.store = store;
    document.body.append(element);
    return took;
  },

  /** Ms of the longest task from a file's answer until all rows are in the page: reading, adding up, making the list. */
  async longest(tag: string, count: number): Promise<number> {
    const text = JSON.stringify(benchCampaign(count));
    let longest = 0;
    const observer = new PerformanceObserver((seen) => {
      for (const { duration } of seen.getEntries()) longest = Math.max(longest, duration);
    });
    await painted();
    observer.observe({ type: 'longtask' });
    element = document.createElement(tag) as GlassjarElement;
    element.lang = 'de';
    element.adapter = jsonAdapter({ url: `${location.origin}/bench.json`, fetch: async () => new Response(text) });
    document.body.append(element);
    while (rowCount() < count) await new Promise((done) => setTimeout(done, 50));
    await painted();
    await new Promise((done) => setTimeout(done, 100));
    observer.disconnect();
    return longest;
  },

  /** Ms from the data to the frame with the first rows. */
  async first(): Promise<number> {
    const state = stateOf(shown);
    await frame();
    const start = performance.now();
    store.tell(state);
    // The lines of very many entries come bit by bit.
    do await painted();
    while (!rowCount());
    return performance.now() - start;
  },

  /** Ms from the data until all rows are in the page. */
  async whole(): Promise<number> {
    const start = performance.now();
    while (rowCount() < shown.entries!.length) await new Promise((done) => setTimeout(done, 20));
    return performance.now() - start;
  },

  /** Ms from newer data with one entry more to the frame that shows it. */
  async add(): Promise<number> {
    const entries = [...shown.entries!];
    entries.push({
      id: `new${entries.length}`,
      at: '2029-01-01',
      flow: 'gift+',
      amount: '5.00',
      source: 'bank',
      name: 'Neu',
    });
    const state = stateOf({ ...shown, entries });
    shown = { ...shown, entries };
    await frame();
    return timed(() => store.tell(state));
  },

  /** Ms between frames while the list scrolls by 500 px a frame, for two seconds, after a jump to its middle. */
  async scroll(): Promise<number[]> {
    const box = list();
    box.scrollTop = box.scrollHeight / 2;
    const times: number[] = [];
    let last = await frame();
    for (let count = 0; count < 120; count++) {
      box.scrollTop += 500;
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    return times;
  },

  /** Ms from a typed word to the frame with what was found; the first search builds what the later ones use. */
  async search(word: string): Promise<number> {
    const field = element.renderRoot.querySelector<HTMLInputElement>('input[type=search]');
    if (!field) return Number.NaN;
    return timed(() => {
      field.value = word;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  },
};

Object.assign(globalThis, { bench });

const asked = new URLSearchParams(location.search);
if (asked.has('entries')) {
  bench.prepare(asked.get('list') === 'naive' ? 'naive-ledger' : 'glassjar-ledger', Number(asked.get('entries')));
  void bench.first().then((took) => console.info(`first rows after ${took.toFixed(0)} ms`));
}
