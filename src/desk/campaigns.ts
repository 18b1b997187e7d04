import { html, nothing, type CSSResultGroup, css, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Listed, Whole } from './api.ts';
import { DeskElement } from './desk-element.ts';
import { formLook } from './form.styles.ts';
import { look } from './look.styles.ts';

/** All campaigns, and where a new one begins. */
export class DeskCampaigns extends DeskElement {
  static override styles: CSSResultGroup = [
    look,
    formLook,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
        gap: 1rem;
      }
      .campaign {
        display: grid;
        gap: 0.35rem;
        align-content: start;
        color: inherit;
        text-decoration: none;
      }
      .campaign:hover {
        border-color: var(--_give);
      }
      .title {
        font-size: 1.1rem;
        font-weight: 700;
        line-height: 1.3;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    isNew: { attribute: false },
    campaigns: { state: true },
    faults: { state: true },
    suggested: { state: true },
  };

  /** Whether the form for a new one is shown. */
  declare isNew: boolean;
  declare campaigns: readonly Listed[] | undefined;
  declare faults: Readonly<Record<string, string>>;
  declare suggested: string;
  /** Whether the short name was typed, and is not made from the title any more. */
  #isOwnId = false;

  constructor() {
    super();
    this.isNew = false;
    this.faults = {};
    this.suggested = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      const { campaigns } = await this.desk.api.get<{ campaigns: readonly Listed[] }>('/campaigns');
      this.campaigns = campaigns;
    });
  }

  readonly #title = (event: Event): void => {
    if (!this.#isOwnId) this.suggested = shortName((event.target as HTMLInputElement).value);
  };

  readonly #id = (event: Event): void => {
    this.#isOwnId = true;
    this.suggested = (event.target as HTMLInputElement).value;
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { create, expected } = this.words;
    const value = (name: string): string => this.renderRoot.querySelector<HTMLInputElement>(`#${name}`)!.value.trim();
    const [id, title, currency] = [value('id'), value('title'), value('currency').toUpperCase()];
    const language = this.words.locale.slice(0, 2);
    const faults: Record<string, string> = {
      ...(!/^[a-z0-9][a-z0-9-]{0,63}$/.test(id) && { id: create.idWrong }),
      ...(!title && { title: expected.name }),
    };
    this.faults = faults;
    if (Object.keys(faults).length) return;
    const document = { glassjar: 1, id, title, currency, language };
    void this.attempt(
      async () => {
        await this.desk.api.put<Whole>(`/campaigns/${id}`, { document });
        this.desk.say(this.words.saved);
        location.hash = `#/${id}/edit`;
      },
      {
        409: () => (this.faults = { id: create.idTaken }),
        400: ({ problems }) =>
          (this.faults = {
            [problems[0]?.path ?? 'id']: expected.currency,
            ...(!problems.length && { id: create.idWrong }),
          }),
      },
    );
  };

  override render(): TemplateResult {
    const { list, campaigns: title, loading } = this.words;
    if (this.isNew) return this.#form();
    const { campaigns } = this;
    return html`<div class="stack">
      <div class="row ends">
        <h1>${title}</h1>
        <a class="button primary" href="#/new">${list.add}</a>
      </div>
      ${
        campaigns
          ? campaigns.length
            ? html`<div class="grid">${campaigns.map((one) => this.#card(one))}</div>`
            : html`<p class="card">${list.none}</p>`
          : html`<p class="quiet">${loading}</p>`
      }
    </div>`;
  }

  #card({ currency, id, isPublished, sums, title }: Listed): TemplateResult {
    const { draft, list, published } = this.words;
    return html`<a class="card campaign" href="#/${id}/overview">
      <span><span class="tag ${isPublished ? 'on' : ''}">${isPublished ? published : draft}</span></span>
      <bdi class="title">${title}</bdi>
      <span class="figure">${list.raised(this.money(sums.raised, currency))}</span>
      <span class="quiet small">${list.lines(sums.entries)}</span>
    </a>`;
  }

  #form(): TemplateResult {
    const { campaigns, create } = this.words;
    const field = (name: 'title' | 'id' | 'currency', label: string, help: string, more: object): TemplateResult => {
      const { onInput, value } = more as { onInput?: (event: Event) => void; value?: string };
      const fault = this.faults[name];
      return html`<div class="field">
        <label for=${name}>${label}</label>
        <input
          id=${name}
          required
          maxlength=${name === 'currency' ? 3 : 120}
          autocomplete="off"
          .value=${value ?? ''}
          @input=${onInput}
          aria-describedby="${name}-help ${name}-error"
          aria-invalid=${fault ? 'true' : 'false'}
        />
        <p class="help" id="${name}-help" ?hidden=${!help}>${help}</p>
        <p class="error" id="${name}-error" role="alert">${fault ?? nothing}</p>
      </div>`;
    };
    return html`<form class="stack" @submit=${this.#submit} novalidate>
      <p><a href="#/">${campaigns}</a></p>
      <h1>${create.title}</h1>
      <div class="card stack">
        ${field('title', create.name, '', { onInput: this.#title })}
        ${field('id', create.id, create.idHelp, { value: this.suggested, onInput: this.#id })}
        ${field('currency', create.currency, create.currencyHelp, { value: 'EUR' })}
        <div><button class="primary">${create.go}</button></div>
      </div>
    </form>`;
  }
}

/** A short name from a title: `#einBuchFürMara` becomes `einbuchfuermara`. */
export const shortName = (title: string): string =>
  title
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
