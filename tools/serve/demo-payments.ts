/* A payment provider that is a page of the demo: no money moves, and all else is as with a real one. */
import { chargeRule } from '../../src/core/charge.ts';
import { amountText } from '../../src/core/money.ts';
import type { Money } from '../../src/core/money.ts';
import type { Fact } from '../../src/server/books/facts.ts';
import type { Payments } from '../../src/server/payments/payments.ts';
import type { Route } from '../../src/server/route.ts';
import { webhook } from '../../src/server/routes/webhooks.ts';
import { ServerError } from '../../src/server/errors.ts';

export interface DemoPayments extends Payments {
  /** Where its page tells what was "paid". */
  readonly routes: readonly Route[];
}

/** @param origin Where the demo's pages are. */
export function demoPayments(origin: string): DemoPayments {
  const begun = new Map<string, { readonly amount: Money; isDone: boolean }>();
  return {
    name: 'demo',
    routes: [webhook('demo', 'application/json')],
    options(currency) {
      const rule = chargeRule(currency);
      return (
        rule && { intervals: ['once', 'month'], maximum: rule.maximum, ...(rule.minimum && { minimum: rule.minimum }) }
      );
    },
    async start({ amount, reference, returnUrl }) {
      begun.set(reference, { amount, isDone: false });
      const till = new URL('/live-pay.html', origin);
      till.searchParams.set('donation', reference);
      till.searchParams.set('amount', `${amountText(amount)} ${amount.currency}`);
      till.searchParams.set('back', returnUrl);
      return { step: { kind: 'redirect', url: till.href }, ids: [`demo-${reference}`] };
    },
    async readEvent(body) {
      const { donation, kind } = JSON.parse(new TextDecoder().decode(body)) as { donation?: unknown; kind?: unknown };
      const payment = begun.get(String(donation));
      if (!payment || (kind !== 'paid' && kind !== 'pending' && kind !== 'failed')) {
        throw new ServerError('invalid', 'the till knows no such donation; it forgets them when the demo ends');
      }
      payment.isDone = true;
      const at = new Date().toISOString();
      const about = { donation: String(donation), ids: [`demo-${String(donation)}`] };
      const id = `${kind}-${String(donation)}`;
      const facts: readonly Fact[] = [
        kind === 'paid' ? { kind, at, payment: id, amount: payment.amount } : { kind, at },
      ];
      return { provider: 'demo', id, type: kind, about, facts };
    },
    isFinished: async ([id = '']) => begun.get(id.replace('demo-', ''))?.isDone ?? true,
  };
}
