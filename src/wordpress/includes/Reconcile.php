<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Charge;
use Glassjar\Core\Invalid;
use Glassjar\Core\StripeEvent;

/**
 * Once a day, Stripe's own books are held against these. What it told while nobody listened is taken in (Stripe tells a thing again for
 * three days; after that only asking helps), and what it kept of each payment is booked as a cost. Safe to repeat at any moment.
 */
final class Reconcile
{
    /** What was found last; told by the check of the set-up. */
    public const OPTION = 'glassjar_reconciled';

    /** How far back is asked, in days: what Stripe tells again, and a day; at first, and after a pause, all that it keeps. */
    private const DAYS = 4;
    private const DAYS_AT_FIRST = 29;

    /** Requests for events in one pass, a hundred events each; and payments whose fee is asked for. */
    private const MOST_PAGES = 50;
    private const MOST_FEES = 50;

    public static function daily(): void
    {
        if (Settings::key(true) === '') {
            return;
        }
        $last = self::last();
        $found = ['at' => time(), 'whole' => $last['whole'], 'missing' => 0, 'fees' => 0, 'differences' => [], 'trouble' => ''];
        try {
            $pause = (int) ceil((time() - $last['whole']) / DAY_IN_SECONDS);
            $found['missing'] = self::events(time() - min(self::DAYS_AT_FIRST, self::DAYS + $pause - 1) * DAY_IN_SECONDS);
            $found['whole'] = time();
        } catch (Refusal $refused) {
            $found['trouble'] = $refused->getMessage();
        }
        $found = self::fees() + $found;
        update_option(self::OPTION, $found, false);
    }

    /**
     * @return array{at: int, whole: int, missing: int, fees: int, differences: string[], trouble: string} At: of the last pass, in
     *     seconds since 1970; whole: of the last one that saw all events. Missing: messages that had not come. Differences: references
     *     of donations that Stripe has otherwise. Trouble: Stripe's words, when it could not be asked.
     */
    public static function last(): array
    {
        $kept = get_option(self::OPTION, []);
        return (is_array($kept) ? $kept : []) + ['at' => 0, 'whole' => 0, 'missing' => 0, 'fees' => 0, 'differences' => [], 'trouble' => ''];
    }

    /**
     * @return int Events about donations of this site that had not come.
     * @throws Refusal
     */
    private static function events(int $since): int
    {
        global $wpdb;
        $table = Store::table('events');
        $missing = 0;
        $after = '';
        for ($page = 0; $page < self::MOST_PAGES; $page++) {
            ['data' => $events, 'has_more' => $hasMore] = Stripe::events($since, $after);
            foreach ($events as $event) {
                $id = is_array($event) ? ($event['id'] ?? null) : null;
                if (!is_string($id) || preg_match('/^[A-Za-z0-9_]{4,90}\z/', $id) !== 1) {
                    continue;
                }
                $after = $id;
                // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
                $find = $wpdb->prepare("SELECT donation FROM $table WHERE event = %s", $id);
                $read = ($event['livemode'] ?? null) === true && Store::row($find) === null ? StripeEvent::read($event) : null;
                if ($read !== null) {
                    DonationEvents::apply($id, 'fetched', true, $read);
                    $missing += (Store::row($find)['donation'] ?? '') !== '' ? 1 : 0;
                }
            }
            if (!$hasMore || $events === []) {
                break;
            }
        }
        return $missing;
    }

    /**
     * Asks what Stripe kept of each payment of which that isn't known yet; the ones asked for longest ago first.
     *
     * @return array{fees: int, differences: string[], trouble?: string} As in `last`.
     */
    private static function fees(): array
    {
        global $wpdb;
        [$donations, $events] = [Store::table('donations'), Store::table('events')];
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- tables of our own.
        $rows = Store::rows($wpdb->prepare(
            "SELECT d.* FROM $donations d LEFT JOIN $events e ON e.donation = d.reference AND e.type = 'balance_transaction'
             WHERE d.livemode = 1 AND d.payment IS NOT NULL AND d.paid > 0 AND e.id IS NULL ORDER BY d.asked_at, d.id LIMIT %d",
            self::MOST_FEES
        ));
        $booked = 0;
        $differences = [];
        $refused = [];
        foreach ($rows as $row) {
            DonationRows::update($row, ['asked_at' => time()]);
            try {
                $payment = self::intentOf($row);
                $intent = $payment === '' ? [] : Stripe::intent($payment);
            } catch (Refusal $refusal) {
                $refused[] = $refusal->getMessage();
                // One that is gone is asked for another day; a key that may not ask is not tried for all.
                if (count($refused) > 2) {
                    break;
                }
                continue;
            }
            $charge = is_array($intent['latest_charge'] ?? null) ? $intent['latest_charge'] : [];
            $line = $charge['balance_transaction'] ?? null;
            if (($intent['amount_received'] ?? null) !== self::charged($row)) {
                $differences[] = (string) $row['reference'];
            }
            // A debit that is days away has none yet.
            if (!is_array($line) || !is_string($line['id'] ?? null) || preg_match('/^[A-Za-z0-9_]{4,90}\z/', $line['id']) !== 1) {
                continue;
            }
            $fee = self::feeOf($line, $charge, (string) $row['payment']);
            $booked += $fee === [] ? 0 : 1;
            DonationEvents::apply($line['id'], 'balance_transaction', true, [
                'donation' => (string) $row['reference'],
                'session' => '',
                'payment' => (string) $row['payment'],
                'also' => $payment === $row['payment'] ? '' : $payment,
                'begins' => '',
                'email' => '',
                'facts' => $fee,
            ]);
        }
        return ['fees' => $booked, 'differences' => $differences] + ($refused === [] ? [] : ['trouble' => $refused[0]]);
    }

    /**
     * The payment of a donation; a month of a subscription is known by its invoice, which knows it.
     *
     * @param array<string, string|null> $row
     * @throws Refusal
     */
    private static function intentOf(array $row): string
    {
        $name = (string) ($row['also'] ?? $row['payment']);
        if (strpos($name, 'in_') === 0) {
            $name = Stripe::invoice($name)['payment_intent'] ?? '';
        }
        return is_string($name) && strpos($name, 'pi_') === 0 ? $name : '';
    }

    /**
     * What Stripe kept. Paid out in another currency, the fee is in that one too, and can't be taken off the campaign's.
     *
     * @param array<string, mixed> $line A balance transaction.
     * @param array<string, mixed> $charge
     * @return array<int, array<string, mixed>> As a fact, or none.
     */
    private static function feeOf(array $line, array $charge, string $payment): array
    {
        $isSame = is_string($line['currency'] ?? null) && $line['currency'] === ($charge['currency'] ?? null);
        if (!$isSame || !is_int($line['fee'] ?? null) || $line['fee'] <= 0 || !is_int($line['created'] ?? null)) {
            return [];
        }
        try {
            $amount = Charge::from($line['fee'], $line['currency']);
        } catch (Invalid $refused) {
            return [];
        }
        return [[
            'kind' => 'fee',
            'at' => gmdate('Y-m-d\TH:i:s\Z', $line['created']),
            'payment' => $payment,
            'amount' => ['minor' => $amount->minor, 'currency' => $amount->currency],
        ]];
    }

    /** What was paid, as Stripe counts it. @param array<string, string|null> $row */
    private static function charged(array $row): int
    {
        return Charge::to(new Core\Money((int) $row['paid'], (string) $row['currency']));
    }
}
