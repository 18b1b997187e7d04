import { GlassjarError } from '../core/errors.ts';
import type { AdapterContext, AdapterFactory, CampaignAdapter } from './adapter.ts';
import { jsonAdapter } from './json.ts';
import { Part } from '../part.ts';

const serverPart = new Part(() => import('./server.ts'), 'fromSource');
const factories = new Map<string, AdapterFactory>([
  // A Glassjar server of one's own; loaded when a page names it.
  ['server', async (rest, context) => (await serverPart.load()).fromSource(rest, context)],
]);

const waiting = new Set<() => void>();

/** Calls back at each registration, for who was in want of one. Answers with the way to stop. */
export function onRegistered(callback: () => void): () => void {
  waiting.add(callback);
  return () => waiting.delete(callback);
}

/**
 * Makes `src="scheme:rest"` use an adapter. The last registration of a scheme wins; elements that already read keep theirs,
 * and those that waited for it wake up.
 * @param scheme Lower-case letters, digits and hyphens, starting with a letter; `http` and `https` stay the JSON file's.
 * @throws GlassjarError `no-adapter` for another scheme.
 */
export function registerAdapter(scheme: string, factory: AdapterFactory): void {
  if (!/^(?!https?$)[a-z][a-z0-9-]*$/.test(scheme)) {
    throw new GlassjarError(
      'no-adapter',
      `registerAdapter: "${scheme}" can't be a scheme: use letters, digits and hyphens, like "my-backend"`,
    );
  }
  factories.set(scheme, factory);
  for (const wake of [...waiting]) wake();
}

/**
 * The adapter for an element's `src`: `scheme:rest` by its scheme, anything else a JSON file.
 * @throws GlassjarError `no-adapter` when nobody registered the scheme.
 */
export function openAdapter(src: string, context: AdapterContext): CampaignAdapter | Promise<CampaignAdapter> {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9-]*):(.*)$/is.exec(src) ?? [];
  const factory = factories.get(scheme.toLowerCase());
  if (factory) return factory(rest, context);
  if (scheme && !/^https?$/i.test(scheme)) {
    throw new GlassjarError(
      'no-adapter',
      `src="${src}": nothing is registered for "${scheme}:"; import its adapter, or give the address of a JSON file`,
    );
  }
  return jsonAdapter({ url: src, base: context.base, ...(context.fetch && { fetch: context.fetch }) });
}
