import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { today } from '../core/calendar.ts';
import type { BookLine } from '../import/booking.ts';
import { DeskError, type Whole } from './api.ts';
import { DeskElement } from './desk-element.ts';
import { EnterError, problemsOf, type EnterAnswer, type ImportHost } from './import/host.ts';
import type { DeskImport } from './import/import.ts';
import { mustChoose, proceedsOf, sourcesFor } from './sources.ts';

type Answer = Omit<EnterAnswer, 'written'> & {
  /** Also the gifts that were announced and paid by a line. */
  readonly written?: readonly unknown[];
};

/** Where money is entered: the import, with this server's books behind it. */
export class DeskEnter extends DeskElement {
  static override properties: PropertyDeclarations = { ...DeskElement.properties, whole: { attribute: false } };

  declare whole: Whole;
  #host: ImportHost | undefined;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('whole')) this.#host = this.#hostOf(this.whole);
  }

  #hostOf({ currency, document, id }: Whole): ImportHost {
    const { timeZone } = document as { readonly timeZone?: string };
    const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const gifts = sourcesFor(document, 'gift');
    const sales = sourcesFor(document, 'sale');
    const proceeds = ['', ...sales.map((source) => source.id)].flatMap((source) => {
      const one = proceedsOf(document, source);
      return one ? [[source, one] as const] : [];
    });
    return {
      ...{ currency, zone, today: today(Date.now(), zone), hasOne: true, keepsNames: true },
      sources: [...gifts, ...sales],
      mustChoose: { gifts: mustChoose(document, gifts), sales: mustChoose(document, sales) },
      proceeds: Object.fromEntries(proceeds),
      enter: (lines, request, isPreview) => this.#enter(id, lines, request, isPreview),
    };
  }

  async #enter(id: string, lines: readonly BookLine[], request: string, preview: boolean): Promise<EnterAnswer> {
    try {
      const answer = await this.desk.api.post<Answer>(`/campaigns/${id}/entries`, { request, preview, lines });
      const { written, ...known } = answer;
      return { ...known, ...(written && { written: written.length }) };
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      const { failed, offline, tooLarge } = this.words;
      throw new EnterError(
        error.status === 413 ? tooLarge : error.status ? failed : offline,
        problemsOf(error.problems),
      );
    }
  }

  readonly #written = (event: Event): void => {
    const element = event.currentTarget as DeskImport;
    const { enterings } = this.desk;
    if (element.session && element.isUnsaved) enterings.set(this.whole.id, element.session);
    else enterings.delete(this.whole.id);
  };

  override render(): TemplateResult {
    return html`<desk-import
      .host=${this.#host}
      .session=${this.desk.enterings.get(this.whole.id)}
      @desk-written=${this.#written}
    ></desk-import>`;
  }
}
