import {
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatNumber } from '../../core/format.ts';
import {
  chooseSections,
  sectionIn,
  sectionNames,
  sectionsOf,
  type Section,
  type SectionName,
} from '../../core/sections.ts';
import { clock } from '../shared/clock.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { late } from '../shared/late.ts';
import { dataLink, trouble } from '../shared/trouble.ts';
import type { SectionsMessages } from '../locales/en.sections.ts';
import { address, type Follower } from './address.ts';
import { messagesFor } from './messages.ts';
import { parts } from './parts.ts';
import { styles } from './sections.styles.ts';

/** One section as it is rendered. */
interface Shown extends Section {
  readonly label: string;
  readonly isOpen: boolean;
}

/**
 * @summary Everything in the open: ledger, news, press and the rest, as tabs where there is room and as an accordion where there isn't.
 * @tag glassjar-sections
 *
 * Shows the sections for which the campaign has data, and loads what a section needs when it is first opened. A link to
 * `#glassjar-ledger` (or any other section's name) anywhere on the page opens that section, as does an address that ends so;
 * so does an update's own link, `#glassjar-updates-…`. Of several of these elements on a page, the first that has it follows.
 * The section's state is never written into the address.
 *
 * @slot - Shown while there is no section to show.
 * @csspart base - The wrapper.
 * @csspart tabs - The row of tabs.
 * @csspart tab - A tab.
 * @csspart heading - The button that opens a section of the accordion.
 * @csspart section - What a section shows.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of what is said beside it.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of edges.
 * @cssprop [--glassjar-sunk=#f4f1ea] - Colour of what stands in for a section while it loads.
 * @cssprop [--glassjar-give=#0f766e] - Colour of the open section's mark.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read, or read anew.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 */
export class GlassjarSections extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override properties: PropertyDeclarations = {
    ...GlassjarElement.properties,
    sections: { type: String },
    headingLevel: { attribute: 'heading-level', type: Number },
    updatesSrc: { attribute: 'updates-src' },
    pressSrc: { attribute: 'press-src' },
    isLed: { attribute: false },
  };

  /**
   * Which sections, in which order: some of `ledger updates press supporters reach needs embeds record`. Absent: all.
   * One without data is left out in any case.
   */
  declare sections: string | undefined;
  /** Level of the sections' headings, 1 to 6: one below the heading above. Default: 3. */
  declare headingLevel: number;
  /** Address of the blog's feed, for the updates: see `<glassjar-updates>`. */
  declare updatesSrc: string | undefined;
  /** Address of a feed of the press: see `<glassjar-press>`. */
  declare pressSrc: string | undefined;
  /** @internal Whether it was put on the page because the reader has just followed a link to one of the sections. */
  declare isLed: boolean;

  #isWide = false;
  #names: readonly SectionName[] = [];
  /** The open tab. */
  #current: SectionName | undefined;
  /** The open sections of the accordion; the tab that was open when the room shrank is among them. */
  readonly #open = new Set<SectionName>();
  /** The tab that has the keyboard while another is open. */
  #focused: SectionName | undefined;
  /** The control that gets the keyboard back once it is rendered. */
  #focusNext: SectionName | undefined;
  readonly #follower: Follower = { follow: (how) => this.#follow(how) };
  #isFollowed = false;

  readonly #observer = new ResizeObserver(([entry]) => this.#fit(entry!.contentRect.width > 0));

  constructor() {
    super();
    this.headingLevel = 3;
    this.isLed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    address.join(this.#follower);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    address.leave(this.#follower);
    this.#observer.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { unknown } = chooseSections(this.sections ?? '');
    if (changed.has('sections') && unknown.length)
      console.warn(
        `[glassjar] sections: there is no ${unknown.map((word) => `"${word}"`).join(', ')}; there are ${sectionNames.join(', ')}`,
      );
  }

  protected override updated(): void {
    const measure = this.renderRoot.querySelector('.measure');
    if (!measure || !this.isConnected) return;
    // Observing twice what is observed already changes nothing.
    this.#observer.observe(measure);
    if (!this.#isFollowed) {
      // Tabs or accordion is known before anyone is led to them: what they are led to would move.
      this.#fit(measure.getBoundingClientRect().width > 0);
      address.followFirst(this.#follower, this.isLed);
    }
    this.#isFollowed = true;
    for (const name of this.#names) if (this.#isShown(name)) late(this, parts[name]!.part);
    if (this.#focusNext) this.#control(this.#focusNext)?.focus({ preventScroll: true });
    this.#focusNext = undefined;
  }

  #isShown(name: SectionName): boolean {
    return this.#isWide ? name === this.#current : this.#open.has(name);
  }

  #control(name: SectionName): HTMLElement | null {
    return this.renderRoot.querySelector(`#${this.#isWide ? 'tab' : 'heading'}-${name}`);
  }

  /** Tabs or accordion: what is open stays open, and the keyboard stays with the section it is on. */
  #fit(isWide: boolean): void {
    if (isWide === this.#isWide) return;
    const { activeElement } = this.renderRoot as ShadowRoot;
    this.#focusNext = this.#names.find((name) => activeElement && activeElement === this.#control(name));
    this.#isWide = isWide;
    if (isWide) this.#current = [...this.#open].at(-1) ?? this.#current;
    else if (this.#current) this.#open.add(this.#current);
    this.requestUpdate();
  }

  #show(name: SectionName): void {
    this.#current = name;
    this.#open.delete(name);
    this.#open.add(name);
    this.requestUpdate();
  }

  #toggle(name: SectionName): void {
    if (this.#open.delete(name)) this.requestUpdate();
    else this.#show(name);
  }

  /** Opens what the page's address asks for. From there a section's own element goes on to what is asked for inside of it. */
  #follow(how: Parameters<Follower['follow']>[0]): boolean {
    const name = sectionIn(location.hash);
    if (!name || !this.#names.includes(name)) return false;
    if (how === 'stay') this.#show(name);
    else void this.#goTo(name);
    return true;
  }

  async #goTo(name: SectionName): Promise<void> {
    openAround(this);
    this.#show(name);
    await this.updateComplete;
    this.#control(name)?.focus({ preventScroll: true });
    this.#control(name)?.scrollIntoView({ block: 'start' });
  }

  /** WAI-ARIA Authoring Practices, tabs. Left and right are what they look like, also where one reads from the right. */
  #handleKeydown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const names = this.#names;
    const at = names.findIndex((name) => this.#control(name) === event.target);
    const forward = getComputedStyle(this).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const to =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? names.length - 1
          : /^Arrow(Left|Right)$/.test(event.key)
            ? (at + (event.key === forward ? 1 : names.length - 1)) % names.length
            : undefined;
    const name = to === undefined || at < 0 ? undefined : names[to];
    if (!name) return;
    event.preventDefault();
    this.#control(name)?.focus();
    // A tab opens as the keyboard reaches it, unless its part would have to be loaded first: merely passing over a tab
    // shall neither fetch anything nor make the reader wait. Those open by Enter or Space.
    if (parts[name]!.part.loaded) this.#show(name);
  }

  #handleFocus(event: FocusEvent): void {
    this.#focused = this.#names.find((name) => this.#control(name) === event.target);
    this.requestUpdate();
  }

  #handleBlur(): void {
    this.#focused = undefined;
    this.requestUpdate();
  }

  protected override renderCampaign(view: View): TemplateResult | typeof nothing {
    const { campaign, language, totals } = view;
    const chosen = this.sections == null ? sectionNames : chooseSections(this.sections).chosen;
    const fed = [...(this.updatesSrc ? ['updates' as const] : []), ...(this.pressSrc ? ['press' as const] : [])];
    const found = sectionsOf(campaign, totals, clock.now(), chosen, fed).filter(({ name }) => parts[name]);
    this.#names = found.map(({ name }) => name);
    if (!found.length) return nothing;
    // One tab is always open.
    if (!this.#current || !this.#names.includes(this.#current)) this.#current = this.#names[0];
    const messages = messagesFor(language.locale);
    const entries = this.campaignController.store?.adapter?.allEntries?.count;
    const all = found.map((section) => ({
      ...section,
      // Sums that were sent for entries are fewer than those.
      ...(section.name === 'ledger' && entries && { count: entries }),
      label: messages.names[section.name],
      isOpen: this.#isShown(section.name),
    }));
    return html`<div class="base ${this.#isWide ? 'wide' : 'narrow'}" part="base">
      <div class="measure"></div>
      ${this.#isWide ? this.#renderTabs(all, view, messages) : nothing}
      ${repeat(
        all,
        ({ name }) => name,
        (section) => this.#renderSection(section, view, messages),
      )}
    </div>`;
  }

  #renderTabs(all: readonly Shown[], view: View, messages: SectionsMessages): TemplateResult {
    const reached = this.#focused ?? this.#current;
    return html`<div
      class="tabs"
      part="tabs"
      role="tablist"
      aria-label=${messages.all}
      @keydown=${this.#handleKeydown}
      @focusin=${this.#handleFocus}
      @focusout=${this.#handleBlur}
    >
      ${all.map(
        (section) => html`<button
          class="tab"
          part="tab"
          type="button"
          role="tab"
          id="tab-${section.name}"
          aria-controls="section-${section.name}"
          aria-selected=${section.isOpen}
          tabindex=${section.name === reached ? 0 : -1}
          @click=${() => this.#show(section.name)}
        >
          ${this.#renderLabel(section, view)}
        </button>`,
      )}
    </div>`;
  }

  #renderLabel({ count, label }: Shown, { language }: View): TemplateResult {
    const number = count ? html`<span class="count">${formatNumber(count, language.locale)}</span>` : nothing;
    return html`${label} ${number}`;
  }

  /** The section's own element stays the same one in either form, with all that the reader did in it. */
  #renderSection(section: Shown, view: View, messages: SectionsMessages): TemplateResult {
    const { isOpen, name } = section;
    const { error, loaded } = parts[name]!.part;
    const isReady = Boolean(loaded);
    // A closed section can be found by the browser's search in the page, which then opens it.
    const hidden = isOpen ? nothing : isReady ? 'until-found' : '';
    return html`<div class="section ${isReady ? 'ready' : ''}">
      <div class="heading" role="heading" aria-level=${this.headingLevel}>
        ${
          this.#isWide
            ? this.#renderLabel(section, view)
            : html`<button
              part="heading"
              type="button"
              id="heading-${name}"
              aria-expanded=${isOpen}
              aria-controls="section-${name}"
              @click=${() => this.#toggle(name)}
            >
              <span>${this.#renderLabel(section, view)}</span>
            </button>`
        }
      </div>
      <div
        class="panel"
        part="section"
        id="section-${name}"
        role=${this.#isWide ? 'tabpanel' : nothing}
        tabindex=${this.#isWide ? 0 : nothing}
        aria-labelledby=${this.#isWide ? `tab-${name}` : nothing}
        aria-busy=${isOpen && !loaded && !error}
        hidden=${hidden}
        @beforematch=${() => this.#show(name)}
      >
        ${isReady || isOpen ? html`<div class="content">${this.#renderContent(name, view, messages)}</div>` : nothing}
      </div>
    </div>`;
  }

  #renderContent(name: SectionName, { language }: View, messages: SectionsMessages): TemplateResult {
    const { part, render } = parts[name]!;
    const { store } = this.campaignController;
    if (part.loaded) {
      const { formal, headingLevel, pressSrc, updatesSrc } = this;
      return render({ store, formal, headingLevel, pressSrc, updatesSrc, otherwise: messages.nothing });
    }
    // The button that is pressed there goes away, perhaps before the press is told to what is around it.
    const onPress = { handleEvent: () => (this.#focusNext = name), capture: true };
    return html`<div class="waiting" @click=${onPress}>
      ${part.error ? trouble(this, part, language, dataLink(store, language)) : html`<p class="quiet" role="status">${messages.loading}</p>`}
    </div>`;
  }
}

/** Opens the details in which an element lies: a browser does so for a fragment, but doesn't see into shadow roots. */
function openAround(element: Element): void {
  for (
    let at: Element | undefined = element;
    at;
    at = at.parentElement ?? (at.getRootNode() as Partial<ShadowRoot>).host
  )
    if (at instanceof HTMLDetailsElement) at.open = true;
}

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-sections': GlassjarSections;
  }
}
