import type { EmbedMessages } from './en.embed.ts';

/** What embeds say, in German, with the informal address (du). */
export const deEmbed: EmbedMessages = {
  kinds: { video: 'Video', post: 'Beitrag', audio: 'Audio' },
  load: { video: 'Video laden', post: 'Beitrag laden', audio: 'Player laden' },
  asks: (provider, host) =>
    `Beim Laden verbindest du dich mit ${host}. ${provider} erfährt deine IP-Adresse und kann Daten auf deinem Gerät speichern.`,
  privacy: (provider) => `Datenschutz bei ${provider}`,
  open: (provider) => `Bei ${provider} öffnen`,
  always: (provider) => `${provider} auf dieser Website immer laden. Die Wahl wird auf diesem Gerät gespeichert.`,
  stop: (provider) => `${provider} nicht mehr von selbst laden`,
  close: 'Schließen',
  broken: 'Dieser Link ist unvollständig oder führt nirgendwohin:',
};

/** German, with the formal address (Sie): only what differs. */
export const deEmbedFormal: Partial<EmbedMessages> = {
  asks: (provider, host) =>
    `Beim Laden verbinden Sie sich mit ${host}. ${provider} erfährt Ihre IP-Adresse und kann Daten auf Ihrem Gerät speichern.`,
};
