/* The import in a page that is not the desk's: WordPress's admin. All that it needs stands in its attribute `setting`, as JSON. */
import { css, type CSSResultGroup } from 'lit';
import type { BookLine } from '../../import/booking.ts';
import { EnterError, problemsOf, type EnterAnswer, type ImportHost } from './host.ts';
import { DeskImport } from './import.ts';
import type { ImportWords } from './words/en.ts';

/** What the page says of where it stands. */
interface Setting extends Omit<ImportHost, 'enter' | 'hasOne' | 'keepsNames'> {
  /** Where lines are sent. */
  readonly address: string;
  /** WordPress's own, against requests that a foreign page sends; replaced when it has expired. */
  nonce: string;
  /** Where a new one is to be had. */
  readonly nonces: string;
}

interface Refused {
  readonly code?: string;
  readonly message?: string;
  readonly data?: { readonly problems?: readonly { readonly path: string; readonly message: string }[] };
}

/** As a part of WordPress's admin: its paper, its lines, its blue. */
const adminLook = css`
  :host {
    color-scheme: light;
    --_ink: #1d2327;
    --_paper: #fff;
    --_sunk: #f6f7f7;
    --_line: #c3c4c7;
    --_edge: #8c8f94;
    --_quiet: #50575e;
    --_give: #2271b1;
    --_give-ink: #fff;
    --_radius: 4px;
    font-size: 14px;
  }
  .card {
    padding: 12px 16px;
    border-radius: 0;
  }
  .tag.on {
    color: #0a4b78;
  }
`;

/** What was refused, as WordPress says it. */
async function refusal(response: Response): Promise<Refused> {
  return ((await response.json().catch(() => undefined)) ?? {}) as Refused;
}

/** Sends lines. A nonce that has expired is fetched anew, as long as somebody is logged in. */
async function send(setting: Setting, body: string, words: ImportWords): Promise<Response> {
  const ask = (nonce: string): Promise<Response> =>
    fetch(setting.address, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'x-wp-nonce': nonce },
      body,
    });
  const response = await ask(setting.nonce);
  if (response.status !== 401 && response.status !== 403) return response;
  const { code } = await refusal(response.clone());
  if (!/^rest_(?:cookie_invalid_nonce|not_logged_in|forbidden)$/.test(code ?? '')) return response;
  const fresh = await fetch(setting.nonces, { credentials: 'same-origin' });
  const nonce = fresh.ok ? (await fresh.text()).trim() : '';
  if (!/^[\w-]{6,40}$/.test(nonce) || nonce === '0') throw new EnterError(words.loggedOut);
  setting.nonce = nonce;
  return ask(nonce);
}

const hostOf = (setting: Setting, words: () => ImportWords): ImportHost => ({
  ...setting,
  hasOne: false,
  keepsNames: false,
  async enter(lines: readonly BookLine[], request, preview) {
    let response: Response;
    try {
      response = await send(setting, JSON.stringify({ request, preview, lines }), words());
    } catch (error) {
      throw error instanceof EnterError ? error : new EnterError(words().offline);
    }
    if (response.ok) {
      const answer: unknown = await response.json().catch(() => undefined);
      if (typeof answer === 'object' && answer !== null) return answer as EnterAnswer;
      throw new EnterError(words().failed);
    }
    const { data, message } = await refusal(response);
    throw new EnterError(message ?? words().failed, problemsOf(data?.problems ?? []));
  },
});

/** The import that reads its setting from an attribute. */
class PageImport extends DeskImport {
  static override styles: CSSResultGroup = [DeskImport.styles, adminLook];

  override connectedCallback(): void {
    this.host ??= hostOf(JSON.parse(this.getAttribute('setting') ?? '{}') as Setting, () => this.words);
    super.connectedCallback();
  }
}

customElements.define('desk-import', PageImport);
