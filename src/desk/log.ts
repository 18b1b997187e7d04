import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { formatDate } from '../core/format.ts';
import type { Changed, Whole } from './api.ts';
import { DeskElement } from './desk-element.ts';
import { look } from './look.styles.ts';
import { momentOf } from './input-values.ts';

/** What was done by hand, and by whom. */
export class DeskLog extends DeskElement {
  static override styles: CSSResultGroup = [
    look,
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
  };

  declare whole: Whole;
  declare changes: readonly Changed[] | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      const at = `/campaigns/${this.whole.id}/changes`;
      this.changes = (await this.desk.api.get<{ changes: readonly Changed[] }>(at)).changes;
    });
  }

  /** What the log holds as data, in words. */
  #detail(what: string, detail: string): string {
    const { fields, log } = this.words;
    const [, sign, number, amount, currency] = /^(#?)(\d+)(?:: ([\d.]+) ([A-Z]{3}))?$/.exec(detail) ?? [];
    if (number !== undefined) {
      const told = sign ? log.line(Number(number)) : log.lines(Number(number));
      return amount && currency ? `${told}, ${this.money(amount, currency)}` : told;
    }
    if (what !== 'edit' && what !== 'ways') return detail;
    return detail
      .split(', ')
      .map((field) => fields[field]?.label ?? field)
      .join(', ');
  }

  override render(): TemplateResult {
    const { loading, locale, log } = this.words;
    const { changes } = this;
    if (!changes) return html`<p class="quiet">${loading}</p>`;
    const names: Readonly<Record<string, string>> = log.what;
    return html`<section class="card">
      <h2>${log.title}</h2>
      ${changes.length ? nothing : html`<p class="quiet">${log.none}</p>`}
      <ol role="list">
        ${changes.map(
          ({ actor, at, detail, what }) =>
            html`<li class=${what === 'iban' || what === 'ways' ? 'grave' : ''}>
              <span><b>${names[what] ?? what}</b> ${detail ? html`<bdi>${this.#detail(what, detail)}</bdi>` : nothing}</span>
              <span class="quiet small">
                ${formatDate(momentOf(at), locale)} ${log.by} <bdi>${actor === 'desk' ? log.desk : actor}</bdi>
              </span>
            </li>`,
        )}
      </ol>
    </section>`;
  }
}
