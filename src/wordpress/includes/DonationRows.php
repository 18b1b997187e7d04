<?php

declare(strict_types=1);

namespace Glassjar;

/** Rows of the table of donations: attempts to pay, and what became of them. */
final class DonationRows
{
    /** What a donation is known by to whoever gave it: 144 random bits, in letters that an address can have. */
    public static function newReference(): string
    {
        return rtrim(strtr(base64_encode(random_bytes(18)), '+/', '-_'), '=');
    }

    /** @return array<string, string|null>|null */
    public static function find(string $column, string $value): ?array
    {
        global $wpdb;
        $table = Store::table('donations');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table and columns of our own.
        return Store::row($wpdb->prepare("SELECT * FROM $table WHERE `$column` = %s", $value));
    }

    /**
     * @param array<string, string|null> $row
     * @param array<string, string|int> $changes
     */
    public static function update(array $row, array $changes): void
    {
        global $wpdb;
        $set = [];
        $values = [];
        foreach ($changes as $column => $value) {
            $set[] = "`$column` = " . (is_int($value) ? '%d' : '%s');
            $values[] = $value;
        }
        $sql = 'UPDATE ' . Store::table('donations') . ' SET ' . implode(', ', $set) . ' WHERE id = %d';
        // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- it is, here; columns are our own.
        Store::query($wpdb->prepare($sql, array_merge($values, [(int) $row['id']])));
    }
}
