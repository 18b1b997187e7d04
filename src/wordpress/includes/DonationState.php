<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Money;
use Glassjar\Core\StripeEvent;

/** How a donation stands, for whoever has its reference; Stripe is asked where it may know more. */
final class DonationState
{
    /** Seconds after which Stripe is asked again how a session stands. */
    private const ASK_AGAIN = 10;

    /**
     * How a donation stands, for whoever has its reference; nothing about who gave.
     *
     * @return array{status: string, amount: string, currency: string, interval: string, test?: bool} Test: no money moves.
     * @throws Refusal
     */
    public static function status(string $reference): array
    {
        $row = preg_match('/^[A-Za-z0-9_-]{16,40}\z/', $reference) === 1 ? DonationRows::find('reference', $reference) : null;
        if ($row === null) {
            throw new Refusal('not-found', 'no such donation');
        }
        $row = self::refreshed($row);
        $names = ['begun' => 'pending', 'open' => 'pending', 'disputed' => 'paid', 'refunded' => 'failed', 'turned-back' => 'cancelled'];
        $minor = (int) $row['paid'] > 0 ? (int) $row['paid'] : (int) $row['amount'];
        return [
            'status' => $names[$row['status']] ?? (string) $row['status'],
            'amount' => (new Money($minor, (string) $row['currency']))->text(),
            'currency' => (string) $row['currency'],
            'interval' => (string) $row['every'],
        ] + ((int) $row['livemode'] === 1 ? [] : ['test' => true]);
    }

    /**
     * Asks Stripe how an open session stands, now and then: the supporter is back, and the webhook may be late or never come.
     *
     * @param array<string, string|null> $row
     * @return array<string, string|null>
     */
    private static function refreshed(array $row): array
    {
        global $wpdb;
        $table = Store::table('donations');
        $isOpen = in_array($row['status'], ['begun', 'open', 'pending'], true);
        if (!$isOpen || $row['session'] === null) {
            return $row;
        }
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $turn = $wpdb->prepare("UPDATE $table SET asked_at = %d WHERE id = %d AND asked_at <= %d", time(), (int) $row['id'], time() - self::ASK_AGAIN);
        if (Store::query($turn) === 0) {
            return $row;
        }
        try {
            $session = Stripe::session((string) $row['session'], (int) $row['livemode'] === 1);
        } catch (Refusal $trouble) {
            // Unknown is no "you turned back", which would make someone pay twice who has paid.
            return $row;
        }
        if (($session['id'] ?? '') !== $row['session']) {
            return $row;
        }
        $status = (string) ($session['status'] ?? '');
        if ($status === 'open') {
            return ['status' => 'turned-back'] + $row;
        }
        $read = StripeEvent::fetched($session, time());
        if ($read['facts'] !== []) {
            $id = 'fetched_' . substr(hash('sha256', $row['session'] . $status . ($session['payment_status'] ?? '')), 0, 40);
            DonationEvents::apply($id, 'fetched', (int) $row['livemode'] === 1, $read);
        }
        return DonationRows::find('reference', (string) $row['reference']) ?? $row;
    }
}
