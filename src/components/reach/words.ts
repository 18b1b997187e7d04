import { html, type TemplateResult } from 'lit';
import { formatDate, formatNumber } from '../../core/format.ts';
import { hasCourse, newest, type Known, type Reading, type Series, type Topic } from '../../core/series.ts';
import type { ReachMessages } from '../locales/en.reach.ts';
import type { Language } from '../shared/language.ts';
import { bounded } from '../shared/words.ts';

/** A language as this element speaks it. */
export interface Spoken {
  readonly language: Language;
  readonly messages: ReachMessages;
}

/** How networks write themselves; one that isn't here stands as the campaign writes it. */
const networkNames: ReadonlyMap<string, string> = new Map(
  ['Bluesky', 'Facebook', 'Instagram', 'LinkedIn', 'Mastodon', 'Pinterest', 'Reddit', 'Telegram', 'Threads', 'TikTok', 'Twitter', 'WhatsApp', 'X', 'YouTube'].map((name) => [name.toLowerCase(), name]), // prettier-ignore
);

/** Ways to share that are no network, as the share bar counts them. */
const channelOf = ({ kind }: Topic, { name }: Series, { messages }: Spoken): string | undefined =>
  kind === 'shares' && Object.hasOwn(messages.channels, name)
    ? messages.channels[name as keyof typeof messages.channels]
    : undefined;

export const nameOf = (topic: Topic, series: Series, spoken: Spoken): string =>
  channelOf(topic, series, spoken) ??
  ((topic.kind === 'shares' && networkNames.get(series.name.toLowerCase())) || series.name);

/** A value without how well it is known: `12.800`, `No. 1`. */
export function valueText({ kind }: Topic, value: number, { language, messages }: Spoken): string {
  const number = formatNumber(value, language.locale);
  return kind === 'ranks' ? messages.place(number) : number;
}

const knownAs = (text: string, known: Known, { language, messages }: Spoken): string =>
  known === 'theoretical' ? messages.theoretical(text) : bounded(text, known, language);

/** A value as well as it is known: "at least 12,800", "about No. 51,000". */
export const valueWords = (topic: Topic, { known, value }: Reading, spoken: Spoken): string =>
  knownAs(valueText(topic, value, spoken), known, spoken);

/** The same with the figure standing out. */
export function valueFigure(topic: Topic, { known, value }: Reading, spoken: Spoken): TemplateResult {
  return around(
    (slot) => knownAs(slot, known, spoken),
    html`<span class="number">${valueText(topic, value, spoken)}</span>`,
  );
}

export const dateWords = (at: string | undefined, { language, messages }: Spoken): string =>
  at ? formatDate(at, language.locale) : messages.undated;

/** What a topic is called: its own name, and that of its only series. */
export function titleText(topic: Topic, spoken: Spoken): string {
  const { messages } = spoken;
  const [first, ...others] = topic.series;
  const name = nameOf(topic, first!, spoken);
  if (topic.kind === 'reach') return name;
  if (others.length) return messages[topic.kind];
  if (channelOf(topic, first!, spoken)) return `${messages.shares}: ${name}`;
  return (topic.kind === 'ranks' ? messages.rankAt : messages.sharesOn)(name);
}

/** What a chart shows, told to who can't see it: each series from its first to its last dated reading. */
export function chartWords(topic: Topic, charted: readonly Series[], spoken: Spoken): string {
  const { messages } = spoken;
  const tell = (reading: Reading): [string, string] => [
    valueWords(topic, reading, spoken),
    dateWords(reading.at, spoken),
  ];
  const courses = charted.map((series) => {
    const first = series.readings.find(({ at }) => at)!;
    const course = hasCourse(series)
      ? messages.course(...tell(first), ...tell(newest(series)))
      : messages.once(...tell(newest(series)));
    return topic.series.length > 1 ? `${nameOf(topic, series, spoken)}: ${course}.` : `${course}.`;
  });
  const turned = topic.kind === 'ranks' ? ` ${messages.turned}` : '';
  return messages.chart(titleText(topic, spoken), courses.join(' ')) + turned;
}

/** Places a template where a message has its value. */
export function around(message: (slot: string) => string, slot: TemplateResult): TemplateResult {
  const [before = '', after = ''] = message('\0').split('\0');
  return html`${before}${slot}${after}`;
}
