import type { MoreMessages } from './en.more.ts';

/** What the parts that load on use say, in German, with the informal address (du). */
export const deMore: MoreMessages = {
  fewer: 'Weniger',
  shareBy: (way) => `Per ${way} teilen`,
  shareVia: 'Mit einer App teilen',
  copyLink: 'Link kopieren',
  copied: 'Link kopiert',
  copyFailed: 'Kopieren ist hier nicht erlaubt. Das ist der Link:',
  mastodonServer: 'Dein Mastodon-Server',
  remember: 'Auf diesem Gerät merken',
  go: 'Weiter',
  badServer: 'Schreib den Namen eines Servers, zum Beispiel mastodon.social.',
  cancel: 'Abbrechen',
};

/** German, with the formal address (Sie): only what differs. */
export const deMoreFormal: Partial<MoreMessages> = {
  mastodonServer: 'Ihr Mastodon-Server',
  badServer: 'Bitte schreiben Sie den Namen eines Servers, zum Beispiel mastodon.social.',
};
