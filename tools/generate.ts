/*
 * What is made from core/schema.ts, the one definition of the wire format, and from the server's routes:
 *   src/core/shape.ts            the table the page's decoder reads. In git; a test fails when it is out of date.
 *   src/wordpress/…/shape.json   the same table for the WordPress plugin.
 *   src/server/openapi.json      the server's API, made from its routes. In git, likewise.
 *   dist/campaign.schema.json    for editors, so that they complete and check a campaign.json.
 * `npm run generate` writes the first three; the build writes the last.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { campaignJsonSchema, wireShape, wireShapeJson } from '../src/core/schema.ts';
import { apiDescription } from '../src/server/routes/all.ts';
import { inRoot } from './project.ts';

export const shapeFile = inRoot('src', 'core', 'shape.ts');
const wordpressShapeFile = inRoot('src', 'wordpress', 'includes', 'core', 'shape.json');
const apiFile = inRoot('src', 'server', 'openapi.json');

/** The text of openapi.json. */
export const apiText = (): string => `${JSON.stringify(apiDescription(), null, 2)}\n`;

export function writeJsonSchema(): void {
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(inRoot('dist', 'campaign.schema.json'), JSON.stringify(campaignJsonSchema(), null, 2) + '\n');
}

if (import.meta.main) {
  writeFileSync(shapeFile, wireShape());
  writeFileSync(wordpressShapeFile, wireShapeJson());
  writeFileSync(apiFile, apiText());
  console.log('src/core/shape.ts, src/wordpress/includes/core/shape.json and src/server/openapi.json written');
}
