import type { ReactiveController } from 'lit';
import { createStore, loading, storeFor, type CampaignState, type CampaignStore } from './campaign-store.ts';
import { GlassjarErrorEvent, GlassjarLoadedEvent } from './events.ts';
import type { GlassjarElement } from './glassjar-element.ts';
import { Part } from '../../part.ts';
import { late } from './late.ts';

/** What tells an author on the page what is wrong. */
export const authorPart = new Part(() => import('./author.ts'), 'inform');
const inlinePart = new Part(() => import('../../adapters/inline.ts'), 'pageAdapter');

/**
 * Finds an element's campaign and keeps it up to date. In this order: the store a panel hands in, an adapter from the host's
 * script, `src`, a `<script type="application/json">` child, plain attributes.
 */
export class CampaignController implements ReactiveController {
  readonly #host: GlassjarElement;
  #store: CampaignStore | undefined;
  #key: unknown;
  #stop: (() => void) | undefined;
  #toldCampaign: unknown;
  #toldFault: unknown;

  constructor(host: GlassjarElement) {
    this.#host = host;
    host.addController(this);
  }

  get state(): CampaignState {
    return this.#store?.state ?? loading;
  }

  /** The store in use, to be handed to parts. */
  get store(): CampaignStore | undefined {
    return this.#store;
  }

  hostConnected(): void {
    this.#key = undefined;
    this.#find();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  hostUpdate(): void {
    if (this.#host.isConnected) this.#find();
  }

  /** A check that found nothing new makes a new state, but is no news. */
  hostUpdated(): void {
    const host = this.#host;
    const { campaign, error, problems } = this.state;
    if (host.store) return;
    if (host.debug) void late(host, authorPart)?.inform(host, this.state, this.store?.reading);
    if (campaign && campaign !== this.#toldCampaign) host.dispatchEvent(new GlassjarLoadedEvent(campaign));
    this.#toldCampaign = campaign;
    const fault = error ?? (problems.length ? problems : undefined);
    if (fault && fault !== this.#toldFault)
      host.dispatchEvent(new GlassjarErrorEvent(error, error?.problems ?? problems));
    this.#toldFault = fault;
  }

  #find(): void {
    const { adapter, src, store } = this.#host;
    const key = store ?? adapter ?? src ?? JSON.stringify(this.#host.plainValues());
    if (key === this.#key && this.#stop) return;
    this.#key = key;
    this.#stop?.();
    this.#store =
      store ??
      (adapter ? createStore(() => adapter, adapter.name) : src ? storeFor(src, document.baseURI) : this.#inline());
    this.#stop = this.#store?.subscribe(() => this.#host.requestUpdate()) ?? (() => {});
  }

  #inline(): CampaignStore | undefined {
    const host = this.#host;
    const json = host.querySelector(':scope > script[type="application/json"]')?.textContent;
    const values = host.plainValues();
    // What reads them is a part of its own, since most pages have a file.
    const open = () => inlinePart.load().then(({ pageAdapter }) => pageAdapter(json, values, document));
    return json || Object.keys(values).length ? createStore(open, host.localName) : undefined;
  }
}
