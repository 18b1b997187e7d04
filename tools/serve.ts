/*
 * `npm start`: the demo, on the library built from source and rebuilt when the source changes, and the reference server behind it, with
 * the demo's campaigns in a database of its own.
 *   PORT=8080 npm start               on another port than 5173; 0 takes any free one
 *   STRIPE_SECRET_KEY=sk_test_… …     with Stripe in place of the demo's own till; see the README
 */
import { copyFileSync, existsSync, mkdirSync, watch } from 'node:fs';
import { build } from 'vite';
import { inRoot } from './project.ts';
import { startLive, type Live } from './serve/live.ts';
import { createServer, type Served, type ServeOptions } from './serve/server.ts';
import { writeSri } from './sri.ts';

function giveUp(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

const wanted = process.env['PORT'] || '5173';
const port = /^\d{1,5}$/.test(wanted) && Number(wanted) < 65_536 ? Number(wanted) : undefined;
if (port === undefined) giveUp(`PORT=${wanted} is no port: give a number from 0 to 65535, like PORT=5174 npm start`);

// The port first: nobody should wait for a build only to read that it was for nothing.
const options: ServeOptions = { root: inRoot('demo'), dist: inRoot('dist'), port };
const server: Served = await createServer(options).catch((error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE')
    giveUp(`Port ${port} is taken. Stop what runs there, or choose another: PORT=${port + 1} npm start`);
  if (error.code === 'EACCES')
    giveUp(`Port ${port} needs more rights than you have. Choose one above 1023: PORT=5174 npm start`);
  throw error;
});
const live: Live = await startLive(server.origin, process.env).catch((error: unknown) =>
  giveUp(error instanceof Error ? error.message : String(error)),
);
options.live = live.listener;
console.log('Building the library from src/ …');

/** Builds once and again at each change; resolves when the first build is done, also when it failed. */
async function watchBuild(mode: string): Promise<void> {
  const watcher = await build({ root: inRoot(), mode, logLevel: 'silent', build: { watch: {} } });
  if (!('on' in watcher)) return;
  let rounds = 0;
  await new Promise<void>((first) => {
    watcher.on('event', (event) => {
      if (event.code === 'ERROR')
        console.error(`The build failed, pages keep the last one that worked. ${event.error.message}`);
      // Rolldown holds a build's memory until it is told that nobody wants more from it.
      if (event.code === 'BUNDLE_END' || event.code === 'ERROR') void event.result?.close();
      if (event.code !== 'END' && event.code !== 'ERROR') return;
      if (existsSync(inRoot('dist', 'glassjar.all.js'))) writeSri();
      if (rounds++ && mode === 'production' && event.code === 'END') console.log('Rebuilt. Reload the page.');
      first();
    });
  });
}

mkdirSync(inRoot('dist'), { recursive: true });
const copyStyles = () => copyFileSync(inRoot('src', 'glassjar.css'), inRoot('dist', 'glassjar.css'));
copyStyles();
watch(inRoot('src'), (_, file) => {
  if (file === 'glassjar.css') copyStyles();
});
await watchBuild('production');
await watchBuild('all');
await build({ root: inRoot(), mode: 'desk', logLevel: 'silent' });

const answers = await Promise.all(
  ['/', '/glassjar.js'].map((path) => fetch(server.origin + path).then(({ ok }) => ok)),
);
if (answers.every(Boolean))
  console.log(
    `The demo is at ${server.origin}/\nThe organiser’s desk: ${await live.link()} (good once)\nCtrl+C stops it.`,
  );
else
  console.error(
    `The demo's pages are at ${server.origin}/, but without the library: mend the build, it is tried again at each change.`,
  );
