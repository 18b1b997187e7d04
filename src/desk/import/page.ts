/* The import in a page that is not the desk's: WordPress's admin. All that it needs stands in its attribute `setting`, as JSON. */
import type { BookLine } from '../../import/booking.ts';
import { EnterError, type EnterAnswer, type ImportHost } from './host.ts';
import { DeskImport } from './import.ts';

/** What the page says of where it stands. */
interface Setting extends Omit<ImportHost, 'enter' | 'hasOne' | 'keepsNames'> {
  /** Where lines are sent. */
  readonly address: string;
  /** WordPress's own, against requests that a foreign page sends. */
  readonly nonce: string;
}

interface Refused {
  readonly message?: string;
  readonly data?: { readonly problems?: readonly { readonly path: string; readonly message: string }[] };
}

const hostOf = (
  { address, nonce, ...setting }: Setting,
  said: () => { readonly failed: string; readonly offline: string },
): ImportHost => ({
  ...setting,
  hasOne: false,
  keepsNames: false,
  async enter(lines: readonly BookLine[], request, preview) {
    let response: Response;
    let answer: unknown;
    try {
      response = await fetch(address, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json', 'x-wp-nonce': nonce },
        body: JSON.stringify({ request, preview, lines }),
      });
      answer = await response.json().catch(() => undefined);
    } catch {
      throw new EnterError(said().offline);
    }
    if (response.ok && typeof answer === 'object' && answer !== null) return answer as EnterAnswer;
    const { data, message } = (answer ?? {}) as Refused;
    const problems = (data?.problems ?? []).flatMap((problem) => {
      const line = /^lines\[(\d+)\]/.exec(problem.path)?.[1];
      return line === undefined ? [] : [{ line: Number(line), message: problem.message }];
    });
    throw new EnterError(message ?? said().failed, problems);
  },
});

/** The import that reads its setting from an attribute. */
class PageImport extends DeskImport {
  override connectedCallback(): void {
    const { failed, offline } = this.words;
    this.host ??= hostOf(JSON.parse(this.getAttribute('setting') ?? '{}') as Setting, () => ({ failed, offline }));
    super.connectedCallback();
  }
}

customElements.define('desk-import', PageImport);
