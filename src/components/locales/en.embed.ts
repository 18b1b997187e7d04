/** What embeds say, in English. */
export const enEmbed = {
  kinds: { video: 'Video', post: 'Post', audio: 'Audio' },
  load: { video: 'Load video', post: 'Load post', audio: 'Load player' },
  /** What a click means. */
  asks: (whom: string) =>
    `Loading it connects you to ${whom}, which learns your IP address and may store data on your device.`,
  privacy: (provider: string) => `Privacy at ${provider}`,
  open: (provider: string) => `Open at ${provider}`,
  always: (provider: string) => `Always load ${provider} on this site (kept on this device)`,
  stop: (provider: string) => `No longer load ${provider} by itself`,
  close: 'Close',
  broken: 'This link is incomplete or leads nowhere:',
};

export type EmbedMessages = typeof enEmbed;
