<?php

declare(strict_types=1);

namespace Glassjar\Core;

/**
 * What an event of Stripe's says, freed of its words, and without anything personal but the address, which goes elsewhere.
 * Only a paid state is a `paid` fact; amounts are Stripe's, never the form's.
 */
final class StripeEvent
{
    /** The events that a webhook has to be set up for. */
    public const TYPES = [
        'checkout.session.completed', 'checkout.session.async_payment_succeeded', 'checkout.session.async_payment_failed',
        'checkout.session.expired', 'payment_intent.succeeded', 'refund.created', 'refund.updated', 'refund.failed',
        'charge.dispute.created', 'charge.dispute.funds_withdrawn', 'charge.dispute.funds_reinstated', 'charge.dispute.closed',
        'invoice.paid', 'invoice_payment.paid',
    ];

    /**
     * @param array<string, mixed> $event Decoded, after its signature was checked.
     * @return array{donation: string, session: string, payment: string, also: string, begins: string, email: string, facts: array<int, array<string, mixed>>}|null
     *     Null for what is not about a payment. Donation: our reference, where Stripe hands it back. Payment: what the payment is known
     *     by; a month of a subscription is known by its invoice. Also: another name of the same payment. Begins: the reference of the gift
     *     of which this is a further month.
     */
    public static function read(array $event): ?array
    {
        $type = self::text($event, 'type');
        $object = $event['data']['object'] ?? null;
        $created = $event['created'] ?? null;
        if (!is_array($object) || !is_int($created)) {
            return null;
        }
        $at = self::at($created);
        if (strpos($type, 'checkout.session.') === 0) {
            return self::session($object, substr($type, 17), $at);
        }
        if ($type === 'payment_intent.succeeded') {
            return self::about($object, '', self::text($object, 'id'), [
                self::withAmount(['kind' => 'paid', 'at' => $at, 'payment' => self::text($object, 'id')], $object, 'amount_received'),
            ]);
        }
        if (preg_match('/^(?:refund\.|charge\.refund\.updated\z)/', $type) === 1) {
            return self::refund($object, $at);
        }
        if (strpos($type, 'charge.dispute.') === 0) {
            return self::dispute($object, substr($type, 15), $at);
        }
        if ($type === 'invoice.paid') {
            return self::invoice($object, $at);
        }
        if ($type === 'invoice_payment.paid') {
            // Ties the payment to its invoice, so that refunds and disputes, which name the payment only, find the gift.
            $also = self::id(is_array($object['payment'] ?? null) ? $object['payment'] : [], 'payment_intent');
            return ['also' => $also] + self::about([], '', self::id($object, 'invoice'), []);
        }
        return null;
    }

    /**
     * What a session says that was asked for, in place of an event that never came.
     *
     * @param array<string, mixed> $session
     * @return array{donation: string, session: string, payment: string, also: string, begins: string, email: string, facts: array<int, array<string, mixed>>}
     */
    public static function fetched(array $session, int $now): array
    {
        $name = self::text($session, 'status') === 'expired' ? 'expired' : (self::text($session, 'status') === 'complete' ? 'completed' : '');
        return self::session($session, $name, self::at($now));
    }

    /**
     * @param array<string, mixed> $session
     * @return array{donation: string, session: string, payment: string, also: string, begins: string, email: string, facts: array<int, array<string, mixed>>}
     */
    private static function session(array $session, string $name, string $at): array
    {
        $id = self::text($session, 'id');
        // The first of many months is paid by an invoice, all else by a payment intent; it is paid once all the same.
        $payment = self::id($session, self::text($session, 'mode') === 'subscription' ? 'invoice' : 'payment_intent') ?: $id;
        $isPaid = self::text($session, 'payment_status') === 'paid';
        $facts = [];
        if ($isPaid && in_array($name, ['completed', 'async_payment_succeeded'], true)) {
            $facts[] = self::withAmount(['kind' => 'paid', 'at' => $at, 'payment' => $payment], $session, 'amount_total');
        } elseif ($name === 'completed' && self::text($session, 'payment_status') === 'unpaid') {
            $facts[] = ['kind' => 'pending', 'at' => $at];
        } elseif ($name === 'async_payment_failed') {
            $facts[] = ['kind' => 'failed', 'at' => $at];
        } elseif ($name === 'expired') {
            $facts[] = ['kind' => 'expired', 'at' => $at];
        }
        $about = self::about($session, $id, $payment, $facts);
        $email = $session['customer_details']['email'] ?? '';
        return ['email' => $isPaid && is_string($email) ? $email : ''] + $about;
    }

    /**
     * One month of a subscription. The first belongs to the gift that began it, each later one is a gift of its own.
     *
     * @param array<string, mixed> $invoice
     * @return array{donation: string, session: string, payment: string, also: string, begins: string, email: string, facts: array<int, array<string, mixed>>}|null
     */
    private static function invoice(array $invoice, string $at): ?array
    {
        // The first place is that of API versions from 2025-03-31 on.
        $details = $invoice['parent']['subscription_details'] ?? $invoice['subscription_details'] ?? null;
        $metadata = is_array($details) ? ($details['metadata'] ?? null) : null;
        $payment = self::text($invoice, 'id');
        $paid = self::withAmount(['kind' => 'paid', 'at' => $at, 'payment' => $payment], $invoice, 'amount_paid');
        if (!is_array($metadata) || $payment === '' || $paid === null || $paid['amount']['minor'] <= 0) {
            return null;
        }
        $about = self::about(['metadata' => $metadata], '', $payment, [$paid]);
        if ($about['donation'] === '') {
            return null;
        }
        $isFirst = self::text($invoice, 'billing_reason') === 'subscription_create';
        return ['also' => self::id($invoice, 'payment_intent')] + ($isFirst ? [] : ['donation' => '', 'begins' => $about['donation']]) + $about;
    }

    /**
     * @param array<string, mixed> $refund
     * @return array{donation: string, session: string, payment: string, also: string, begins: string, email: string, facts: array<int, array<string, mixed>>}
     */
    private static function refund(array $refund, string $at): array
    {
        $states = ['succeeded' => 'done', 'failed' => 'failed', 'canceled' => 'failed'];
        $payment = self::id($refund, 'payment_intent');
        return self::about($refund, '', $payment, [self::withAmount([
            'kind' => 'refund',
            'at' => $at,
            'refund' => self::text($refund, 'id'),
            'payment' => $payment,
            'state' => $states[self::text($refund, 'status')] ?? 'pending',
        ], $refund, 'amount')]);
    }

    /**
     * @param array<string, mixed> $dispute
     * @return array{donation: string, session: string, payment: string, also: string, begins: string, email: string, facts: array<int, array<string, mixed>>}
     */
    private static function dispute(array $dispute, string $name, string $at): array
    {
        $payment = self::id($dispute, 'payment_intent');
        $state = self::disputeState($name, self::text($dispute, 'status'));
        $fact = $state === '' ? null : self::withAmount([
            'kind' => 'dispute',
            'at' => $at,
            'dispute' => self::text($dispute, 'id'),
            'payment' => $payment,
            'state' => $state,
        ], $dispute, 'amount');
        // Closed, and none of the account's lines is about it: it ended before any money went.
        if ($fact !== null && $name === 'closed' && ($dispute['balance_transactions'] ?? null) === []) {
            $fact['amount']['minor'] = 0;
        }
        return self::about($dispute, '', $payment, [$fact]);
    }

    /**
     * Money goes with `funds_withdrawn`, and comes back with `funds_reinstated`. Either may never arrive here: what the dispute says of
     * itself then counts. A direct debit's is lost from its first event on. Empty: nothing that moves anything.
     */
    private static function disputeState(string $name, string $status): string
    {
        if ($name === 'funds_reinstated') {
            return 'won';
        }
        if ($status === 'lost') {
            return 'lost';
        }
        // Stopped before it began, with the money given back: nobody will decide it any more.
        if ($status === 'prevented') {
            return $name === 'funds_withdrawn' ? 'lost' : '';
        }
        // A question that was settled moved no money, as a dispute that was won.
        $ends = ['won' => 'won', 'warning_closed' => 'won'];
        $states = ['created' => 'opened', 'funds_withdrawn' => 'withdrawn', 'closed' => $ends[$status] ?? ''];
        return $states[$name] ?? '';
    }

    /**
     * @param array<string, mixed> $object
     * @param array<int, array<string, mixed>|null> $facts
     * @return array{donation: string, session: string, payment: string, also: string, begins: string, email: string, facts: array<int, array<string, mixed>>}
     */
    private static function about(array $object, string $session, string $payment, array $facts): array
    {
        $donation = $object['metadata']['donation'] ?? '';
        return [
            'donation' => is_string($donation) && preg_match('/^[A-Za-z0-9_-]{16,40}\z/', $donation) === 1 ? $donation : '',
            'session' => $session,
            'payment' => $payment,
            'also' => '',
            'begins' => '',
            'email' => '',
            'facts' => array_values(array_filter($facts)),
        ];
    }

    /**
     * @param array<string, mixed> $fact
     * @param array<string, mixed> $object
     * @return array<string, mixed>|null Null for an amount that Stripe can't have meant.
     */
    private static function withAmount(array $fact, array $object, string $field): ?array
    {
        if (!is_int($object[$field] ?? null)) {
            return null;
        }
        try {
            $amount = Charge::from($object[$field], self::text($object, 'currency'));
        } catch (Invalid $refused) {
            return null;
        }
        return $fact + ['amount' => ['minor' => $amount->minor, 'currency' => $amount->currency]];
    }

    /**
     * An id, also where the object itself was put in its place.
     *
     * @param array<string, mixed> $object
     */
    private static function id(array $object, string $field): string
    {
        $value = $object[$field] ?? '';
        return is_array($value) ? self::text($value, 'id') : self::text($object, $field);
    }

    /** @param array<string, mixed> $object */
    private static function text(array $object, string $field): string
    {
        $value = $object[$field] ?? '';
        return is_string($value) ? $value : '';
    }

    private static function at(int $seconds): string
    {
        return gmdate('Y-m-d\TH:i:s\Z', $seconds);
    }
}
