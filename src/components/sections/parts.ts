import { html, type TemplateResult } from 'lit';
import type { SectionName } from '../../core/sections.ts';
import type { CampaignStore } from '../shared/campaign-store.ts';

/** What a section's element is handed. */
export interface Given {
  readonly store: CampaignStore | undefined;
  readonly formal: boolean;
  readonly updatesSrc: string | undefined;
  readonly pressSrc: string | undefined;
  /** Shown by an element that finds nothing to show after all: its fallback. */
  readonly otherwise: string;
}

/** A section's element: how it is loaded and how it is written. */
export interface Part {
  readonly load: () => Promise<unknown>;
  readonly render: (given: Given) => TemplateResult;
}

/** Each section's element, loaded when its section is first shown. One place, so that tests can set it. */
export const parts: Partial<Record<SectionName, Part>> = {
  ledger: {
    load: () => import('../ledger/define.ts'),
    render: ({ store, formal, otherwise }) =>
      html`<glassjar-ledger .store=${store} .formal=${formal}>${otherwise}</glassjar-ledger>`,
  },
  supporters: {
    load: () => import('../supporters/define.ts'),
    render: ({ store, formal, otherwise }) =>
      html`<glassjar-supporters .store=${store} .formal=${formal}>${otherwise}</glassjar-supporters>`,
  },
  needs: {
    load: () => import('../needs/define.ts'),
    render: ({ store, formal, otherwise }) =>
      html`<glassjar-needs .store=${store} .formal=${formal}>${otherwise}</glassjar-needs>`,
  },
  embeds: {
    load: () => import('../embed/define.ts'),
    render: ({ store, formal, otherwise }) =>
      html`<glassjar-embed .store=${store} .formal=${formal}>${otherwise}</glassjar-embed>`,
  },
  record: {
    load: () => import('../record/define.ts'),
    render: ({ store, formal, otherwise }) =>
      html`<glassjar-record .store=${store} .formal=${formal}>${otherwise}</glassjar-record>`,
  },
};
