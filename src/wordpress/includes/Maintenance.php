<?php

declare(strict_types=1);

namespace Glassjar;

/** What is done once a day: what is kept no longer than it serves goes. */
final class Maintenance
{
    /** Days after which an event that belongs to no donation of ours is forgotten. */
    private const EVENT_DAYS = 60;

    /** Days after which an attempt that nobody paid is forgotten, with the name that was written. */
    private const ATTEMPT_DAYS = 30;

    public static function daily(): void
    {
        global $wpdb;
        $events = Store::table('events');
        $donations = Store::table('donations');
        $limits = Store::table('limits');
        $people = Store::table('people');
        $day = static function (int $days): string {
            return gmdate('Y-m-d\TH:i:s\Z', time() - $days * DAY_IN_SECONDS);
        };
        // phpcs:disable WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- tables of our own.
        Store::query($wpdb->prepare("DELETE FROM $limits WHERE until < %d", time()));
        Store::query($wpdb->prepare("DELETE FROM $events WHERE donation = '' AND received_at < %s", $day(self::EVENT_DAYS)));
        $stale = Store::rows($wpdb->prepare(
            "SELECT id, person FROM $donations WHERE status IN ('begun', 'open', 'cancelled', 'failed') AND paid = 0 AND updated_at < %s LIMIT 500",
            $day(self::ATTEMPT_DAYS)
        ));
        foreach ($stale as $row) {
            Store::query($wpdb->prepare("DELETE FROM $people WHERE id = %d", (int) $row['person']));
            Store::query($wpdb->prepare("DELETE FROM $donations WHERE id = %d", (int) $row['id']));
        }
        // phpcs:enable
    }
}
