<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Calendar;
use Glassjar\Core\Donation;
use Glassjar\Core\Money;
use Glassjar\Core\StripeEvent;
use Glassjar\Core\Text;

/**
 * What Stripe tells, taken into the books: each event once, in whatever order, and nothing that is not a donation of this site's. Test
 * and live never meet.
 */
final class DonationEvents
{
    /**
     * Takes in an event of Stripe's, whose signature was checked. Safe to repeat, in any order.
     *
     * @param array<string, mixed> $event
     * @throws StoreError When it could not be kept; Stripe then sends it again.
     */
    public static function take(array $event): void
    {
        $read = StripeEvent::read($event);
        $id = $event['id'] ?? null;
        if ($read === null || !is_string($id) || preg_match('/^[A-Za-z0-9_]{4,90}\z/', $id) !== 1) {
            return;
        }
        self::apply($id, (string) $event['type'], !empty($event['livemode']), $read);
    }

    /**
     * Takes in what was read of an event or found by asking.
     *
     * @param string $id Each counts once.
     * @param string $type For the set-up check: what Stripe told by itself, or `fetched`, or `balance_transaction`.
     * @param array{donation: string, session: string, payment: string, also: string, begins: string, email: string, facts: array<int, array<string, mixed>>} $read
     */
    public static function apply(string $id, string $type, bool $live, array $read): void
    {
        if ($read['payment'] === $read['session']) {
            // A session that names no payment of its own.
            $read['payment'] = '';
        }
        Store::transaction(static function () use ($id, $type, $live, $read): void {
            global $wpdb;
            $events = Store::table('events');
            // A write first: of two deliveries at the same time, the second waits here for the first.
            $isNew = Store::insertNew('events', [
                'event' => $id,
                'type' => Text::cut($type, 60),
                'livemode' => (int) $live,
                'payment' => substr($read['payment'], 0, 100),
                'also' => substr($read['also'], 0, 100),
                'facts' => (string) wp_json_encode($read['facts']),
                'received_at' => Store::now(),
            ]) > 0;
            // phpcs:disable WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
            if (!$isNew) {
                $known = Store::row($wpdb->prepare("SELECT applied FROM $events WHERE event = %s", $id));
                if ((int) ($known['applied'] ?? 1) === 1) {
                    return;
                }
            }
            $row = self::ownerOf($read, $live) ?? self::further($read, $live);
            if ($row === null) {
                // A payment of another shop on the same account, or one that we hear of later: what has money in it is held.
                return;
            }
            Store::query($wpdb->prepare("UPDATE $events SET donation = %s WHERE event = %s", $row['reference'], $id));
            $row = self::named($row);
            self::settle($row, $read['email']);
            Store::query($wpdb->prepare("UPDATE $events SET applied = 1 WHERE donation = %s", $row['reference']));
            // phpcs:enable
        });
    }

    /**
     * The donation an event is about. What names the payment comes first, so that no payment ever counts for two.
     *
     * @param array{donation: string, session: string, payment: string, also: string, begins: string, email: string, facts: array<int, array<string, mixed>>} $read
     * @return array<string, string|null>|null
     */
    private static function ownerOf(array $read, bool $live): ?array
    {
        $row = null;
        foreach (array_filter([$read['payment'], $read['also']]) as $name) {
            $row = $row ?? DonationRows::find('payment', $name) ?? DonationRows::find('also', $name);
        }
        $row = $row ?? ($read['session'] !== '' ? DonationRows::find('session', $read['session']) : null);
        $row = $row ?? ($read['donation'] !== '' ? DonationRows::find('reference', $read['donation']) : null);
        // Test and live never meet, whoever signed.
        if ($row === null || ((int) $row['livemode'] === 1) !== $live) {
            return null;
        }
        if ($row['payment'] === null && $read['payment'] !== '') {
            DonationRows::update($row, ['payment' => $read['payment']]);
            $row['payment'] = $read['payment'];
        }
        return $row;
    }

    /**
     * A further month of a gift that comes each month: a donation of its own, without a name, since nobody was asked again. Null when
     * it is none, or of a gift that another site began.
     *
     * @param array{donation: string, session: string, payment: string, also: string, begins: string, email: string, facts: array<int, array<string, mixed>>} $read
     * @return array<string, string|null>|null
     */
    private static function further(array $read, bool $live): ?array
    {
        $first = $read['begins'] !== '' ? DonationRows::find('reference', $read['begins']) : null;
        $amount = $read['facts'][0]['amount'] ?? null;
        if ($first === null || $amount === null || ((int) $first['livemode'] === 1) !== $live) {
            return null;
        }
        $intent = hash('sha256', "invoice:{$read['payment']}");
        Store::insertNew('donations', [
            'reference' => DonationRows::newReference(),
            'campaign' => (int) $first['campaign'],
            'intent' => $intent,
            'request' => $intent,
            'amount' => $amount['minor'],
            'currency' => $amount['currency'],
            'livemode' => (int) $live,
            'every' => 'month',
            'return_url' => '',
            'session_url' => '',
            'payment' => $read['payment'],
            'created_at' => Store::now(),
            'updated_at' => Store::now(),
        ]);
        return DonationRows::find('intent', $intent);
    }

    /**
     * Gathers what was held under the names of a donation's payment. One of them may be known from what was held only.
     *
     * @param array<string, string|null> $row
     * @return array<string, string|null>
     */
    private static function named(array $row): array
    {
        global $wpdb;
        $events = Store::table('events');
        // phpcs:disable WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        foreach (['payment', 'also'] as $name) {
            if ($name === 'also' && $row['also'] === null) {
                $found = Store::row($wpdb->prepare("SELECT also FROM $events WHERE donation = %s AND also <> '' AND also <> %s LIMIT 1", $row['reference'], (string) $row['payment']));
                if ($found === null || DonationRows::find('also', (string) $found['also']) !== null) {
                    continue;
                }
                $row['also'] = $found['also'];
                DonationRows::update($row, ['also' => (string) $row['also']]);
            }
            Store::query($wpdb->prepare(
                "UPDATE $events SET donation = %s WHERE livemode = %d AND donation = '' AND payment <> '' AND payment = %s",
                $row['reference'],
                (int) $row['livemode'],
                (string) ($row[$name] ?? '')
            ));
        }
        // phpcs:enable
        return $row;
    }

    /**
     * Brings the books and the donation to what is known of it.
     *
     * @param array<string, string|null> $row
     */
    private static function settle(array $row, string $email): void
    {
        global $wpdb;
        $campaign = (int) $row['campaign'];
        $events = Store::table('events');
        $facts = [];
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        foreach (Store::rows($wpdb->prepare("SELECT facts FROM $events WHERE donation = %s ORDER BY id", $row['reference'])) as $event) {
            $facts = array_merge($facts, (array) json_decode((string) $event['facts'], true));
        }
        $payments = [];
        foreach ($facts as $index => $fact) {
            if (isset($fact['payment'])) {
                $payments[$fact['payment'] === $row['also'] ? $row['payment'] : $fact['payment']] = true;
                // One donation is one session, and that is one payment, whether it is told by its own name or by the session's.
                $facts[$index]['payment'] = 'card';
            }
        }
        unset($payments[(string) $row['session']], $payments['']);
        $currency = Campaign::currency($campaign);
        $state = Donation::state($facts, $currency);
        if ($email !== '' && $state['gross'] > 0) {
            $row['person'] = (string) self::remember($row, $email);
        }
        // Play money is in no one's books.
        if ((int) $row['livemode'] === 1 && Campaign::exists($campaign)) {
            self::book($row, $facts, $currency);
        }
        $notes = array_filter([
            $state['hasForeign'] ? 'currency' : '',
            $state['gross'] > 0 && $state['gross'] !== (int) $row['amount'] ? 'amount' : '',
            $state['losses'] > 0 ? 'loss' : '',
            count($payments) > 1 ? 'payments' : '',
        ]);
        if ($state['gross'] > 0 && (string) ($row['caller'] ?? '') !== '') {
            RateLimit::forgive([(string) $row['caller'], RateLimit::bucket('start', 'all')]);
        }
        DonationRows::update($row, [
            'status' => $state['status'],
            'paid' => $state['gross'],
            // Counted off once, and then forgotten.
            'caller' => $state['gross'] > 0 ? '' : (string) ($row['caller'] ?? ''),
            'notes' => implode(' ', $notes),
            'person' => (int) $row['person'],
            'updated_at' => Store::now(),
        ]);
        if ($notes !== []) {
            /** Something about a donation needs a look: another amount or currency than asked for, a loss, or two payments for one session. */
            do_action('glassjar_donation_noted', (string) $row['reference'], $notes);
        }
    }

    /**
     * @param array<string, string|null> $row
     * @param array<int, array<string, mixed>> $facts
     */
    private static function book(array $row, array $facts, string $currency): void
    {
        global $wpdb;
        $campaign = (int) $row['campaign'];
        $prefix = "donation:{$row['reference']}:";
        $table = Store::table('entries');
        $booked = [];
        $names = [];
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $rows = Store::rows($wpdb->prepare("SELECT name, idempotency, flow, amount, reverses FROM $table WHERE donation = %d ORDER BY id", (int) $row['id']));
        foreach ($rows as $line) {
            $names[(string) $line['name']] = substr((string) $line['idempotency'], strlen($prefix));
        }
        foreach ($rows as $line) {
            $booked[] = Campaign::filled([
                'key' => $names[(string) $line['name']],
                'flow' => $line['flow'],
                'amount' => (int) $line['amount'],
                'reverses' => $names[(string) $line['reverses']] ?? '',
            ]);
        }
        $byKey = array_flip($names);
        $zone = wp_timezone_string();
        foreach (Donation::linesDue($facts, $currency, $booked) as $line) {
            $added = Books::add($campaign, Campaign::filled([
                // To the day: a time to the second tells who it was.
                'at' => Calendar::today(Calendar::instantOf($line['at']), $zone),
                'flow' => $line['flow'],
                'reason' => $line['reason'],
                'amount' => (new Money($line['amount'], $currency))->text(),
                'source' => Campaign::CARD,
                'reverses' => isset($line['reverses']) ? ($byKey[$line['reverses']] ?? '') : '',
            ]), $prefix . $line['key'], (int) $row['id'], strpos($line['key'], 'gift:') === 0 ? (int) $row['person'] : 0);
            $byKey[$line['key']] = $added['id'];
        }
    }

    /**
     * @param array<string, string|null> $row
     * @return int The row in People.
     */
    private static function remember(array $row, string $email): int
    {
        $person = (int) $row['person'];
        if ($person > 0) {
            People::addEmail($person, $email);
            return $person;
        }
        return People::add((int) $row['campaign'], ['email' => $email]);
    }
}
