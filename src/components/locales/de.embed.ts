import type { EmbedMessages } from './en.embed.ts';

/** What embeds say, in German, with the informal address (du). */
export const deEmbed: EmbedMessages = {
  kinds: { video: 'Video', post: 'Beitrag', audio: 'Audio' },
  load: { video: 'Video laden', post: 'Beitrag laden', audio: 'Player laden' },
  asks: (whom) =>
    `Beim Laden verbindest du dich mit ${whom}. Dort wird deine IP-Adresse bekannt, und auf deinem Gerät können Daten gespeichert werden.`,
  privacy: (provider) => `Datenschutz bei ${provider}`,
  open: (provider) => `Bei ${provider} öffnen`,
  always: (provider) => `${provider} auf dieser Website immer laden (wird auf diesem Gerät gespeichert)`,
  stop: (provider) => `${provider} nicht mehr von selbst laden`,
  close: 'Schließen',
  broken: 'Dieser Link ist unvollständig oder führt nirgendwohin:',
};

/** German, with the formal address (Sie): only what differs. */
export const deEmbedFormal: Partial<EmbedMessages> = {
  asks: (whom) =>
    `Beim Laden verbinden Sie sich mit ${whom}. Dort wird Ihre IP-Adresse bekannt, und auf Ihrem Gerät können Daten gespeichert werden.`,
};
