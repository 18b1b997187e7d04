import { html, type TemplateResult } from 'lit';
import type { SectionName } from '../../core/sections.ts';
import type { CampaignStore } from '../shared/campaign-store.ts';

/** What a section's element is handed. */
export interface Given {
  readonly store: CampaignStore | undefined;
  readonly formal: boolean;
}

/** A section's element: how it is loaded and how it is written. */
export interface Part {
  readonly load: () => Promise<unknown>;
  readonly render: (given: Given) => TemplateResult;
}

/** Each section's element, loaded when its section is first shown. One place, so that tests can set it. */
export const parts: Partial<Record<SectionName, Part>> = {
  embeds: {
    load: () => import('../embed/define.ts'),
    render: ({ store, formal }) => html`<glassjar-embed .store=${store} .formal=${formal}></glassjar-embed>`,
  },
};
