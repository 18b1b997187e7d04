<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Calendar;
use Glassjar\Core\Money;

/** The entries of a campaign as the wire format has them, read page by page: books may have any length, and memory has not. */
final class Entries
{
    /** Rows that are in memory at once. */
    private const AT_ONCE = 500;

    /**
     * All of them, in the order they were booked.
     *
     * @return \Generator<int, array<string, mixed>>
     * @throws StoreError
     */
    public static function all(int $campaign, bool $withNames = true): \Generator
    {
        foreach (self::rows($campaign) as $row) {
            yield self::wire($row, $withNames);
        }
    }

    /**
     * All of them as `select` finds them.
     *
     * @return \Generator<int, array<string, string|null>>
     * @throws StoreError
     */
    public static function rows(int $campaign): \Generator
    {
        global $wpdb;
        $currency = Campaign::currency($campaign);
        $last = 0;
        do {
            $rows = self::select($wpdb->prepare('e.campaign = %d AND e.id > %d ORDER BY e.id LIMIT %d', $campaign, $last, self::AT_ONCE));
            foreach ($rows as $row) {
                $last = (int) $row['entry_id'];
                // A campaign's currency can't change once it has entries; what is in another one is no part of its sums.
                if ($row['currency'] === $currency) {
                    yield $row;
                }
            }
        } while (count($rows) === self::AT_ONCE);
    }

    /**
     * A page of them as the public reads it, the newest first; each with its number and the balance after it.
     *
     * @param int $before Entries before this number; 0: the newest.
     * @return array<int, array<string, mixed>> Empty while the books are being summed up.
     * @throws StoreError
     */
    public static function page(int $campaign, int $before, int $limit, bool $withNames): array
    {
        global $wpdb;
        $rows = self::select($wpdb->prepare(
            'e.campaign = %d AND e.number > 0 AND e.number < %d ORDER BY e.number DESC LIMIT %d',
            $campaign,
            $before > 0 ? $before : PHP_INT_MAX,
            $limit
        ));
        return array_map(static function (array $row) use ($withNames): array {
            return self::wire($row, $withNames) + [
                'number' => (int) $row['number'],
                'balance' => (new Money((int) $row['balance'], (string) $row['currency']))->text(),
            ];
        }, $rows);
    }

    /**
     * An entry in the wire format.
     *
     * @param array<string, string|null> $row As `select` finds it.
     * @return array<string, mixed>
     */
    public static function wire(array $row, bool $withNames = true): array
    {
        return Campaign::filled([
            'id' => $row['name'],
            'at' => self::day((string) $row['at']),
            'flow' => $row['flow'],
            'reason' => $row['reason'],
            'amount' => (new Money((int) $row['amount'], (string) $row['currency']))->text(),
            'source' => $row['source'],
            'label' => $row['label'],
            'reverses' => $row['reverses'],
            'name' => $withNames ? $row['person_name'] : '',
            'message' => $withNames ? $row['person_message'] : '',
            'hideAmount' => (int) $row['hide_amount'] === 1,
        ]);
    }

    /** The day of a booking: a time to the second would tell who it was. */
    public static function day(string $at): string
    {
        return Calendar::isInstant($at) ? Calendar::today(Calendar::instantOf($at), wp_timezone_string()) : $at;
    }

    /**
     * Rows of entries with who gave.
     *
     * @param string $where Prepared; of the tables e (entries) and p (people).
     * @return array<int, array<string, string|null>>
     * @throws StoreError
     */
    public static function select(string $where): array
    {
        $entries = Store::table('entries');
        $people = Store::table('people');
        return Store::rows(
            "SELECT e.id AS entry_id, e.name, e.at, e.flow, e.reason, e.amount, e.currency, e.source, e.label, e.reverses, e.hide_amount, e.donation,
                e.number, e.balance, e.person, p.name AS person_name, p.message AS person_message, p.email AS person_email
             FROM $entries e LEFT JOIN $people p ON p.id = e.person WHERE $where"
        );
    }

    /** The day of the newest entry that is no later than today, or '' where there is none. */
    public static function newest(int $campaign): string
    {
        global $wpdb;
        $table = Store::table('entries');
        $tomorrow = wp_date('Y-m-d', time() + DAY_IN_SECONDS);
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $row = Store::row($wpdb->prepare("SELECT at FROM $table WHERE campaign = %d AND at < %s ORDER BY at DESC LIMIT 1", $campaign, $tomorrow));
        return substr((string) ($row['at'] ?? ''), 0, 10);
    }
}
