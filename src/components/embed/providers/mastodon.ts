import type { Provider } from '../provider.ts';

/** A name that only a public server can have: letters, at least two parts, and no address of a machine in a local network. */
const publicHost =
  /^(?!.*\.(?:local|localhost|internal|home\.arpa)$)(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/;

/**
 * Mastodon: a post's address with `/embed`, as its own oEmbed answer has it
 * (https://docs.joinmastodon.org/methods/oembed/, mastodon/mastodon app/serializers/oembed_serializer.rb). Any server may be
 * one. A server's copy of another's post (`/@name@elsewhere/1`) can't be framed.
 */
export const mastodon: Provider = {
  name: 'Mastodon',
  kind: 'post',
  privacy: (host) => `https://${host}/privacy-policy`,
  match: ({ hostname, pathname, protocol }) => {
    // As its page has it, as its apps have it, and as other servers know it.
    const [, name, id] =
      /^\/(?:(?:web|deck)\/)?@(\w[\w.-]{0,63})\/(\d{1,20})(?:\/embed)?\/?$/.exec(pathname) ??
      /^\/users\/(\w[\w.-]{0,63})\/statuses\/(\d{1,20})\/?$/.exec(pathname) ??
      [];
    if (!id || protocol !== 'https:' || !publicHost.test(hostname)) return undefined;
    return { src: `https://${hostname}/@${name}/${id}/embed`, shape: 480 };
  },
};
