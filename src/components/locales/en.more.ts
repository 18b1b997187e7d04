/** What the parts that load on use say, in English: the share bar behind its first row. */
export const enMore = {
  fewer: 'Fewer',
  shareBy: (way: string) => `Share by ${way}`,
  shareVia: 'Share with an app',
  copyLink: 'Copy link',
  copied: 'Link copied',
  copyFailed: 'Copying is not allowed here. This is the link:',
  mastodonServer: 'Your Mastodon server',
  remember: 'Remember on this device',
  go: 'Go on',
  badServer: 'Write a server’s name, like mastodon.social.',
  cancel: 'Cancel',
};

export type MoreMessages = typeof enMore;
