import type { Stripe } from 'stripe';
import { chargeRule, fromCharge } from '../../core/charge.ts';
import type { Money } from '../../core/money.ts';
import type { Fact, ProviderEvent } from '../books/facts.ts';

/*
 * What Stripe's events mean for the books (docs.stripe.com/api/events/types). Events of others who use the same account have none of
 * our references and no effect; of unknown types nothing is made, and Stripe is told that all is well.
 */

type Held = string | { readonly id: string } | null | undefined;

const idOf = (held: Held): string | undefined => (typeof held === 'string' ? held : held?.id);
const idsOf = (...held: Held[]): string[] => held.flatMap((one) => idOf(one) ?? []);
const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** An amount of Stripe's above zero, or undefined when it is none or in a currency that we can't have asked for. */
function amountOf(charged: number | null | undefined, currency: string | null | undefined): Money | undefined {
  if (typeof charged !== 'number' || !Number.isSafeInteger(charged) || charged <= 0 || !currency) return undefined;
  const rule = chargeRule(currency.toUpperCase());
  return !rule || charged % rule.ratio[0] ? undefined : fromCharge(charged, currency);
}

/** What an event says, or undefined when it says nothing to us. */
export function readStripeEvent(event: Stripe.Event): ProviderEvent | undefined {
  const at = isoOf(event.created);
  const read = readObject(event, at);
  return read && { provider: 'stripe', id: event.id, type: event.type, ...read };
}

type Said = Pick<ProviderEvent, 'about' | 'facts' | 'begins'>;

type Kinds = Stripe.Event['type'];
const sessions: readonly Kinds[] = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
];
const intents: readonly Kinds[] = [
  'payment_intent.succeeded',
  'payment_intent.processing',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
];
const refunds: readonly Kinds[] = ['refund.created', 'refund.updated', 'refund.failed'];
const disputes: readonly Kinds[] = [
  'charge.dispute.created',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'charge.dispute.closed',
];

/** The events that a webhook has to be set up for. */
export const wanted: readonly Kinds[] = [
  ...[...sessions, ...intents, ...refunds, ...disputes],
  'invoice.paid',
  'invoice_payment.paid',
];

function readObject({ data, type }: Stripe.Event, at: string): Said | undefined {
  const { object } = data;
  if (sessions.includes(type)) return readSession(type, object as Stripe.Checkout.Session, at);
  if (intents.includes(type)) return readIntent(type, object as Stripe.PaymentIntent, at);
  if (refunds.includes(type)) return readRefund(object as Stripe.Refund, at);
  if (disputes.includes(type)) return readDispute(type, object as Stripe.Dispute, at);
  if (type === 'invoice.paid') return readInvoice(object as Stripe.Invoice, at);
  return type === 'invoice_payment.paid' ? readInvoicePayment(object as Stripe.InvoicePayment) : undefined;
}

/**
 * The payment that a session is about: one key for the session's, the payment's and the invoice's events, so that it counts once.
 * A first month is paid by an invoice, all else by a payment intent. Undefined where the session doesn't name it (yet).
 */
const paymentOf = (session: Stripe.Checkout.Session): string | undefined =>
  idOf(session.mode === 'subscription' ? session.invoice : session.payment_intent);

function readSession(type: string, session: Stripe.Checkout.Session, at: string): Said | undefined {
  const donation = session.metadata?.['donation'];
  if (!donation) return undefined;
  const about = { donation, ids: idsOf(session.id, session.payment_intent, session.invoice) };
  if (type.endsWith('.expired')) return { about, facts: [{ kind: 'expired', at }] };
  if (type.endsWith('_failed')) return { about, facts: [{ kind: 'failed', at }] };
  if (session.payment_status === 'paid') {
    const amount = amountOf(session.amount_total, session.currency);
    const payment = paymentOf(session);
    // Under a name of its own it would count again with the invoice or the payment, which Stripe tells in any case: by an event, or
    // when it is asked for its list at night.
    if (amount && payment === undefined) return { about, facts: [{ kind: 'pending', at }] };
    return amount && { about, facts: [{ kind: 'paid', at, payment: payment!, amount }] };
  }
  // Nothing had to be paid, so nothing came in.
  return session.payment_status === 'unpaid' ? { about, facts: [{ kind: 'pending', at }] } : undefined;
}

/** Payments of invoices don't have our reference and are read from the invoice. */
function readIntent(type: string, intent: Stripe.PaymentIntent, at: string): Said | undefined {
  const donation = intent.metadata?.['donation'];
  if (!donation) return undefined;
  const about = { donation, ids: idsOf(intent.id, intent.latest_charge) };
  if (type.endsWith('.processing')) return { about, facts: [{ kind: 'pending', at }] };
  if (type.endsWith('.payment_failed')) return { about, facts: [{ kind: 'failed', at }] };
  if (type.endsWith('.canceled')) return { about, facts: [{ kind: 'expired', at }] };
  const amount = amountOf(intent.amount_received, intent.currency);
  return amount && { about, facts: [{ kind: 'paid', at, payment: intent.id, amount }] };
}

/** What stood elsewhere up to Stripe's version of 2025-03-31, to which an account or its webhook may still be set. */
interface FormerInvoice {
  readonly subscription_details?: { readonly metadata?: Stripe.Metadata | null } | null;
  readonly payment_intent?: Held;
  readonly charge?: Held;
}

/** One month of a subscription. The first belongs to the donation that began it, each later one is a donation of its own. */
function readInvoice(invoice: Stripe.Invoice, at: string): Said | undefined {
  const former = invoice as FormerInvoice;
  const { campaign, donation } = (invoice.parent?.subscription_details ?? former.subscription_details)?.metadata ?? {};
  const amount = amountOf(invoice.amount_paid, invoice.currency);
  if (!donation || !campaign || !amount || !invoice.id) return undefined;
  const facts: Fact[] = [{ kind: 'paid', at, payment: invoice.id, amount }];
  const ids = idsOf(invoice.id, former.payment_intent, former.charge);
  return invoice.billing_reason === 'subscription_create'
    ? { about: { donation, ids }, facts }
    : { about: { ids }, facts, begins: { campaign, source: 'stripe', interval: 'month' } };
}

/** Ties the payment to the invoice, so that refunds and disputes, which name the payment only, find the donation. */
function readInvoicePayment({ invoice, payment }: Stripe.InvoicePayment): Said | undefined {
  const ids = idsOf(invoice as Held, payment.payment_intent, payment.charge);
  return ids.length > 1 ? { about: { ids }, facts: [] } : undefined;
}

const refundStates: Readonly<Record<string, 'pending' | 'done' | 'failed'>> = {
  pending: 'pending',
  requires_action: 'pending',
  succeeded: 'done',
  failed: 'failed',
  canceled: 'failed',
};

function readRefund(refund: Stripe.Refund, at: string): Said | undefined {
  const amount = amountOf(refund.amount, refund.currency);
  const state = refundStates[refund.status ?? ''];
  const ids = idsOf(refund.payment_intent, refund.charge);
  return amount && state && ids.length
    ? { about: { ids }, facts: [{ kind: 'refund', at, refund: refund.id, amount, state }] }
    : undefined;
}

function readDispute(type: string, dispute: Stripe.Dispute, at: string): Said | undefined {
  const told = amountOf(dispute.amount, dispute.currency);
  const state = disputeState(type, dispute.status);
  const ids = idsOf(dispute.payment_intent, dispute.charge);
  // Closed, and none of the account's lines is about it: it ended before any money went.
  const isFree = type.endsWith('.closed') && dispute.balance_transactions?.length === 0;
  const amount = told && (isFree ? { ...told, minor: 0 } : told);
  return amount && state && { about: { ids }, facts: [{ kind: 'dispute', at, dispute: dispute.id, amount, state }] };
}

/**
 * Money goes with `funds_withdrawn`, and comes back with `funds_reinstated`. Either may never arrive here: what the dispute says of
 * itself then counts. A direct debit's is lost from its first event on.
 */
function disputeState(type: string, status: string): 'opened' | 'withdrawn' | 'won' | 'lost' | undefined {
  if (type.endsWith('.funds_reinstated')) return 'won';
  if (status === 'lost') return 'lost';
  // Stopped before it began, with the money given back: nobody will decide it any more.
  if (status === 'prevented') return type.endsWith('.funds_withdrawn') ? 'lost' : undefined;
  if (type.endsWith('.created')) return 'opened';
  if (type.endsWith('.funds_withdrawn')) return 'withdrawn';
  // A question that was settled moved no money, as a dispute that was won.
  return status === 'won' || status === 'warning_closed' ? 'won' : undefined;
}

/**
 * What Stripe kept of a payment, from a line of the account's own books.
 * @param payment What the books know the payment by, where that isn't its intent: a month's invoice.
 */
export function chargeFee(booked: Stripe.BalanceTransaction, payment?: string): ProviderEvent | undefined {
  const charge = chargeOf(booked);
  // Paid out in another currency, the fee is in that one too and can't be taken off the campaign's.
  const amount = charge?.currency === booked.currency ? amountOf(booked.fee, booked.currency) : undefined;
  if (!amount || !charge) return undefined;
  const ids = idsOf(payment, charge.payment_intent, charge.id);
  return {
    provider: 'stripe',
    id: booked.id,
    type: 'balance_transaction',
    about: { ids },
    facts: [{ kind: 'fee', at: isoOf(booked.created), payment: ids[0]!, amount }],
  };
}

/** The charge that a line of the account's books is about. */
export function chargeOf({ source, type }: Stripe.BalanceTransaction): Stripe.Charge | undefined {
  const isCharge =
    (type === 'charge' || type === 'payment') && typeof source === 'object' && source?.object === 'charge';
  return isCharge ? source : undefined;
}
