import * as z from 'zod';
import type { Asset } from '../desk/desk-route.ts';
import { ServerError } from '../errors.ts';
import { route, type Route } from '../route.ts';

/* The library's own files, so that a page can be shown a panel with nothing but this server. */

const answers = { 200: { description: 'The file.', type: 'text/javascript' } };

/** @param assets The files of `dist/`. */
export function libraryRoutes(assets: (path: string) => Promise<Asset | undefined>): readonly Route[] {
  const send = async (path: string, cache: string): Promise<Response> => {
    const asset = await assets(path);
    if (!asset) throw new ServerError('not-found', 'there is no such file; is the library built?');
    return new Response(asset.body, {
      headers: { 'content-type': asset.type, 'cache-control': cache, 'cross-origin-resource-policy': 'cross-origin' },
    });
  };
  const whole = ['glassjar.js', 'glassjar.all.js', 'glassjar.css'].map((name) =>
    route({
      method: 'get',
      path: `/${name}`,
      summary: 'The library.',
      access: 'public',
      answers,
      errors: [404],
      // An hour: a newer library names other chunks.
      handle: () => send(name, 'public, max-age=3600'),
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
    handle: ({ params: { name } }) => send(`chunks/${name}`, 'public, max-age=31536000, immutable'),
  });
  return [...whole, chunk];
}
