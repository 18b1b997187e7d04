import type { Campaign } from '../../core/campaign.ts';
import { journaling, type Journal, type Row } from '../../core/journal.ts';
import { chooser, type Choice } from '../../core/search.ts';
import type { View } from '../shared/glassjar-element.ts';
import { messagesFor, type LedgerMessages } from './messages.ts';
import { RowWords } from './row-words.ts';

/** From so many entries on, the page gets its turn while their lines are made; with fewer, that would only take longer. */
const many = 5000;

/** All that follows from one reading of a campaign, made once for it. */
export interface Books {
  /** What was read: figures and lines shown together are of one reading. */
  readonly view: View;
  readonly messages: LedgerMessages;
  readonly journal: Journal;
  readonly words: RowWords;
  readonly choose: (choice: Choice) => readonly Row[];
}

/** Makes a ledger's lines: at once, or where there are very many, bit by bit. */
export class BookKeeper {
  readonly #onReady: () => void;
  #books: Books | undefined;
  #making: View['campaign'] | undefined;

  /** @param onReady Told when books that could not be handed out at once are made. */
  constructor(onReady: () => void) {
    this.#onReady = onReady;
  }

  /** The books of this reading; while they are being made those of the one before, or undefined. */
  read(view: View, isFormal: boolean): Books | undefined {
    const { campaign, language, totals } = view;
    const messages = messagesFor(language.locale, isFormal);
    const known = this.#books;
    const isKnown =
      known?.view.campaign === campaign &&
      known.messages === messages &&
      known.view.language.locale === language.locale;
    if (isKnown) return (this.#books = { ...known, view });
    if (this.#making === campaign) return known;
    this.#making = campaign;
    const steps = journaling(campaign, totals);
    const step = (): boolean => {
      // Newer figures came meanwhile, and their lines are being made.
      if (this.#making !== campaign) return false;
      const { done, value: journal } = steps.next();
      if (!done) return true;
      const words = this.#wordsFor(campaign, language.locale, messages);
      const choose = chooser(journal.rows, (row) => words.text(row));
      this.#books = { view, messages, journal, words, choose };
      this.#making = undefined;
      return false;
    };
    if ((campaign.entries?.length ?? 0) < many) while (step());
    else void this.#goOn(step);
    return this.#books;
  }

  async #goOn(step: () => boolean): Promise<void> {
    do await new Promise((resolve) => setTimeout(resolve));
    while (step());
    this.#onReady();
  }

  /** The same words for newer figures: rows that read as before are then left as they are. */
  #wordsFor(campaign: Campaign, locale: string, messages: LedgerMessages): RowWords {
    const words = new RowWords(campaign, locale, messages);
    const known = this.#books?.words;
    return known?.isLike(words) ? known : words;
  }
}
