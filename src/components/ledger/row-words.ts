import { dayOf } from '../../core/calendar.ts';
import type { Campaign, Entry } from '../../core/campaign.ts';
import { formatDate, formatMoney } from '../../core/format.ts';
import type { Row } from '../../core/journal.ts';
import { sourcesOf } from '../../core/ledger.ts';
import { money } from '../../core/money.ts';
import type { LedgerMessages } from './messages.ts';

/** What one line of the ledger says. */
export interface Line {
  readonly date: string;
  readonly title: string;
  /** Whether the title is the author's own words, and not a name or a word of ours. */
  readonly isLabel: boolean;
  /** What is said below the title, besides the message. */
  readonly detail: string;
  readonly message: string;
  readonly amount: string;
  readonly balance: string;
  /** What is wrong with it. */
  readonly flaw: string;
}

/** Puts the lines of one campaign into words, in one language. */
export class RowWords {
  readonly messages: LedgerMessages;
  readonly locale: string;
  /** The campaign's language, where it isn't the reader's. */
  readonly lang: string | undefined;
  readonly #currency: string;
  readonly #sources: ReadonlyMap<string, string>;
  readonly #days = new Map<string, string>();

  constructor(campaign: Campaign, locale: string, messages: LedgerMessages) {
    const { currency, language } = campaign;
    this.messages = messages;
    this.locale = locale;
    this.lang = language && language.split('-', 1)[0] !== locale.split('-', 1)[0] ? language : undefined;
    this.#currency = currency;
    const sources = sourcesOf(campaign);
    // With one source, naming it on each line tells nothing.
    this.#sources = new Map(sources.length > 1 ? sources.map(({ id, label }) => [id, label ?? '']) : []);
  }

  /** Whether others would say the same of every row. */
  isLike(other: RowWords): boolean {
    return (
      this.messages === other.messages &&
      this.locale === other.locale &&
      this.lang === other.lang &&
      this.#currency === other.#currency &&
      JSON.stringify([...this.#sources]) === JSON.stringify([...other.#sources])
    );
  }

  line(row: Row): Line {
    const { balance, effect, entry, message = '' } = row;
    return {
      date: this.date(entry.at),
      title: this.title(row),
      isLabel: !row.name && Boolean(entry.label),
      detail: this.detail(row),
      message: message && this.messages.quote(message),
      amount: this.signed(effect),
      balance: balance === undefined ? '' : this.amount(balance),
      flaw: this.#flaw(row),
    };
  }

  /** All that a reader sees of a line, save its date and figures: what a search looks through. */
  text(row: Row): string {
    return `${this.title(row)} ${this.detail(row)} ${row.message ?? ''}`;
  }

  title({ effect, entry, name, side }: Row): string {
    const { messages } = this;
    if (name) return name;
    if (entry.label) return entry.label;
    // Nothing was paid back where an entry only sets right what was booked wrongly.
    if (entry.reason === 'void' && effect < 0 === (side === 'in')) return messages.void;
    if (side === 'out') return effect > 0 ? messages.cameBack : this.#reason(entry) || messages.expense;
    if (effect < 0) return messages.givenBack;
    return entry.flow[0] === 's' ? messages.sale : messages.anonymous;
  }

  detail(row: Row): string {
    const { entry, name, source, takenBackBy, takesBack } = row;
    const { messages } = this;
    const title = this.title(row);
    const parts = [
      name && entry.label,
      this.#reason(entry),
      this.#sources.get(source),
      takesBack &&
        messages.takesBack(this.title(takesBack), this.date(takesBack.entry.at), this.signed(takesBack.effect)),
      takenBackBy && messages.takenBack(this.date(takenBackBy.entry.at)),
    ];
    return parts.filter((part) => part && part !== title).join(' · ');
  }

  /** The day; each is written once. */
  date(at: string): string {
    const day = dayOf(at);
    let words = this.#days.get(day);
    if (!words) this.#days.set(day, (words = formatDate(day, this.locale)));
    return words;
  }

  amount(minor: number): string {
    const words = formatMoney(money(Math.abs(minor), this.#currency), this.locale, true);
    return minor < 0 ? `−${words}` : words;
  }

  /** With its sign, so that no colour is needed to read it. */
  signed(minor: number): string {
    return minor > 0 ? `+${this.amount(minor)}` : this.amount(minor);
  }

  #reason({ reason }: Entry): string {
    const { messages } = this;
    if (reason === 'dispute-won') return messages.disputeWon;
    // What the flow says already is not said again.
    return !reason || reason === 'donation' || reason === 'purchase' || reason === 'expense' ? '' : messages[reason];
  }

  #flaw({ flaw }: Row): string {
    const { messages } = this;
    if (flaw === 'duplicate') return messages.duplicate;
    if (flaw === 'reverses-nothing') return messages.reversesNothing;
    return flaw ? messages.unknownSource : '';
  }
}
