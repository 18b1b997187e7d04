/*
 * `npm run build` fills dist/:
 *   - for bundlers, tsc's output: one file for each of src/, not minified, Lit and zod imported; with types. Every element
 *     (components/<name>/define.js) and adapter is an entry of its own through package.json's `exports`, with nothing to add here.
 *   - for script tags, Vite's: glassjar.js with its chunks, glassjar.all.js (vite.config.ts).
 *   - server/, the reference server, so that an installed package runs it: Node reads no TypeScript in node_modules.
 *   - desk/, the page of the server's desk: one script, its chunks, and what stands around it.
 *   - import-page/, the same import of banks' files as in the desk, for the WordPress plugin.
 *   - glassjar.css, campaign.schema.json, custom-elements.json, sri.json.
 */
import { copyFileSync, rmSync } from 'node:fs';
import { build } from 'vite';
import { writeJsonSchema } from './generate.ts';
import { writeManifest } from './manifest.ts';
import { inRoot, run } from './project.ts';
import { writeSri } from './sri.ts';

rmSync(inRoot('dist'), { recursive: true, force: true });
run('tsc', '-p', 'tsconfig.build.json');
run('tsc', '-p', 'tsconfig.server.json');
for (const mode of ['production', 'all', 'desk', 'import']) await build({ root: inRoot(), mode, logLevel: 'warn' });
copyFileSync(inRoot('src', 'glassjar.css'), inRoot('dist', 'glassjar.css'));
writeJsonSchema();
writeManifest();
writeSri();
console.log('dist/ built');
