<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Document;
use Glassjar\Core\Money;

/**
 * The books: entries that are added and never changed. A mistake is taken back by an entry of its own. What is personal (name,
 * message, address) is in People, so that it can be erased without touching a sum.
 *
 * A long file, and one room: whatever writes an entry goes by the same checks, in the same transaction.
 */
final class Books
{
    /** The flow that takes back another. */
    private const OPPOSITE = [
        'gift+' => 'gift-', 'gift-' => 'gift+', 'sale+' => 'sale-', 'sale-' => 'sale+', 'cost+' => 'cost-', 'cost-' => 'cost+',
    ];

    /** Why money usually moves so, where nobody says it. */
    private const USUAL = [
        'gift+' => 'donation', 'gift-' => 'refund', 'sale+' => 'purchase', 'sale-' => 'refund', 'cost+' => 'expense', 'cost-' => 'void',
    ];

    /**
     * Adds one entry.
     *
     * @param array<string, mixed> $entry As in the wire format, without an id: at, flow, amount (a decimal string), reason, source,
     *     label, name, message, hideAmount, reverses. Also `email`, which is never shown.
     * @param string $idempotency The same key never books twice. At most 190 bytes.
     * @param int $donation Row of the donation it belongs to, or 0.
     * @param array<string, string|null> $bank What its bank said of it, which nobody else sees: bank_id, origin, reference (a digest).
     * @return array{id: string, isNew: bool} The entry's id.
     * @throws RefusedEntry When it can't be booked; says which field is wrong.
     * @throws Refusal When the key has booked another entry.
     * @throws StoreError
     */
    public static function add(int $campaign, array $entry, string $idempotency, int $donation = 0, int $person = 0, array $bank = []): array
    {
        [$kept, $amount] = self::checked(Campaign::currency($campaign), $entry, $idempotency);
        return Store::transaction(static function () use ($campaign, $entry, $kept, $amount, $idempotency, $donation, $person, $bank): array {
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
            $row = self::row($campaign, $entry, $kept, $amount, $idempotency, $donation, $person) + $bank;
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
     * Adds many entries, all or none. Each key books once; what it has booked already is left as it is.
     *
     * @param array<string, array<string, mixed>> $entries By their keys; as `add` takes them, none of which takes back another.
     * @param array<string, array<string, string|null>> $banks What their banks said of them, by key: all or none of them, as for `add`.
     * @return array{booked: int, known: int}
     * @throws RefusedEntry When one of them can't be booked.
     * @throws StoreError
     */
    public static function addAll(int $campaign, array $entries, array $banks = []): array
    {
        return Store::transaction(static function () use ($campaign, $entries, $banks): array {
            $currency = Campaign::currency($campaign);
            $known = self::known(array_map('strval', array_keys($entries)));
            $rows = [];
            foreach ($entries as $key => $entry) {
                if (isset($entry['reverses'])) {
                    throw new RefusedEntry('reverses', 'name');
                }
                if (!isset($known[$key])) {
                    [$kept, $amount] = self::checked($currency, $entry, (string) $key);
                    $rows[] = ['name' => 'e' . bin2hex(random_bytes(8))] + self::row($campaign, $entry, $kept, $amount, (string) $key, 0, 0) + ($banks[$key] ?? []);
                }
            }
            foreach (array_chunk($rows, 100) as $some) {
                Store::insertAll('entries', $some);
            }
            while ($rows !== [] && Sums::follow($campaign)) {
                // On, until all of them are in the sums.
                continue;
            }
            if ($rows !== []) {
                Rendered::touch($campaign);
            }
            return ['booked' => count($rows), 'known' => count($entries) - count($rows)];
        });
    }

    /**
     * Mends an entry by two: one takes back what is left of it, another books that anew. Who gave is named with the new one.
     *
     * @param array<string, mixed> $changes Of at, amount, source and label: what is otherwise.
     * @param int $taken What was taken back of it when it was looked at, in minor units.
     * @return array{id: string, isNew: bool} Of the new one.
     * @throws RefusedEntry When it can't be mended so.
     * @throws Refusal When it was changed meanwhile.
     * @throws StoreError
     */
    public static function correct(int $campaign, string $name, array $changes, int $taken, string $idempotency): array
    {
        return Store::transaction(static function () use ($campaign, $name, $changes, $taken, $idempotency): array {
            global $wpdb;
            $known = self::byKey("$idempotency:new", ['campaign' => $campaign]);
            if ($known !== null) {
                return ['id' => $known, 'isNew' => false];
            }
            $row = self::find($campaign, $name);
            if ($row === null || $row['reverses'] !== '') {
                throw new RefusedEntry('reverses', 'name');
            }
            if (self::takenBack($campaign, $name) !== $taken) {
                throw new Refusal('conflict', 'this entry was changed meanwhile');
            }
            $left = (new Money((int) $row['amount'] - $taken, (string) $row['currency']))->text();
            $was = ['at' => $row['at'], 'amount' => $left, 'source' => $row['source'], 'label' => $row['label']];
            $changes = array_intersect_key($changes, $was);
            if (array_diff_assoc($changes, $was) === []) {
                throw new RefusedEntry('amount', 'other');
            }
            self::reverse($campaign, $name, 'void', "$idempotency:back");
            $added = self::add($campaign, Campaign::filled($changes + $was + [
                'flow' => $row['flow'],
                'reason' => $row['reason'],
                'hideAmount' => (int) $row['hide_amount'] === 1,
            ]), "$idempotency:new", 0, (int) $row['person']);
            $table = Store::table('entries');
            // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
            Store::query($wpdb->prepare("UPDATE $table SET person = 0 WHERE id = %d", (int) $row['id']));
            return $added;
        });
    }

    /**
     * Names who gave, or names them otherwise. No sum changes by it.
     *
     * @param array{name: string, message: string, email: string, hideAmount: bool} $person The e-mail address is never shown.
     * @throws RefusedEntry When there is no such entry.
     * @throws StoreError
     */
    public static function name(int $campaign, string $name, array $person): void
    {
        Store::transaction(static function () use ($campaign, $name, $person): void {
            global $wpdb;
            $row = self::find($campaign, $name);
            if ($row === null) {
                throw new RefusedEntry('entry', 'name');
            }
            $id = (int) $row['person'];
            if ($id > 0) {
                People::rename($id, $person);
            } else {
                $id = People::add($campaign, $person);
            }
            $table = Store::table('entries');
            // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
            Store::query($wpdb->prepare("UPDATE $table SET person = %d, hide_amount = %d WHERE id = %d", $id, (int) $person['hideAmount'], (int) $row['id']));
            Rendered::touch($campaign);
        });
    }

    /**
     * Takes an entry back, in whole or in part, by an entry of its own.
     *
     * @param Money|null $amount Null: what is left of it.
     * @param array<string, string|null> $bank As for `add`.
     * @return array{id: string, isNew: bool}
     * @throws RefusedEntry When there is no such entry, or no more than this is left of it.
     * @throws Refusal When the key has booked another entry.
     * @throws StoreError
     */
    public static function reverse(int $campaign, string $name, string $reason, string $idempotency, ?Money $amount = null, string $at = '', array $bank = []): array
    {
        return Store::transaction(static function () use ($campaign, $name, $reason, $idempotency, $amount, $at, $bank): array {
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
            ] + Campaign::filled(['source' => (string) $row['source']]), $idempotency, (int) $row['donation'], 0, $bank);
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

    /** How many entries are booked to a source. */
    public static function countOf(int $campaign, string $source): int
    {
        global $wpdb;
        $table = Store::table('entries');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        return (int) (Store::row($wpdb->prepare("SELECT COUNT(*) AS n FROM $table WHERE campaign = %d AND source = %s", $campaign, $source))['n'] ?? 0);
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

    /**
     * What of an entry can be booked.
     *
     * @param array<string, mixed> $entry
     * @return array{array<string, mixed>, Money}
     * @throws RefusedEntry
     */
    private static function checked(string $currency, array $entry, string $idempotency): array
    {
        $read = Document::part('entries', [array_diff_key($entry, ['id' => 1, 'email' => 1])], $currency);
        if ($read['problems'] !== []) {
            throw new RefusedEntry(preg_replace('/^entries\[0\]\.?/', '', $read['problems'][0][0]), $read['problems'][0][1]);
        }
        if ($idempotency === '' || strlen($idempotency) > 190) {
            throw new RefusedEntry('idempotency', 'name');
        }
        $kept = $read['value'][0];
        if (strlen($kept['source'] ?? '') > 60) {
            throw new RefusedEntry('source', 'name');
        }
        return [$kept, Money::parse($kept['amount'], $currency)];
    }

    /**
     * @param array<string, mixed> $entry As it came.
     * @param array<string, mixed> $kept As the format's reader keeps it.
     * @return array<string, mixed>
     */
    private static function row(int $campaign, array $entry, array $kept, Money $amount, string $idempotency, int $donation, int $person): array
    {
        $isNamed = isset($kept['name']) || isset($kept['message']) || ($entry['email'] ?? '') !== '';
        return [
            'campaign' => $campaign,
            'at' => $kept['at'],
            'flow' => $kept['flow'],
            'reason' => $kept['reason'] ?? self::USUAL[$kept['flow']],
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
    }

    /** @return array<string, string|null>|null */
    public static function find(int $campaign, string $name): ?array
    {
        global $wpdb;
        $table = Store::table('entries');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        return Store::row($wpdb->prepare("SELECT * FROM $table WHERE campaign = %d AND name = %s", $campaign, $name));
    }

    /**
     * Which of these entries something was taken back of.
     *
     * @param string[] $names
     * @return string[]
     */
    public static function reversed(array $names): array
    {
        global $wpdb;
        if ($names === []) {
            return [];
        }
        $table = Store::table('entries');
        $places = implode(', ', array_fill(0, count($names), '%s'));
        // phpcs:ignore WordPress.DB.PreparedSQL -- as many places as names.
        return array_map('strval', array_column(Store::rows($wpdb->prepare("SELECT DISTINCT reverses FROM $table WHERE reverses IN ($places)", $names)), 'reverses'));
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
