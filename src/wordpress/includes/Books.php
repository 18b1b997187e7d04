<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Document;
use Glassjar\Core\Money;

/**
 * The books: entries that are added and never changed. A mistake is taken back by an entry of its own. What is personal (name,
 * message, address) is in People, so that it can be erased without touching a sum.
 */
final class Books
{
    /** The flow that takes back another. */
    private const OPPOSITE = [
        'gift+' => 'gift-', 'gift-' => 'gift+', 'sale+' => 'sale-', 'sale-' => 'sale+', 'cost+' => 'cost-', 'cost-' => 'cost+',
    ];

    /**
     * Adds one entry.
     *
     * @param array<string, mixed> $entry As in the wire format, without an id: at, flow, amount (a decimal string), reason, source,
     *     label, name, message, hideAmount, reverses. Also `email`, which is never shown.
     * @param string $idempotency The same key never books twice. At most 190 bytes.
     * @param int $donation Row of the donation it belongs to, or 0.
     * @return array{id: string, isNew: bool} The entry's id.
     * @throws RefusedEntry When it can't be booked; says which field is wrong.
     * @throws Refusal When the key has booked another entry.
     * @throws StoreError
     */
    public static function add(int $campaign, array $entry, string $idempotency, int $donation = 0, int $person = 0): array
    {
        $currency = Campaign::currency($campaign);
        $read = Document::part('entries', [array_diff_key($entry, ['id' => 1, 'email' => 1])], $currency);
        if ($read['problems'] !== []) {
            throw new RefusedEntry(preg_replace('/^entries\[0\]\.?/', '', $read['problems'][0][0]), $read['problems'][0][1]);
        }
        if ($idempotency === '' || strlen($idempotency) > 190) {
            throw new RefusedEntry('idempotency', 'name');
        }
        $kept = $read['value'][0];
        $amount = Money::parse($kept['amount'], $currency);
        if (strlen($kept['source'] ?? '') > 60) {
            throw new RefusedEntry('source', 'name');
        }
        return Store::transaction(static function () use ($campaign, $entry, $kept, $amount, $idempotency, $donation, $person): array {
            // What a provider told anew may be told with other words; what a person sends under one key is one entry.
            $same = $donation > 0 ? [] : [
                'campaign' => $campaign,
                'flow' => $kept['flow'],
                'amount' => $amount->minor,
                'at' => $kept['at'],
                'reverses' => $kept['reverses'] ?? '',
            ];
            $known = self::byKey($idempotency, $same);
            if ($known !== null) {
                return ['id' => $known, 'isNew' => false];
            }
            // What a provider told was weighed by Core\Donation; it may take back more than one line holds.
            if (isset($kept['reverses']) && $donation === 0) {
                self::checkReversal($campaign, $kept['reverses'], $kept['flow'], $amount->minor);
            }
            $isNamed = isset($kept['name']) || isset($kept['message']) || ($entry['email'] ?? '') !== '';
            $row = [
                'campaign' => $campaign,
                'at' => $kept['at'],
                'flow' => $kept['flow'],
                'reason' => $kept['reason'] ?? '',
                'amount' => $amount->minor,
                'currency' => $amount->currency,
                'source' => $kept['source'] ?? '',
                'label' => Core\Text::cut($kept['label'] ?? '', 190),
                'reverses' => $kept['reverses'] ?? '',
                'hide_amount' => (int) ($kept['hideAmount'] ?? false),
                'person' => $person > 0 || !$isNamed ? $person : People::add($campaign, $kept + $entry),
                'donation' => $donation,
                'idempotency' => $idempotency,
                'created_by' => get_current_user_id(),
                'created_at' => Store::now(),
            ];
            for ($try = 0; $try < 3; $try++) {
                $name = 'e' . bin2hex(random_bytes(8));
                if (Store::insertNew('entries', ['name' => $name] + $row) > 0) {
                    Sums::follow($campaign);
                    Rendered::touch($campaign);
                    return ['id' => $name, 'isNew' => true];
                }
                // Someone else was faster, or the name was taken (which won't happen twice).
                $known = self::byKey($idempotency, $same);
                if ($known !== null) {
                    return ['id' => $known, 'isNew' => false];
                }
            }
            throw new StoreError('the entry could not be added');
        });
    }

    /**
     * Takes an entry back, in whole or in part, by an entry of its own.
     *
     * @param Money|null $amount Null: what is left of it.
     * @return array{id: string, isNew: bool}
     * @throws RefusedEntry When there is no such entry, or no more than this is left of it.
     * @throws Refusal When the key has booked another entry.
     * @throws StoreError
     */
    public static function reverse(int $campaign, string $name, string $reason, string $idempotency, ?Money $amount = null, string $at = ''): array
    {
        return Store::transaction(static function () use ($campaign, $name, $reason, $idempotency, $amount, $at): array {
            $same = ['campaign' => $campaign, 'reverses' => $name] + ($amount === null ? [] : ['amount' => $amount->minor]);
            $known = self::byKey($idempotency, $same);
            if ($known !== null) {
                return ['id' => $known, 'isNew' => false];
            }
            $row = self::find($campaign, $name);
            if ($row === null) {
                throw new RefusedEntry('reverses', 'name');
            }
            if ((int) $row['donation'] > 0) {
                // Given back at the provider, it comes here by itself; given back here as well, it would count twice.
                throw new RefusedEntry('donation', 'refund');
            }
            $left = (int) $row['amount'] - self::takenBack($campaign, $name);
            $minor = $amount === null ? $left : $amount->minor;
            if ($minor <= 0 || $minor > $left) {
                throw new RefusedEntry('amount', 'positive');
            }
            return self::add($campaign, [
                'at' => $at !== '' ? $at : wp_date('Y-m-d'),
                'flow' => self::OPPOSITE[$row['flow']],
                'reason' => $reason,
                'amount' => (new Money($minor, (string) $row['currency']))->text(),
                'reverses' => $name,
            ] + Campaign::filled(['source' => (string) $row['source']]), $idempotency, (int) $row['donation']);
        });
    }

    /**
     * All entries of a campaign in the wire format, in the order they were booked: for books that are short, see Entries for others.
     *
     * @return array<int, array<string, mixed>>
     */
    public static function entries(int $campaign, bool $withNames = true): array
    {
        return iterator_to_array(Entries::all($campaign, $withNames), false);
    }

    /** How many entries there are, in whatever currency. */
    public static function count(int $campaign): int
    {
        global $wpdb;
        $table = Store::table('entries');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        return (int) (Store::row($wpdb->prepare("SELECT COUNT(*) AS n FROM $table WHERE campaign = %d", $campaign))['n'] ?? 0);
    }

    /** Whether anything was ever booked. */
    public static function isBegun(int $campaign): bool
    {
        global $wpdb;
        $table = Store::table('entries');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        return Store::row($wpdb->prepare("SELECT id FROM $table WHERE campaign = %d LIMIT 1", $campaign)) !== null;
    }

    /**
     * Which of these keys are booked already.
     *
     * @param string[] $keys
     * @return array<string, true>
     */
    public static function known(array $keys): array
    {
        global $wpdb;
        $table = Store::table('entries');
        $found = [];
        foreach (array_chunk($keys, 200) as $some) {
            $places = implode(', ', array_fill(0, count($some), '%s'));
            // phpcs:ignore WordPress.DB.PreparedSQL -- as many places as keys.
            foreach (Store::rows($wpdb->prepare("SELECT idempotency FROM $table WHERE idempotency IN ($places)", $some)) as $row) {
                $found[(string) $row['idempotency']] = true;
            }
        }
        return $found;
    }

    /** @return array<string, string|null>|null */
    public static function find(int $campaign, string $name): ?array
    {
        global $wpdb;
        $table = Store::table('entries');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        return Store::row($wpdb->prepare("SELECT * FROM $table WHERE campaign = %d AND name = %s", $campaign, $name));
    }

    /** What was taken back of an entry, less what came back of that. */
    public static function takenBack(int $campaign, string $name): int
    {
        global $wpdb;
        $table = Store::table('entries');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $rows = Store::rows($wpdb->prepare("SELECT name, amount FROM $table WHERE reverses = %s AND campaign = %d", $name, $campaign));
        $taken = 0;
        foreach ($rows as $row) {
            $taken += (int) $row['amount'] - self::takenBack($campaign, (string) $row['name']);
        }
        return $taken;
    }

    private static function checkReversal(int $campaign, string $name, string $flow, int $minor): void
    {
        $row = self::find($campaign, $name);
        if ($row === null || self::OPPOSITE[$row['flow']] !== $flow) {
            throw new RefusedEntry('reverses', 'name');
        }
        if ((int) $row['donation'] > 0) {
            throw new RefusedEntry('donation', 'refund');
        }
        if ($minor > (int) $row['amount'] - self::takenBack($campaign, $name)) {
            throw new RefusedEntry('amount', 'positive');
        }
    }

    /**
     * The entry that a key has booked.
     *
     * @param array<string, string|int> $same What it must be the same in.
     * @throws Refusal When it is another.
     */
    private static function byKey(string $idempotency, array $same): ?string
    {
        global $wpdb;
        $table = Store::table('entries');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $row = Store::row($wpdb->prepare("SELECT * FROM $table WHERE idempotency = %s", $idempotency));
        foreach ($row === null ? [] : $same as $column => $value) {
            if ((string) $row[$column] !== (string) $value) {
                throw new Refusal('conflict', 'Idempotency-Key: this key was used for another entry');
            }
        }
        return $row === null ? null : (string) $row['name'];
    }
}
