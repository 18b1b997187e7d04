/*
 * What is made from core/schema.ts, the one definition of the wire format:
 *   src/core/shape.ts            the table the page's decoder reads. In git; a test fails when it is out of date.
 *   src/wordpress/…/shape.json   the same table for the WordPress plugin.
 *   dist/campaign.schema.json    for editors, so that they complete and check a campaign.json.
 * `npm run generate` writes the first two; the build writes the third.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { campaignJsonSchema, wireShape, wireShapeJson } from '../src/core/schema.ts';
import { inRoot } from './project.ts';

export const shapeFile = inRoot('src', 'core', 'shape.ts');
const wordpressShapeFile = inRoot('src', 'wordpress', 'includes', 'core', 'shape.json');

export function writeJsonSchema(): void {
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(inRoot('dist', 'campaign.schema.json'), JSON.stringify(campaignJsonSchema(), null, 2) + '\n');
}

if (import.meta.main) {
  writeFileSync(shapeFile, wireShape());
  writeFileSync(wordpressShapeFile, wireShapeJson());
  console.log('src/core/shape.ts and src/wordpress/includes/core/shape.json written');
}
