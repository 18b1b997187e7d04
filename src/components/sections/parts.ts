import { html, type TemplateResult } from 'lit';
import type { SectionName } from '../../core/sections.ts';
import { Part } from '../../part.ts';
import type { CampaignStore } from '../shared/campaign-store.ts';

/** What a section's element is handed. */
export interface Given {
  readonly store: CampaignStore | undefined;
  readonly formal: boolean;
  readonly updatesSrc: string | undefined;
  readonly pressSrc: string | undefined;
  /** Level of the section's own heading, which the element leaves out; its headings are deeper. */
  readonly headingLevel: number;
  /** SectionElement by an element that finds nothing to show after all: its fallback. */
  readonly otherwise: string;
}

/** A section's element: how it is loaded and how it is written. */
export interface SectionElement {
  readonly part: Part;
  readonly render: (given: Given) => TemplateResult;
}

/** Each section's element, loaded when its section is first shown. One place, so that tests can set it. */
export const parts: Partial<Record<SectionName, SectionElement>> = {
  ledger: {
    part: new Part(() => import('../ledger/define.ts'), 'GlassjarLedger'),
    render: ({ store, formal, headingLevel, otherwise }) =>
      html`<glassjar-ledger .store=${store} .formal=${formal} .headingLevel=${headingLevel + 1}>${otherwise}</glassjar-ledger>`,
  },
  updates: {
    part: new Part(() => import('../updates/define.ts'), 'GlassjarUpdates'),
    render: ({ store, formal, headingLevel, updatesSrc, otherwise }) =>
      html`<glassjar-updates .store=${store} .formal=${formal} .headingLevel=${headingLevel} .updatesSrc=${updatesSrc} no-heading
        >${otherwise}</glassjar-updates
      >`,
  },
  press: {
    part: new Part(() => import('../press/define.ts'), 'GlassjarPress'),
    render: ({ store, formal, headingLevel, pressSrc, otherwise }) =>
      html`<glassjar-press .store=${store} .formal=${formal} .headingLevel=${headingLevel} .pressSrc=${pressSrc} no-heading
        >${otherwise}</glassjar-press
      >`,
  },
  supporters: {
    part: new Part(() => import('../supporters/define.ts'), 'GlassjarSupporters'),
    render: ({ store, formal, otherwise }) =>
      html`<glassjar-supporters .store=${store} .formal=${formal}>${otherwise}</glassjar-supporters>`,
  },
  needs: {
    part: new Part(() => import('../needs/define.ts'), 'GlassjarNeeds'),
    render: ({ store, formal, otherwise }) =>
      html`<glassjar-needs .store=${store} .formal=${formal}>${otherwise}</glassjar-needs>`,
  },
  reach: {
    part: new Part(() => import('../reach/define.ts'), 'GlassjarReach'),
    render: ({ store, formal, otherwise }) =>
      html`<glassjar-reach .store=${store} .formal=${formal}>${otherwise}</glassjar-reach>`,
  },
  embeds: {
    part: new Part(() => import('../embed/define.ts'), 'GlassjarEmbed'),
    render: ({ store, formal, otherwise }) =>
      html`<glassjar-embed .store=${store} .formal=${formal}>${otherwise}</glassjar-embed>`,
  },
  record: {
    part: new Part(() => import('../record/define.ts'), 'GlassjarRecord'),
    render: ({ store, formal, headingLevel, otherwise }) =>
      html`<glassjar-record .store=${store} .formal=${formal} .headingLevel=${headingLevel + 1}>${otherwise}</glassjar-record>`,
  },
};
