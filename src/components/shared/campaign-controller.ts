import type { ReactiveController } from 'lit';
import type { CampaignAdapter } from '../../adapters/adapter.ts';
import { documentFromAttributes, inlineAdapter } from '../../adapters/inline.ts';
import { storeFor, storeOf, type CampaignState, type CampaignStore } from './campaign-store.ts';
import { GlassjarErrorEvent, GlassjarLoadedEvent } from './events.ts';
import type { GlassjarElement } from './glassjar-element.ts';

const loading: CampaignState = { status: 'loading' };

/**
 * Finds an element's campaign and keeps it up to date. In this order: the store a panel hands in, an adapter from the host's
 * script, `src`, a `<script type="application/json">` child, plain attributes.
 */
export class CampaignController implements ReactiveController {
  readonly #host: GlassjarElement;
  #store: CampaignStore | undefined;
  #key: unknown;
  #stop: (() => void) | undefined;
  #told: unknown;

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

  hostUpdated(): void {
    const { state } = this;
    // A check that found nothing new makes a new state, but is no news.
    const news = 'error' in state ? state.error : 'campaign' in state ? state.campaign : undefined;
    if (!news || news === this.#told || this.#host.store) return;
    this.#told = news;
    if ('campaign' in state) {
      this.#host.dispatchEvent(new GlassjarLoadedEvent(state.campaign));
      if (state.error || state.problems.length)
        this.#host.dispatchEvent(new GlassjarErrorEvent(state.error, state.problems));
    } else if (state.status === 'none') {
      this.#host.dispatchEvent(new GlassjarErrorEvent(state.error, state.error.problems));
    }
  }

  #find(): void {
    const { store, adapter, src } = this.#host;
    const key = store ?? adapter ?? src ?? JSON.stringify(this.#host.plainAttributes());
    if (key === this.#key && this.#stop) return;
    this.#key = key;
    this.#stop?.();
    this.#store = store ?? (adapter ? storeOf(adapter) : src ? storeFor(src, document.baseURI) : this.#inline());
    this.#stop = this.#store?.subscribe(() => this.#host.requestUpdate()) ?? (() => {});
  }

  #inline(): CampaignStore | undefined {
    const json = this.#host.querySelector(':scope > script[type="application/json"]')?.textContent;
    const base = document.baseURI;
    if (json) return storeOf(inlineAdapter({ json, base }));
    const plain = documentFromAttributes(this.#host.plainAttributes(), document.title);
    return plain ? storeOf(inlineAdapter({ document: plain, base })) : undefined;
  }
}

/** What a host's script may set in place of `src`. */
export type { CampaignAdapter };
