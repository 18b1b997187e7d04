import { late } from './components/shared/late.ts';
import { Part } from './part.ts';

/** The elements that are not in the first bytes, by what follows `glassjar-` in their tag: each loads when a page has one. */
const parts: Readonly<Record<string, Part>> = {
  bank: new Part(() => import('./components/bank/define.ts'), 'GlassjarBank'),
  donate: new Part(() => import('./components/donate/define.ts'), 'GlassjarDonate'),
  embed: new Part(() => import('./components/embed/define.ts'), 'GlassjarEmbed'),
  ledger: new Part(() => import('./components/ledger/define.ts'), 'GlassjarLedger'),
  needs: new Part(() => import('./components/needs/define.ts'), 'GlassjarNeeds'),
  press: new Part(() => import('./components/press/define.ts'), 'GlassjarPress'),
  reach: new Part(() => import('./components/reach/define.ts'), 'GlassjarReach'),
  record: new Part(() => import('./components/record/define.ts'), 'GlassjarRecord'),
  sections: new Part(() => import('./components/sections/define.ts'), 'GlassjarSections'),
  supporters: new Part(() => import('./components/supporters/define.ts'), 'GlassjarSupporters'),
  updates: new Part(() => import('./components/updates/define.ts'), 'GlassjarUpdates'),
};

/** Nothing is to be drawn: a part that comes upgrades its elements, and one that can't be loaded leaves the fallback inside of them. */
const nobody = { requestUpdate: (): void => {} };

/** Loads the parts of these elements. */
export function load(elements: readonly Element[]): void {
  for (const { localName } of elements) {
    const name = localName.replace('glassjar-', '');
    if (Object.hasOwn(parts, name)) late(nobody, parts[name]!);
  }
}
