<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Money;

/**
 * What the entries of a campaign come to, kept beside them, so that nothing which a page or a screen needs grows with the books. Entries
 * are only added, and the sums follow them in the order of their ids, up to `summed`: an entry that is added is taken in within the same
 * transaction; entries without sums (after an update of the plugin, or written by an older one meanwhile) are taken in bit by bit.
 * Without their sums, all of it can be made again: `forget`.
 *
 * A long file, and one room: what is written within an entry's transaction and what catches up later must add in the same way.
 */
final class Sums
{
    /** WordPress's event that takes in what is left. */
    public const EVENT = 'glassjar_sum';

    /** Entries taken in at once. */
    private const SLICE = 500;

    /** Seconds that one event, or one visit of a screen, gives to it. */
    private const PATIENCE = 10.0;

    /** Purposes of costs that are told apart; what is beyond is summed by its reason. */
    private const MOST_PURPOSES = 200;

    /**
     * The sums of a campaign.
     *
     * @return array{entries: int, balance: int, sums: array<int, array{kind: string, reason: string, name: string, minor: int, given: int, at: string}>}
     *     Kind: gifts, sales or costs; name: the source, or what stands before the first comma of a cost's label. Minor units; given: before anything was taken back; balance:
     *     what came in less what went out.
     */
    public static function of(int $campaign): array
    {
        $books = self::whole($campaign);
        if ($books === null) {
            return self::added($campaign);
        }
        $sums = [];
        foreach (self::rows($campaign) as $row) {
            $sums[] = [
                'kind' => (string) $row['kind'],
                'reason' => (string) $row['reason'],
                'name' => (string) $row['name'],
                'minor' => (int) $row['minor'],
                'given' => (int) $row['given'],
                'at' => (string) $row['at'],
            ];
        }
        return ['entries' => (int) $books['entries'], 'balance' => (int) $books['balance'], 'sums' => $sums];
    }

    /** How many entries there are in the campaign's currency. */
    public static function count(int $campaign): int
    {
        $books = self::whole($campaign);
        return $books === null ? self::added($campaign)['entries'] : (int) $books['entries'];
    }

    /**
     * Takes in the next entries that are in no sum yet. Part of the transaction that adds one.
     *
     * @return bool Whether more are left.
     * @throws StoreError
     */
    public static function follow(int $campaign): bool
    {
        return Store::transaction(static function () use ($campaign): bool {
            global $wpdb;
            $books = self::begun($campaign);
            $entries = Store::table('entries');
            // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
            $rows = Store::rows($wpdb->prepare(
                "SELECT id, name, at, flow, reason, amount, currency, source, label, reverses FROM $entries
                 WHERE campaign = %d AND id > %d ORDER BY id LIMIT %d",
                $campaign,
                (int) $books['summed'],
                self::SLICE
            ));
            if ($rows !== []) {
                self::take($campaign, $books, $rows);
            }
            return count($rows) === self::SLICE;
        });
    }

    /**
     * Takes in what is left, within some seconds.
     *
     * @return bool Whether all entries are in the sums now.
     */
    public static function catchUp(int $campaign, float $seconds = self::PATIENCE): bool
    {
        $until = microtime(true) + $seconds;
        $isNews = false;
        try {
            while (self::whole($campaign) === null) {
                if (microtime(true) >= $until) {
                    return false;
                }
                self::follow($campaign);
                $isNews = true;
            }
            if ($isNews) {
                Rendered::touch($campaign);
            }
            return true;
        } catch (StoreError $error) {
            // Reading goes on without: the database adds up.
            do_action('glassjar_store_error', $error->getMessage());
            return false;
        }
    }

    /** Has what is left taken in soon, apart from anybody's visit. */
    public static function later(): void
    {
        if (!wp_next_scheduled(self::EVENT)) {
            wp_schedule_single_event(time() + 10, self::EVENT);
        }
    }

    /** WordPress's event: goes through all campaigns. */
    public static function catchUpAll(): void
    {
        $until = microtime(true) + self::PATIENCE;
        $entries = Store::table('entries');
        foreach (Store::rows("SELECT DISTINCT campaign FROM $entries") as $row) {
            $id = (int) $row['campaign'];
            if (!Campaign::exists($id) || self::whole($id) !== null) {
                continue;
            }
            if (!self::catchUp($id, $until - microtime(true))) {
                self::later();
                return;
            }
        }
    }

    /**
     * Campaigns of which the sums are not what their entries come to: something outside of this plugin changed them, or a database
     * without transactions broke off.
     *
     * @return int[]
     */
    public static function wrong(): array
    {
        $entries = Store::table('entries');
        $found = [];
        foreach (Store::rows("SELECT DISTINCT campaign FROM $entries") as $row) {
            $id = (int) $row['campaign'];
            $books = Campaign::exists($id) ? self::whole($id) : null;
            if ($books !== null && !self::fits($id, $books)) {
                $found[] = $id;
            }
        }
        return $found;
    }

    /** Once a day: what doesn't fit is made anew. */
    public static function daily(): void
    {
        self::repair();
        self::later();
    }

    /** Has all sums that don't fit made anew. @return int[] The campaigns. */
    public static function repair(): array
    {
        $wrong = self::wrong();
        foreach ($wrong as $id) {
            self::forget($id);
            self::catchUp($id);
            /** The sums of a campaign were not what its entries come to, and were made anew. */
            do_action('glassjar_books_repaired', $id);
        }
        return $wrong;
    }

    /** Has the sums of a campaign made anew of its entries. */
    public static function forget(int $campaign): void
    {
        Store::transaction(static function () use ($campaign): void {
            global $wpdb;
            $entries = Store::table('entries');
            // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
            Store::query($wpdb->prepare("UPDATE $entries SET number = 0, balance = 0, sum_id = 0 WHERE campaign = %d", $campaign));
            foreach (['sums', 'books'] as $name) {
                // phpcs:ignore WordPress.DB.PreparedSQL -- tables of our own.
                Store::query($wpdb->prepare('DELETE FROM ' . Store::table($name) . ' WHERE campaign = %d', $campaign));
            }
        });
    }

    /**
     * What the database adds up while not all entries are in the sums: as `of`, with costs told apart by nothing but fees.
     *
     * @return array{entries: int, balance: int, sums: array<int, array{kind: string, reason: string, name: string, minor: int, given: int, at: string}>}
     */
    private static function added(int $campaign): array
    {
        global $wpdb;
        $entries = Store::table('entries');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $rows = Store::rows($wpdb->prepare(
            "SELECT e.flow AS flow, CASE WHEN e.source = '' THEN COALESCE(t.source, '') ELSE e.source END AS place,
                CASE WHEN COALESCE(t.reason, e.reason) = 'fee' THEN 'fee' ELSE '' END AS fee, SUM(e.amount) AS minor,
                SUM(CASE WHEN e.reverses = '' AND e.flow IN ('gift+', 'sale+') THEN e.amount ELSE 0 END) AS given, COUNT(*) AS n, MAX(e.at) AS newest
             FROM $entries e LEFT JOIN $entries t ON t.name = e.reverses AND e.reverses <> ''
             WHERE e.campaign = %d AND e.currency = %s GROUP BY flow, place, fee",
            $campaign,
            Campaign::currency($campaign)
        ));
        $found = ['entries' => 0, 'balance' => 0, 'sums' => []];
        foreach ($rows as $row) {
            $flow = (string) $row['flow'];
            $isCost = $flow[0] === 'c';
            $minor = $flow[4] === '+' ? (int) $row['minor'] : -(int) $row['minor'];
            $sum = [
                'kind' => $isCost ? 'costs' : ($flow[0] === 'g' ? 'gifts' : 'sales'),
                'reason' => $isCost ? (string) $row['fee'] : '',
                'name' => $isCost ? '' : (string) $row['place'],
                'minor' => 0,
                'given' => 0,
                'at' => (string) $row['newest'],
            ];
            $key = "{$sum['kind']} {$sum['reason']} {$sum['name']}";
            $found['sums'][$key] = $found['sums'][$key] ?? $sum;
            $found['sums'][$key]['minor'] += $minor;
            $found['sums'][$key]['given'] += (int) $row['given'];
            $found['entries'] += (int) $row['n'];
            $found['balance'] += $isCost ? -$minor : $minor;
        }
        return ['sums' => array_values($found['sums'])] + $found;
    }

    /** @param array<string, string|null> $books */
    private static function fits(int $campaign, array $books): bool
    {
        global $wpdb;
        $entries = Store::table('entries');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $counted = Store::rows($wpdb->prepare(
            "SELECT sum_id, COUNT(*) AS n, MAX(number) AS top, SUM(CASE WHEN flow IN ('gift+', 'sale+', 'cost+') THEN amount ELSE -amount END) AS minor,
                SUM(CASE WHEN reverses = '' AND flow IN ('gift+', 'sale+') THEN amount ELSE 0 END) AS given
             FROM $entries WHERE campaign = %d AND currency = %s GROUP BY sum_id",
            $campaign,
            (string) $books['currency']
        ));
        $kept = self::rows($campaign);
        $balance = 0;
        $all = 0;
        $top = 0;
        foreach ($counted as $row) {
            $sum = $kept[(int) $row['sum_id']] ?? null;
            if ($sum === null || (int) $sum['minor'] !== (int) $row['minor'] || (int) $sum['given'] !== (int) $row['given']) {
                return false;
            }
            unset($kept[(int) $row['sum_id']]);
            $balance += $sum['kind'] === 'costs' ? -(int) $row['minor'] : (int) $row['minor'];
            $all += (int) $row['n'];
            $top = max($top, (int) $row['top']);
        }
        $empty = array_filter($kept, static function (array $sum): bool {
            return (int) $sum['minor'] !== 0;
        });
        return $empty === [] && $all === (int) $books['entries'] && $top === $all && $balance === (int) $books['balance'];
    }

    /**
     * The row of a campaign whose entries are all in its sums; null for another.
     *
     * @return array<string, string|null>|null
     */
    private static function whole(int $campaign): ?array
    {
        global $wpdb;
        $entries = Store::table('entries');
        $books = Store::table('books');
        $currency = Campaign::currency($campaign);
        // phpcs:disable WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- tables of our own.
        $last = (int) (Store::row($wpdb->prepare("SELECT MAX(id) AS last FROM $entries WHERE campaign = %d", $campaign))['last'] ?? 0);
        if ($last === 0) {
            return ['campaign' => (string) $campaign, 'currency' => $currency, 'entries' => '0', 'balance' => '0', 'summed' => '0'];
        }
        $row = Store::row($wpdb->prepare("SELECT * FROM $books WHERE campaign = %d", $campaign));
        // phpcs:enable
        return $row !== null && (int) $row['summed'] === $last && $row['currency'] === $currency ? $row : null;
    }

    /**
     * The row of a campaign, made when there is none. A campaign's currency can't change once it has entries, and what is in another one
     * is no part of its sums; where it was changed from outside, all begins anew.
     *
     * @return array<string, string|null>
     */
    private static function begun(int $campaign): array
    {
        global $wpdb;
        $table = Store::table('books');
        $currency = Campaign::currency($campaign);
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $find = $wpdb->prepare("SELECT * FROM $table WHERE campaign = %d", $campaign);
        $row = Store::row($find);
        if ($row !== null && $row['currency'] !== $currency) {
            self::forget($campaign);
            $row = null;
        }
        if ($row === null) {
            Store::insertNew('books', ['campaign' => $campaign, 'currency' => $currency]);
            $row = Store::row($find);
        }
        if ($row === null) {
            throw new StoreError('the sums of the books could not be begun');
        }
        return $row;
    }

    /** @return array<int, array<string, string|null>> By id. */
    private static function rows(int $campaign): array
    {
        global $wpdb;
        $table = Store::table('sums');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        return array_column(Store::rows($wpdb->prepare("SELECT * FROM $table WHERE campaign = %d ORDER BY id", $campaign)), null, 'id');
    }

    /**
     * @param array<string, string|null> $books
     * @param array<int, array<string, string|null>> $rows
     */
    private static function take(int $campaign, array $books, array $rows): void
    {
        global $wpdb;
        $table = Store::table('books');
        $currency = (string) $books['currency'];
        $known = self::reversed($rows);
        $sums = self::rows($campaign);
        $places = [];
        foreach ($sums as $id => $sum) {
            $places["{$sum['kind']} {$sum['hash']}"] = (int) $id;
        }
        $moved = [];
        $placed = [];
        $number = (int) $books['entries'];
        $balance = (int) $books['balance'];
        foreach ($rows as $row) {
            if ($row['currency'] !== $currency) {
                continue;
            }
            $sum = self::sumOf($campaign, $row, $known, $places);
            $known[(string) $row['name']] = ['sum_id' => $sum] + $row;
            $isCost = $row['flow'][0] === 'c';
            $minor = $row['flow'][4] === '+' ? (int) $row['amount'] : -(int) $row['amount'];
            $isGiven = !$isCost && $minor > 0 && $row['reverses'] === '';
            $moved[$sum] = [
                'by' => Money::exact(($moved[$sum]['by'] ?? 0) + $minor),
                'given' => Money::exact(($moved[$sum]['given'] ?? 0) + ($isGiven ? $minor : 0)),
                'at' => (string) $row['at'],
            ];
            $balance = Money::exact($balance + ($isCost ? -$minor : $minor));
            $placed[(int) $row['id']] = [++$number, $balance, $sum];
        }
        $last = (int) $rows[count($rows) - 1]['id'];
        // phpcs:disable WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- tables of our own.
        // First, and only from where it was read: where a database has no transactions, no two take in the same entries.
        $isOurs = Store::query($wpdb->prepare(
            "UPDATE $table SET entries = %d, balance = %d, summed = %d WHERE campaign = %d AND summed = %d",
            $number,
            $balance,
            $last,
            $campaign,
            (int) $books['summed']
        )) > 0;
        if (!$isOurs) {
            throw new StoreError('the books were summed up by somebody else meanwhile');
        }
        $table = Store::table('sums');
        foreach ($moved as $sum => $move) {
            Store::query($wpdb->prepare("UPDATE $table SET minor = minor + %d, given = given + %d, at = %s WHERE id = %d", $move['by'], $move['given'], $move['at'], $sum));
        }
        // phpcs:enable
        self::place($placed);
    }

    /**
     * Writes their places beside the entries.
     *
     * @param array<int, array{int, int, int}> $placed Number, balance and sum, by row.
     */
    private static function place(array $placed): void
    {
        $table = Store::table('entries');
        foreach (array_chunk($placed, 100, true) as $some) {
            $set = [];
            foreach (['number', 'balance', 'sum_id'] as $index => $column) {
                $cases = '';
                foreach ($some as $id => $values) {
                    // Whole numbers all, so nothing has to be escaped.
                    $cases .= sprintf(' WHEN %d THEN %d', $id, $values[$index]);
                }
                $set[] = "$column = CASE id$cases ELSE $column END";
            }
            Store::query("UPDATE $table SET " . implode(', ', $set) . ' WHERE id IN (' . implode(', ', array_keys($some)) . ')');
        }
    }

    /**
     * What these entries take back, by name, as far as it is in the sums already.
     *
     * @param array<int, array<string, string|null>> $rows
     * @return array<string, array<string, mixed>>
     */
    private static function reversed(array $rows): array
    {
        global $wpdb;
        $table = Store::table('entries');
        $found = [];
        foreach (array_chunk(array_values(array_unique(array_filter(array_column($rows, 'reverses')))), 200) as $names) {
            $places = implode(', ', array_fill(0, count($names), '%s'));
            // phpcs:ignore WordPress.DB.PreparedSQL -- as many places as names.
            foreach (Store::rows($wpdb->prepare("SELECT name, flow, reason, sum_id FROM $table WHERE number > 0 AND name IN ($places)", $names)) as $row) {
                $found[(string) $row['name']] = $row;
            }
        }
        return $found;
    }

    /**
     * The sum that an entry moves, as Core\Ledger finds it: what takes money back belongs where that was booked, and what takes back a
     * fee is one.
     *
     * @param array<string, string|null> $row
     * @param array<string, array<string, mixed>> $known
     * @param array<string, int> $places By kind and hash; grows.
     */
    private static function sumOf(int $campaign, array $row, array $known, array &$places): int
    {
        $taken = $known[(string) $row['reverses']] ?? null;
        $flow = (string) $row['flow'];
        $isSame = $taken !== null && $taken['flow'][0] === $flow[0];
        $reason = (string) ($taken['reason'] ?? $row['reason']);
        if ($flow[0] !== 'c') {
            $source = (string) $row['source'];
            return $source === '' && $isSame ? (int) $taken['sum_id'] : self::sumAt($campaign, $flow[0] === 'g' ? 'gifts' : 'sales', '', $source, $places);
        }
        if ($reason === 'fee') {
            return self::sumAt($campaign, 'costs', 'fee', '', $places);
        }
        // A fee that was taken back, and that taken back again, is none any more.
        $isFee = $isSame && (int) $taken['sum_id'] === ($places['costs ' . md5('fee ')] ?? 0);
        if ($isSame && !$isFee) {
            return (int) $taken['sum_id'];
        }
        $purpose = trim(explode(',', (string) $row['label'], 2)[0]);
        $own = $row['reason'] === 'fee' ? '' : (string) $row['reason'];
        return self::sumAt($campaign, 'costs', $own, $purpose, $places);
    }

    /** @param array<string, int> $places */
    private static function sumAt(int $campaign, string $kind, string $reason, string $name, array &$places): int
    {
        $hash = md5($kind === 'costs' ? "$reason $name" : $name);
        if (!isset($places["$kind $hash"]) && $kind === 'costs' && $name !== '' && count($places) >= self::MOST_PURPOSES) {
            return self::sumAt($campaign, $kind, $reason, '', $places);
        }
        if (!isset($places["$kind $hash"])) {
            // Hashed, since the table tells no letters' case.
            $id = Store::insertNew('sums', ['campaign' => $campaign, 'kind' => $kind, 'hash' => $hash, 'reason' => $reason, 'name' => $name]);
            if ($id === 0) {
                throw new StoreError('the sums of the books could not be kept');
            }
            $places["$kind $hash"] = $id;
        }
        return $places["$kind $hash"];
    }
}
