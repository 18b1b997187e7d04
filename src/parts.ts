/** The elements that are not in the first bytes, by what follows `glassjar-` in their tag: each loads when a page has one. */
const parts: Readonly<Record<string, () => Promise<unknown>>> = {
  bank: () => import('./components/bank/define.ts'),
  donate: () => import('./components/donate/define.ts'),
  embed: () => import('./components/embed/define.ts'),
  ledger: () => import('./components/ledger/define.ts'),
  needs: () => import('./components/needs/define.ts'),
  press: () => import('./components/press/define.ts'),
  reach: () => import('./components/reach/define.ts'),
  record: () => import('./components/record/define.ts'),
  sections: () => import('./components/sections/define.ts'),
  supporters: () => import('./components/supporters/define.ts'),
  updates: () => import('./components/updates/define.ts'),
};

/** Loads the parts of these elements; a part that can't be loaded leaves the fallback inside its element. */
export function load(elements: readonly Element[]): void {
  for (const name of new Set(elements.map(({ localName }) => localName.replace('glassjar-', '')))) {
    if (Object.hasOwn(parts, name)) parts[name]!().catch(() => {});
  }
}
