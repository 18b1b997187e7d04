<?php

declare(strict_types=1);

namespace Glassjar;

/**
 * Card testers try thousands of stolen cards on any page that takes one. Counts by address, and keeps no address: only a hash with a
 * key that changes each day, for an hour. What turns out well is taken off again: at a school fête a hundred people give from one address.
 */
final class RateLimit
{
    /**
     * Counts one try.
     *
     * @return int 0, or the seconds to wait when there were more than `$most` in the window.
     */
    public static function count(string $kind, string $who, int $most, int $seconds): int
    {
        global $wpdb;
        $table = Store::table('limits');
        $bucket = self::bucket($kind, $who);
        $now = time();
        // phpcs:disable WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $again = $wpdb->prepare("UPDATE $table SET hits = hits + 1 WHERE bucket = %s AND until > %d", $bucket, $now);
        if (Store::query($again) === 0) {
            Store::query($wpdb->prepare("DELETE FROM $table WHERE bucket = %s AND until <= %d", $bucket, $now));
            if (!self::begin($bucket, $now + $seconds)) {
                Store::query($again);
            }
        }
        $row = Store::row($wpdb->prepare("SELECT hits, until FROM $table WHERE bucket = %s", $bucket));
        // phpcs:enable
        return $row !== null && (int) $row['hits'] > $most ? max(1, (int) $row['until'] - $now) : 0;
    }

    /** Under which name tries are counted today. */
    public static function bucket(string $kind, string $who): string
    {
        return hash_hmac('sha256', "$kind $who", wp_salt('nonce') . gmdate('Y-m-d'));
    }

    /** Takes one try off again, of each of these. @param string[] $buckets Two. */
    public static function forgive(array $buckets): void
    {
        global $wpdb;
        $table = Store::table('limits');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        Store::query($wpdb->prepare("UPDATE $table SET hits = hits - 1 WHERE bucket IN (%s, %s) AND hits > 0", $buckets));
    }

    /** Who asks, as far as they are told apart: IPv4 whole, IPv6 by its first 64 bits. */
    public static function caller(): string
    {
        $name = defined('GLASSJAR_CLIENT_IP_HEADER')
            ? 'HTTP_' . strtoupper(str_replace('-', '_', (string) constant('GLASSJAR_CLIENT_IP_HEADER')))
            : 'REMOTE_ADDR';
        $value = isset($_SERVER[$name]) && is_string($_SERVER[$name]) ? sanitize_text_field(wp_unslash($_SERVER[$name])) : '';
        // A proxy appends what it saw: the last one is true, whatever stands before it may be made up.
        $list = explode(',', $value);
        $packed = inet_pton(trim($list[count($list) - 1])) ?: '';
        return strlen($packed) === 16 && strpos($packed, str_repeat("\0", 10) . "\xff\xff") !== 0
            ? bin2hex(substr($packed, 0, 8))
            : bin2hex(substr($packed, -4));
    }

    private static function begin(string $bucket, int $until): bool
    {
        global $wpdb;
        $table = Store::table('limits');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $sql = $wpdb->prepare("INSERT IGNORE INTO $table (bucket, hits, until) VALUES (%s, 1, %d)", $bucket, $until);
        return Store::query($sql) > 0;
    }
}
