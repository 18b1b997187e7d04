/** What embeds say, in English. */
export const enEmbed = {
  kinds: { video: 'Video', post: 'Post', audio: 'Audio' },
  load: { video: 'Load video', post: 'Load post', audio: 'Load player' },
  /** What a click means. */
  asks: (provider: string, host: string) =>
    `Loading it connects you to ${host}. ${provider} then learns your IP address and may store data on your device.`,
  privacy: (provider: string) => `Privacy at ${provider}`,
  open: (provider: string) => `Open at ${provider}`,
  always: (provider: string) => `Always load ${provider} on this site. This choice is kept on this device.`,
  stop: (provider: string) => `No longer load ${provider} by itself`,
  close: 'Close',
  broken: 'This link is incomplete or leads nowhere:',
};

export type EmbedMessages = typeof enEmbed;
