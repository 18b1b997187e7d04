import { LitElement, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { formatMoney } from '../core/format.ts';
import { parseAmount } from '../core/money.ts';
import type { Api } from './api.ts';
import { DeskError } from './api.ts';
import type { Draft } from './draft.ts';
import type { ImportSession } from './import/session.ts';
import { look } from './look.styles.ts';
import type { DeskWords } from './words/en.ts';

/** A document that is being written: what it was when it was read, and what it is now. */
export interface Writing {
  readonly base: Draft;
  readonly draft: Draft;
  readonly revision: string;
  /** What was typed and can't be read yet, by place: nothing that was typed is thrown away. */
  readonly unread: Readonly<Record<string, string>>;
}

/** What all views share. */
export interface Desk {
  readonly api: Api;
  readonly words: DeskWords;
  /** Where the server is, as readers know it. */
  readonly publicUrl: string;
  /** What is being written, by campaign; kept when another view is opened. */
  readonly writings: Map<string, Writing>;
  /** What is being entered, by campaign; kept in the same way. */
  readonly enterings: Map<string, ImportSession>;
  /** Says something to everyone, also to who can't see it. */
  say(text: string, isBad?: boolean): void;
}

/** A view of the desk. */
export abstract class DeskElement extends LitElement {
  static override styles: CSSResultGroup = look;
  static override properties: PropertyDeclarations = { desk: { attribute: false } };

  declare desk: Desk;

  get words(): DeskWords {
    return this.desk.words;
  }

  /** An amount of the wire format for people; a minus is kept. */
  money(text: string, currency: string): string {
    const isMinus = text.startsWith('-');
    const amount = parseAmount(text.replace('-', ''), currency);
    if (!amount) return text;
    return formatMoney(isMinus ? { ...amount, minor: -amount.minor } : amount, this.words.locale, true);
  }

  #why({ message, status }: DeskError): string {
    const { failed, offline, tooLarge } = this.words;
    if (status === 413) return tooLarge;
    // What a person may not do says why.
    return status === 403 && message ? message : status ? failed : offline;
  }

  /** Does something that asks the server. What goes wrong is said; who has to answer it says so by `on`. */
  protected async attempt(
    task: () => Promise<void>,
    on: Readonly<Record<number, (error: DeskError) => void>> = {},
  ): Promise<void> {
    try {
      await task();
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      const handle = on[error.status];
      if (handle) handle(error);
      // A session that ended is told by the whole page.
      else if (error.status !== 401) this.desk.say(this.#why(error), true);
    }
  }
}
