/* `npm run manifest`: dist/custom-elements.json, by which editors and Storybook know the elements. */
import { readFileSync } from 'node:fs';
import { inRoot, run } from './project.ts';

export const manifestFile = inRoot('dist', 'custom-elements.json');

interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Attribute extends Named {
  readonly fieldName?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
}

interface Event extends Named {
  readonly type?: { readonly text: string };
}

/** One element as the manifest tells of it (the part of the format that is used here). */
export interface ElementApi extends Named {
  readonly tagName: string;
  readonly summary?: string;
  readonly attributes?: readonly Attribute[];
  readonly events?: readonly Event[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly (Named & { readonly default?: string })[];
}

interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations?: readonly Partial<ElementApi>[] }[];
}

export const writeManifest = (): void => run('cem', 'analyze', '--quiet');

/** Every element of the built manifest, by tag. */
export function readElements(): ElementApi[] {
  const { modules } = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  return modules
    .flatMap((module) => module.declarations ?? [])
    .filter((declaration): declaration is ElementApi => declaration.tagName !== undefined)
    .sort((a, b) => a.tagName.localeCompare(b.tagName));
}

if (import.meta.main) {
  writeManifest();
  console.log(
    `dist/custom-elements.json: ${readElements()
      .map((element) => element.tagName)
      .join(', ')}`,
  );
}
