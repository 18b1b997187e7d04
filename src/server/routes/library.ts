import * as z from 'zod';
import { fileSender, type FindFile } from '../files.ts';
import { route, type Route } from '../route.ts';

/* The library's own files, so that a page can be shown a panel with nothing but this server. */

const answers = {
  200: {
    description: 'The file, compressed for who can read that.',
    type: 'text/javascript',
    headers: { ETag: 'Strong.' },
  },
  304: { description: 'It is known already.' },
};

/** @param assets The files of `dist/`. */
export function libraryRoutes(assets: FindFile): readonly Route[] {
  const file = fileSender(assets);
  const send = (path: string, request: Request, cache: string): Promise<Response> =>
    file(path, request, { 'cache-control': cache, 'cross-origin-resource-policy': 'cross-origin' });
  const whole = ['glassjar.js', 'glassjar.all.js', 'glassjar.css'].map((name) =>
    route({
      method: 'get',
      path: `/${name}`,
      summary: 'The library.',
      access: 'public',
      answers,
      errors: [404],
      // An hour: a newer library names other chunks.
      handle: ({ request }) => send(name, request, 'public, max-age=3600'),
    }),
  );
  const chunk = route({
    method: 'get',
    path: '/chunks/:name',
    summary: 'A part of the library that loads on use.',
    access: 'public',
    params: z.object({ name: z.string().regex(/^[\w-]+\.js$/) }),
    answers,
    errors: [400, 404],
    handle: ({ params: { name }, request }) => send(`chunks/${name}`, request, 'public, max-age=31536000, immutable'),
  });
  return [...whole, chunk];
}
