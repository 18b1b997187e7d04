import { deEmbed, deEmbedFormal } from '../locales/de.embed.ts';
import { enEmbed, type EmbedMessages } from '../locales/en.embed.ts';

/** The embeds' messages for a language tag. */
export function messagesFor(locale: string, isFormal: boolean): EmbedMessages {
  if (!/^de\b/i.test(locale)) return enEmbed;
  return isFormal ? { ...deEmbed, ...deEmbedFormal } : deEmbed;
}
