import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { formatDate } from '../core/format.ts';
import type { Changed, Whole } from './api.ts';
import { DeskElement } from './desk-element.ts';
import { fieldLabel } from './conflict.ts';
import { listAt } from './draft.ts';
import { formLook } from './form.styles.ts';
import { look } from './look.styles.ts';
import { momentOf } from './input-values.ts';

/** What a change of the account was: the first one that is named leads no money elsewhere. */
export function kindOf(what: string, detail = ''): string {
  if (what !== 'iban') return what;
  return detail.startsWith('- →') ? 'iban-first' : /→ -(?:,|$)/.test(detail) ? 'iban-gone' : what;
}

const isEdit = (what: string): boolean => what === 'edit' || what === 'ways' || what === 'iban';

/** What was done by hand, and by whom. */
export class DeskLog extends DeskElement {
  static override styles: CSSResultGroup = [
    look,
    formLook,
    css`
      ol {
        list-style: none;
      }
      li {
        display: grid;
        gap: 0.1rem;
        padding-block: 0.7rem;
        border-block-start: 1px solid var(--_line);
      }
      li:first-child {
        border: 0;
      }
      .grave b {
        color: var(--_out);
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    whole: { attribute: false },
    changes: { state: true },
    isGraveOnly: { state: true },
  };

  declare whole: Whole;
  declare changes: readonly Changed[] | undefined;
  declare isGraveOnly: boolean;

  constructor() {
    super();
    this.isGraveOnly = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      const at = `/campaigns/${this.whole.id}/changes?limit=500`;
      this.changes = (await this.desk.api.get<{ changes: readonly Changed[] }>(at)).changes;
    });
  }

  /** What the log holds as data, in words. */
  #detail(what: string, detail: string): string {
    const { log } = this.words;
    if (what === 'source') {
      const [, line, from, to] = /^#(\d+): (.*) → (.*)$/.exec(detail) ?? [];
      const sources = listAt(this.whole.document, ['sources']) as readonly { id?: string; label?: string }[];
      const named = (id = '-'): string =>
        id === '-' ? this.words.enter.noSource : (sources.find((one) => one.id === id)?.label ?? id);
      return line ? `${log.line(Number(line))}: ${named(from)} → ${named(to)}` : detail;
    }
    const [, sign, number, amount, currency] = /^(#?)(\d+)(?:: ([\d.]+) ([A-Z]{3}))?$/.exec(detail) ?? [];
    if (number !== undefined) {
      const told = sign ? log.line(Number(number)) : log.lines(Number(number));
      return amount && currency ? `${told}, ${this.money(amount, currency)}` : told;
    }
    if (!isEdit(what)) return detail;
    return detail
      .split(', ')
      .map((field) => this.#field(field))
      .join(', ');
  }

  /** A field by its label, and what became of it where that was told. */
  #field(told: string): string {
    const [, place = told, from = '', to = ''] = /^([\w.]+): (.*) → (.*)$/.exec(told) ?? [];
    if (!/^[\w.]+$/.test(place)) return told;
    const label = fieldLabel(place, this.words);
    const amount = (text: string): string => (text === '-' ? text : this.money(text, this.whole.currency));
    return to ? `${label}: ${amount(from)} → ${amount(to)}` : label;
  }

  /** What decides whether people trust: the account, ways to give, the goal, how someone agreed. */
  #isGrave({ detail = '', what }: Changed): boolean {
    return (
      what === 'iban' ||
      // Made with an account.
      (what === 'create' && detail !== '') ||
      what === 'ways' ||
      (isEdit(what) && /(?:^|, )(?:goal|beneficiary\.consent|noMoney)\b/.test(detail))
    );
  }

  override render(): TemplateResult {
    const { loading, locale, log } = this.words;
    const { changes } = this;
    if (!changes) return html`<p class="quiet">${loading}</p>`;
    const names: Readonly<Record<string, string>> = log.what;
    const shown = this.isGraveOnly ? changes.filter((one) => this.#isGrave(one)) : changes;
    return html`<section class="card">
      <h2>${log.title}</h2>
      <label class="check">
        <input
          type="checkbox"
          .checked=${this.isGraveOnly}
          @change=${(event: Event) => (this.isGraveOnly = (event.target as HTMLInputElement).checked)}
        />
        ${log.graveOnly}
      </label>
      ${shown.length ? nothing : html`<p class="quiet">${log.none}</p>`}
      <ol role="list">
        ${shown.map(
          ({ actor, at, detail, what, ...rest }) =>
            html`<li class=${this.#isGrave({ actor, at, what, ...rest, ...(detail !== undefined && { detail }) }) ? 'grave' : ''}>
              <span><b>${names[kindOf(what, detail)] ?? what}</b> ${detail ? html`<bdi>${this.#detail(what, detail)}</bdi>` : nothing}</span>
              <span class="quiet small">
                ${formatDate(momentOf(at), locale)} ${log.by} <bdi>${actor === 'desk' ? log.desk : actor}</bdi>
              </span>
            </li>`,
        )}
      </ol>
    </section>`;
  }
}
