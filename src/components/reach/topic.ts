import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { chartedOf, isDated, layOut, mostSeries, nearestMark, type Chart, type Mark } from '../../core/chart.ts';
import { formatDate, formatNumber } from '../../core/format.ts';
import { best, hasCourse, newest, type Known, type Reading, type Series, type Topic } from '../../core/series.ts';
import { legendMark, renderChart } from './chart.ts';
import { around, chartWords, dateWords, nameOf, titleText, valueFigure, valueWords, type Spoken } from './words.ts';
import { fold } from '../../core/list.ts';

/** The room that charts have, in px; all charts of an element are alike. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly isRtl: boolean;
  /** How wide a text is in px. */
  readonly widthOf: (text: string) => number;
}

/** As many figures as stand on top; the table has all. */
const mostFigures = 8;
/** Longer tables are written when they are opened. */
const longTable = 200;
/** Longer turns of events are for the table. */
const mostTurns = 6;

const knownOrder: readonly Known[] = ['exact', 'at-least', 'about', 'theoretical'];

/** One topic on the page: its newest figures, how they came about as a chart where time passed, and all of it as a table. */
export class TopicView {
  readonly #changed: () => void;
  /** The mark that the reader is at: pointed at, or reached by the keys. */
  #picked: number | undefined;
  /** Where the keys were when they left. */
  #kept: number | undefined;
  #isTableOpen = false;
  #drawn: { readonly topic: Topic; readonly room: Room; readonly chart: Chart } | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  render(topic: Topic, room: Room | undefined, spoken: Spoken): TemplateResult {
    const title = titleText(topic, spoken);
    const charted = topic.series.some(hasCourse);
    return html`<figure class="topic ${topic.kind}" part="topic">
      <figcaption class="title"><bdi>${title}</bdi></figcaption>
      ${this.#renderFigures(topic, charted, spoken)}
      ${charted ? this.#renderCourse(topic, room, spoken) : this.#renderLegend(topic, topic.series, spoken)}
      ${topic.series.some(({ readings }) => readings.length > 1) ? guard([topic, spoken.messages, this.#isTableOpen], () => this.#renderTable(topic, spoken)) : nothing}
    </figure>`;
  }

  #renderFigures(topic: Topic, charted: boolean, spoken: Spoken): TemplateResult {
    const colours = charted ? chartedOf(topic) : [];
    const shown =
      topic.series.length > mostFigures
        ? [...new Set([...colours, ...topic.series])].slice(0, mostFigures)
        : topic.series;
    const hidden = topic.series.length - shown.length;
    return html`<ul class="figures" part="figures">
        ${shown.map((series) => this.#renderFigure(topic, series, colours.indexOf(series), spoken))}
      </ul>
      ${hidden ? html`<p class="small quiet"><bdi>${spoken.messages.more(hidden, formatNumber(hidden, spoken.language.locale))}</bdi></p>` : nothing}`;
  }

  #renderFigure(topic: Topic, series: Series, colour: number, spoken: Spoken): TemplateResult {
    const { messages } = spoken;
    const last = newest(series);
    const top = topic.kind === 'ranks' ? best(series) : last;
    return html`<li class="figure">
      ${
        topic.series.length > 1
          ? html`<span class="name">${colour < 0 ? nothing : html`<span class="key of-${colour}"></span>`}<bdi>${nameOf(topic, series, spoken)}</bdi></span>`
          : nothing
      }
      <span class="value"><bdi>${valueFigure(topic, last, spoken)}</bdi></span>
      <span class="small quiet"><bdi>${
        last.at
          ? around(messages.taken[topic.kind], html`<time datetime=${last.at}>${dateWords(last.at, spoken)}</time>`)
          : messages.undated
      }</bdi></span>
      ${
        top.value < last.value
          ? html`<span class="small quiet"><bdi>${messages.best(valueWords(topic, top, spoken), dateWords(top.at, spoken))}</bdi></span>`
          : nothing
      }
      ${this.#renderTurns(topic, series, spoken)}
    </li>`;
  }

  /** What was read at one moment, in its order: it has no place on a time axis. */
  #renderTurns(topic: Topic, series: Series, spoken: Spoken): TemplateResult | typeof nothing {
    const { readings } = series;
    const [first] = readings;
    const isMoment = readings.every(({ at }) => at === first!.at);
    if (!isMoment || readings.length < 2 || readings.length > mostTurns) return nothing;
    const turns = readings.map((reading) => valueWords(topic, reading, spoken));
    return html`<span class="small"><bdi>${spoken.messages.inTurn(turns.join(spoken.messages.next))}</bdi></span>`;
  }

  #renderCourse(topic: Topic, room: Room | undefined, spoken: Spoken): TemplateResult {
    const { language, messages } = spoken;
    const charted = chartedOf(topic);
    const chart = room && this.#chartOf(topic, room, spoken);
    const at = chart && this.#picked !== undefined ? chart.marks[this.#picked] : undefined;
    const isTurned = topic.kind === 'ranks';
    return html`<div
        class="chart"
        part="chart"
        @pointermove=${(event: PointerEvent) => chart && this.#point(event, chart, room)}
        @pointerdown=${(event: PointerEvent) => chart && this.#point(event, chart, room)}
        @pointerleave=${(event: PointerEvent) => event.pointerType === 'mouse' && this.#pick(undefined)}
      >
        ${
          chart
            ? html`${renderChart({ ...room, chart, isTurned, picked: this.#picked, summary: chartWords(topic, charted, spoken) })}
              ${this.#renderKeys(topic, charted, chart, spoken)}`
            : nothing
        }
      </div>
      <p class="reading small" part="reading">
        ${at ? html`<bdi>${this.#readingWords(topic, charted, at, spoken)}</bdi>` : html`<bdi class="quiet">${isTurned ? messages.turned : messages.joined}</bdi>`}
      </p>
      ${this.#renderLegend(topic, charted, spoken)}
      ${
        topic.series.filter(isDated).length > mostSeries
          ? html`<p class="small quiet"><bdi>${messages.charted[isTurned ? 'best' : 'largest'](formatNumber(mostSeries, language.locale))}</bdi></p>`
          : nothing
      }`;
  }

  /** Laid out anew only for other readings or another room: a pointer moves often. */
  #chartOf(topic: Topic, room: Room, spoken: Spoken): Chart {
    const { locale } = spoken.language;
    if (this.#drawn?.topic === topic && this.#drawn.room === room) return this.#drawn.chart;
    const { height, width, widthOf } = room;
    const chart = layOut(topic, {
      width,
      height,
      em: height / heightInEms,
      widthOf,
      writeName: (series) => nameOf(topic, series, spoken),
      writeValue: (value) => formatNumber(value, locale),
      writeTime: (date) => formatDate(date, locale),
    });
    this.#drawn = { topic, room, chart };
    return chart;
  }

  /**
   * The keys' way through the measurements: a slider that nobody sees, over the chart that shows where it is. What it says
   * stands below the chart for everyone.
   */
  #renderKeys(topic: Topic, charted: readonly Series[], { marks }: Chart, spoken: Spoken): TemplateResult {
    const last = marks.length - 1;
    const index = Math.min(this.#picked ?? this.#kept ?? last, last);
    return html`<input
      class="keys"
      type="range"
      min="0"
      max=${last}
      step="1"
      .value=${String(index)}
      aria-label=${spoken.messages.measurements}
      aria-valuetext=${this.#readingWords(topic, charted, marks[index]!, spoken)}
      @focus=${() => this.#pick(index)}
      @blur=${() => this.#pick(undefined)}
      @input=${(event: Event) => this.#pick(Number((event.currentTarget as HTMLInputElement).value))}
    />`;
  }

  #readingWords(topic: Topic, charted: readonly Series[], { of, reading }: Mark, spoken: Spoken): string {
    const name = topic.series.length > 1 ? `${nameOf(topic, charted[of]!, spoken)}, ` : '';
    return `${dateWords(reading.at, spoken)}: ${name}${valueWords(topic, reading, spoken)}`;
  }

  #point(event: PointerEvent, { marks }: Chart, { isRtl, width }: Room): void {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    // A page may have scaled us.
    const scale = width / box.width;
    const x = (isRtl ? box.right - event.clientX : event.clientX - box.left) * scale;
    this.#pick(nearestMark(marks, x, (event.clientY - box.top) * scale));
  }

  #pick(index: number | undefined): void {
    if (index === this.#picked) return;
    this.#kept = this.#picked;
    this.#picked = index;
    this.#changed();
  }

  /** The marks that stand in this chart, in words. What is as counted needs none unless another mark stands beside it. */
  #renderLegend(topic: Topic, series: readonly Series[], { messages }: Spoken): TemplateResult | typeof nothing {
    const charted = topic.series.some(hasCourse);
    const shown: readonly Reading[] = series.flatMap((one) => (charted ? one.readings : [newest(one)]));
    const found = knownOrder.filter((known) => shown.some((reading) => reading.known === known));
    const needed = charted ? found : found.filter((known) => known === 'theoretical');
    if (!needed.length || needed.join() === 'exact') return nothing;
    return html`<ul class="legend small quiet" part="legend">
      ${needed.map(
        (known) =>
          html`<li>${charted ? legendMark(known, topic.kind === 'ranks') : nothing}<bdi>${messages.marks[known]}</bdi></li>`,
      )}
    </ul>`;
  }

  #renderTable(topic: Topic, spoken: Spoken): TemplateResult {
    const { messages } = spoken;
    const rows = fold(topic.series, 0, (sum, { readings }) => sum + readings.length);
    return html`<details
      class="table"
      part="table"
      @toggle=${(event: ToggleEvent) => {
        this.#isTableOpen = (event.currentTarget as HTMLDetailsElement).open;
        this.#changed();
      }}
    >
      <summary>${messages.asTable}</summary>
      ${
        this.#isTableOpen || rows <= longTable
          ? html`<table>
              <caption>
                <bdi>${titleText(topic, spoken)}</bdi>
              </caption>
              <thead>
                <tr>
                  <th scope="col">${messages.when}</th>
                  <th scope="col" class="amount">${messages.value[topic.kind]}</th>
                </tr>
              </thead>
              ${topic.series.map((series) => this.#renderRows(topic, series, spoken))}
            </table>`
          : nothing
      }
    </details>`;
  }

  /** A series has a row of its own for its name: a column for it would leave no room on a phone. */
  #renderRows(topic: Topic, series: Series, spoken: Spoken): TemplateResult {
    return html`<tbody>
      ${
        topic.series.length > 1
          ? html`<tr>
              <th scope="rowgroup" colspan="2"><bdi>${nameOf(topic, series, spoken)}</bdi></th>
            </tr>`
          : nothing
      }
      ${series.readings.map(
        (reading) => html`<tr>
          <td>${reading.at ? html`<time datetime=${reading.at}>${dateWords(reading.at, spoken)}</time>` : dateWords(undefined, spoken)}</td>
          <td class="amount"><bdi>${valueWords(topic, reading, spoken)}</bdi></td>
        </tr>`,
      )}
    </tbody>`;
  }
}

/** Height of a chart in its own ems; the styles have the same. */
export const heightInEms = 15;
