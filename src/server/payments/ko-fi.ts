import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { isCurrency } from '../../core/currencies.ts';
import { parseAmount } from '../../core/money.ts';
import { clean } from '../../core/text.ts';
import { unreadable } from '../books/audit.ts';
import type { ProviderEvent } from '../books/facts.ts';
import { ServerError } from '../errors.ts';
import type { Payments } from './payments.ts';

/*
 * Gifts that came in through Ko-fi (ko-fi.com/manage/webhooks): told as a form with one field `data`, in which JSON stands. Not signed;
 * a token that only Ko-fi and this server know is what makes it believable. Ko-fi tells neither fees nor refunds.
 */

export interface KoFiOptions {
  /** The verification token of one's Ko-fi page. */
  readonly token: string;
  /** The id of the campaign that the gifts go to. */
  readonly campaign: string;
}

const message = z.object({
  verification_token: z.string(),
  kofi_transaction_id: z.string().min(1).max(200),
  timestamp: z.string(),
  type: z.string(),
  amount: z.string(),
  currency: z.string(),
  is_public: z.boolean().optional(),
  from_name: z.string().nullish(),
  message: z.string().nullish(),
  is_subscription_payment: z.boolean().optional(),
});

/**
 * The transactions of Ko-fi's own examples, which "Send test" on ko-fi.com/manage/webhooks tells as if someone had given: the one of
 * today, the one of former years, and the one that is none.
 */
const examples = new Set([
  '00000000-1111-2222-3333-444444444444',
  '0a1fac0c-f960-4506-a60e-824979a74e71',
  '00000000-0000-0000-0000-000000000000',
]);

/** What is a gift; a shop's order and a commission are paid for something. */
const gifts = new Set(['Donation', 'Subscription']);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** @throws Error for a token that can't be one: with an empty one, anyone could tell of gifts. */
export function koFiPayments({ campaign, token }: KoFiOptions): Payments {
  if (!/^\S{8,}$/.test(token)) {
    throw new Error('KOFI_TOKEN: expected the verification token from ko-fi.com/manage/webhooks');
  }
  const wanted = digest(token);
  return {
    name: 'ko-fi',
    tellsRefunds: false,
    options: () => undefined,
    async readEvent(body) {
      const data = new URLSearchParams(new TextDecoder().decode(body)).get('data');
      const read = message.safeParse(parse(data));
      if (!read.success || !timingSafeEqual(digest(read.data.verification_token), wanted)) {
        throw new ServerError('signature', 'not accepted: the verification token isn’t this page’s');
      }
      if (examples.has(read.data.kofi_transaction_id.toLowerCase())) return 'test';
      if (!gifts.has(read.data.type)) return undefined;
      return eventOf(read.data, campaign) ?? unreadableOf(read.data);
    },
  };
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** Told again it would read no better; by its id the owner finds it at Ko-fi and can enter it by hand. */
const unreadableOf = ({ kofi_transaction_id: id }: z.output<typeof message>): ProviderEvent => ({
  // Not the payment's own id: told once more and readable, it counts.
  ...{ provider: 'ko-fi', id: `${id}:${unreadable}`, type: unreadable },
  about: { ids: [id] },
  facts: [],
});

function eventOf(told: z.output<typeof message>, campaign: string): ProviderEvent | undefined {
  const currency = told.currency.toUpperCase();
  const amount = isCurrency(currency) ? parseAmount(told.amount, currency) : undefined;
  const time = Date.parse(told.timestamp);
  if (!amount?.minor || Number.isNaN(time)) return undefined;
  const id = told.kofi_transaction_id;
  const name = told.is_public ? clean(told.from_name ?? '') : '';
  const said = told.is_public ? clean(told.message ?? '') : '';
  return {
    provider: 'ko-fi',
    id,
    type: told.type.toLowerCase(),
    about: { ids: [id] },
    facts: [{ kind: 'paid', at: new Date(time).toISOString(), payment: id, amount }],
    begins: {
      campaign,
      source: 'ko-fi',
      ...(told.is_subscription_payment && { interval: 'month' as const }),
      ...(name && { name }),
      ...(said && { message: said }),
    },
  };
}
