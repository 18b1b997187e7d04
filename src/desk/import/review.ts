/* What was read, as a whole: whether it adds up, what it leaves open, what its rows are, and which of them are shown. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatDate, formatNumber } from '../../core/format.ts';
import type { RowKind } from '../../import/statement.ts';
import type { ImportHost } from './host.ts';
import type { ImportList, ItemState, OutRule } from './list.ts';
import { moneyWords } from './rows.ts';
import { firstRows, type Filter, type ImportSession, type Told } from './session.ts';
import type { ImportWords } from './words/en.ts';

export interface ReviewHost {
  readonly words: ImportWords;
  readonly currency: string;
  readonly host: ImportHost;
  readonly raw: ReadonlyMap<number, string>;
  readonly session: ImportSession | undefined;
  /** Whether what was said last is bad. */
  readonly isBad: boolean;
  /** Draws it anew, and tells the page that what is being entered is another. */
  changed(): void;
  requestUpdate(): void;
  /** Asks the books about all rows. */
  look(): Promise<void>;
  read(told: Told): Promise<void>;
  /** Reads anew with the sign for decimals by which the amount of a line is this one. */
  readAmount(line: number, amount: string): Promise<void>;
}

/** What is ticked at once among all rows. */
const ready: ReadonlySet<ItemState> = new Set(['ready']);

/** Whether the bank's own arithmetic fits, before anything else. */
export function verdict(host: ReviewHost, list: ImportList): TemplateResult {
  const { words } = host;
  const { length, statement } = list;
  const { closing, fits, format, opening, profile } = statement;
  const written = (amount: string | null): string => {
    const isMinus = amount?.startsWith('-');
    return amount === null
      ? ''
      : `${isMinus ? '−' : ''}${moneyWords(amount.replace('-', ''), host.currency, words.locale)}`;
  };
  const kind = [format === 'lines' ? '' : format?.toUpperCase(), profile].filter(Boolean).join(', ');
  const check =
    fits === null
      ? format === 'lines'
        ? ''
        : words.fitsUnknown
      : fits
        ? words.fits(written(opening), written(closing))
        : words.fitsNot(written(opening), written(closing));
  return html`<div class="stack close" role="status">
    <h3 class="row" id="read" tabindex="-1">${words.read(length)}${kind ? html`<span class="tag">${kind}</span>` : nothing}</h3>
    ${check ? html`<p class=${fits === null ? 'help' : `notice ${fits ? '' : 'bad'}`} data-fits=${String(fits)}>${check}</p>` : nothing}
    ${
      fits === false
        ? html`<label class="check"
            ><input
              type="checkbox"
              id="looked"
              .checked=${list.isLookedAt}
              @change=${(event: Event) => {
                list.isLookedAt = (event.target as HTMLInputElement).checked;
                host.changed();
              }}
            />${words.looked}</label
          >`
        : nothing
    }
  </div>`;
}

/** What the whole file leaves open is asked once, with the first row that shows it. */
export function twoWays(host: ReviewHost, { statement }: ImportList): TemplateResult[] {
  const { words } = host;
  const asked = (['ambiguous-date', 'ambiguous-amount'] as const).flatMap((why) => {
    const row = statement.rows.find((one) => one.why === why && one.either);
    return row?.either ? [{ why, row, either: row.either }] : [];
  });
  return asked.map(({ either, row, why }) => {
    const isDate = why === 'ambiguous-date';
    const written = host.raw.get(row.line);
    return html`<div class="notice stack close" role="group" aria-label=${isDate ? words.twoWays.dates : words.twoWays.amounts}>
      <p>${isDate ? words.twoWays.dates : words.twoWays.amounts}</p>
      ${written ? html`<p class="small raw"><bdi>${words.twoWays.either(written)}</bdi></p>` : nothing}
      <div class="row">
        ${either.map(
          (one, index) => html`<button
            type="button"
            data-either=${index}
            @click=${() => void (isDate ? host.read({ ...host.session!.told, order: index ? 'month' : 'day' }) : host.readAmount(row.line, one))}
          >
            ${isDate ? formatDate(one, words.locale) : moneyWords(one, host.currency, words.locale)}
          </button>`,
        )}
      </div>
    </div>`;
  });
}

export function choices(host: ReviewHost, list: ImportList): TemplateResult {
  const { words } = host;
  const kinds: readonly RowKind[] = list.isPlain ? ['gift', 'sale', 'cost', 'fee'] : ['gift', 'sale'];
  const onIn = (event: Event): void => {
    list.inKind = (event.target as HTMLSelectElement).value as RowKind;
    host.changed();
    void host.look();
  };
  const onOut = (event: Event): void => {
    list.outRule = (event.target as HTMLSelectElement).value as OutRule;
    host.changed();
  };
  const onPublic = (event: Event): void => {
    list.arePublic = (event.target as HTMLInputElement).checked;
    host.changed();
  };
  const hasOut = [...list.items()].some(({ direction }) => direction === 'out');
  const ins = [...new Set([...list.items()].flatMap(({ isTicked, kind }) => (isTicked && kind ? [kind] : [])))];
  return html`<div class="fields">
      <div class="field">
        <label for="in-kind">${list.isPlain ? words.listIs : words.inIs}</label>
        <select id="in-kind" @change=${onIn}>
          ${kinds.map((kind) => html`<option value=${kind} .selected=${kind === list.inKind}>${words.listKinds[kind]}</option>`)}
        </select>
      </div>
      ${
        hasOut && !list.isPlain
          ? html`<div class="field">
              <label for="out-rule">${words.outIs}</label>
              <select id="out-rule" @change=${onOut}>
                ${(['', 'cost', 'fee'] as const).map(
                  (rule) =>
                    html`<option value=${rule} .selected=${rule === list.outRule}>${words.outRules[rule]}</option>`,
                )}
              </select>
            </div>`
          : nothing
      }
      ${(['gift', 'sale'] as const).filter((kind) => ins.includes(kind)).map((kind) => sourceField(host, list, kind))}
    </div>
    ${
      ins.includes('gift')
        ? html`<div>
            <label class="check"
              ><input
                type="checkbox"
                id="public"
                .checked=${list.arePublic}
                @change=${onPublic}
                aria-describedby="public-help"
              />${words.arePublic}</label
            >
            <p class="help" id="public-help">${host.host.keepsNames ? words.arePublicHelp : words.arePublicNone}</p>
          </div>`
        : nothing
    }`;
}

function sourceField(host: ReviewHost, list: ImportList, kind: 'gift' | 'sale'): TemplateResult | typeof nothing {
  const { words } = host;
  const sources = list.sourcesOf(kind);
  const mayBeNone = list.mayBeOfNone(kind);
  if (!sources.length || (sources.length === 1 && !mayBeNone)) return nothing;
  const chosen = list.source[kind];
  const lacks = chosen === undefined;
  const onSource = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    list.source[kind] = value === '?' ? '' : value;
    host.changed();
  };
  return html`<div class="field">
    <label for="source-${kind}">${words.sourceOf[kind]}</label>
    <select id="source-${kind}" @change=${onSource} data-lacks=${lacks ? 'true' : nothing} aria-invalid=${lacks && host.isBad ? 'true' : nothing}>
      ${lacks ? html`<option value="" .selected=${true} disabled>${words.choose}</option>` : nothing}
      ${sources.map(({ id, label }) => html`<option value=${id} .selected=${id === chosen}>${label ?? id}</option>`)}
      ${mayBeNone ? html`<option value="?" .selected=${chosen === ''}>${words.noSource}</option>` : nothing}
    </select>
    ${mayBeNone ? nothing : html`<p class="help">${words.mustChoose}</p>`}
  </div>`;
}

export function filters(
  host: ReviewHost,
  list: ImportList,
  { states, ticked }: ReturnType<ImportList['count']>,
): TemplateResult {
  const { words } = host;
  const { filter } = host.session!;
  const waiting = states.similar + states.ahead + states.refused;
  const all: readonly (readonly [keyof ImportWords['filters'], number])[] = [
    ...[['all', list.length] as const],
    ...[['ticked', ticked] as const, ['waiting', waiting] as const, ['left-out', states['left-out']] as const],
    ...[['known', states.known] as const, ['entered', states.entered] as const],
  ];
  const show = (next: Filter): void => {
    Object.assign(host.session!, { filter: next, shown: firstRows });
    host.requestUpdate();
  };
  const tickAll = (isTicked: boolean): void => {
    // Among all rows, what is ready: the others have their own lists, where they are ticked on purpose.
    list.tick(list.shown(filter), isTicked, isTicked && filter === 'all' ? ready : undefined);
    host.changed();
  };
  return html`<div class="stack close">
    <div class="filters" role="group" aria-label=${words.filter}>
      ${all
        .filter(([name, number]) => number > 0 || name === 'all' || name === filter)
        .map(
          ([
            name,
            number,
          ]) => html`<button type="button" data-filter=${name} aria-pressed=${name === filter ? 'true' : 'false'} @click=${() => show(name)}>
            ${words.filters[name]} ${formatNumber(number, words.locale)}
          </button>`,
        )}
    </div>
    <div class="row">
      <button type="button" id="tick-all" @click=${() => tickAll(true)}>${filter === 'all' ? words.tickReady : words.tickShown}</button>
      <button type="button" id="untick-all" @click=${() => tickAll(false)}>${words.untickShown}</button>
    </div>
  </div>`;
}
