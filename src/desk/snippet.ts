import { groupIban, parseIban } from '../core/iban.ts';
import type { Whole } from './api.ts';
import { listAt, valueAt } from './draft.ts';
import type { DeskWords } from './words/en.ts';

export interface SnippetOptions {
  /** Where the server is, as readers know it. */
  readonly publicUrl: string;
  readonly locale: string;
  readonly overview: DeskWords['overview'];
}

/** A text between tags or within quotes. */
const safe = (text: string): string => text.replace(/[&"'<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * What goes into a page: styles, script, and the panel with what is seen without scripts: whose it is, the account, and every way to
 * give. Complete as it is; what stands between the tags is the organiser's to write.
 */
export function snippetOf({ document, id, title }: Whole, { locale, overview, publicUrl }: SnippetOptions): string {
  const at = publicUrl.replace(/\/$/, '');
  const textAt = (...path: readonly string[]): string => {
    const found = valueAt(document, path);
    return typeof found === 'string' ? found : '';
  };
  const link = (url: string, label: string): string => `  <p><a href="${safe(url)}">${safe(label)}</a></p>\n`;
  const noMoney = textAt('noMoney', 'text');
  const ways = noMoney
    ? `  <p>${safe(noMoney)}</p>\n`
    : accountOf(textAt, overview) +
      listAt(document, ['give', 'links'])
        .map((one) => [valueAt(one, ['url']), valueAt(one, ['label'])])
        .map(([url, label]) => (typeof url === 'string' ? link(url, typeof label === 'string' ? label : url) : ''))
        .join('');
  const story = textAt('url');
  const language = textAt('language') || locale.slice(0, 2);
  return (
    `<link rel="stylesheet" href="${safe(at)}/glassjar.css">\n` +
    `<script type="module" src="${safe(at)}/glassjar.js"></script>\n` +
    `<glassjar-panel src="server:${safe(at)}/campaigns/${id}" lang="${safe(language)}">\n` +
    `  <p><strong>${safe(title)}</strong></p>\n${ways}${story ? link(story, overview.embedFallback) : ''}` +
    `</glassjar-panel>`
  );
}

/** The account to give to, as it is read aloud or copied by hand. */
function accountOf(textAt: (...path: readonly string[]) => string, { embedAccount }: DeskWords['overview']): string {
  const iban = parseIban(textAt('give', 'bank', 'iban'));
  if (!iban) return '';
  const holder = textAt('give', 'bank', 'holder');
  const [bic, reference] = [textAt('give', 'bank', 'bic'), textAt('give', 'bank', 'reference')];
  const lines = [
    `${embedAccount.title}: ${holder}`,
    `IBAN ${groupIban(iban)}`,
    ...(bic ? [`BIC ${bic}`] : []),
    ...(reference ? [`${embedAccount.reference}: ${reference}`] : []),
  ];
  return `  <p>${lines.map(safe).join('<br>\n    ')}</p>\n`;
}
