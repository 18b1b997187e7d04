<?php

declare(strict_types=1);

namespace Glassjar\Core;

/** Dates of the wire format, RFC 3339: a bare day (the campaign's own day), or an instant with its offset. */
final class Calendar
{
    private const PATTERN = '/^([0-9]{4})-([0-9]{2})-([0-9]{2})'
        . '(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9]))?\z/';

    /** Whether a text is such a date and the day exists (no 30 February). */
    public static function isDate(string $text): bool
    {
        return preg_match(self::PATTERN, $text, $match) === 1
            && (int) $match[1] >= 1900
            && checkdate((int) $match[2], (int) $match[3], (int) $match[1]);
    }

    /** Whether a date names an instant and not just a day. */
    public static function isInstant(string $date): bool
    {
        return strlen($date) > 10;
    }

    /** Seconds since 1970 for an instant; for a bare day, its noon in UTC, within a day of right anywhere. */
    public static function instantOf(string $date): int
    {
        return (new \DateTimeImmutable(self::isInstant($date) ? $date : $date . 'T12:00:00Z'))->getTimestamp();
    }

    /** The day, `YYYY-MM-DD`, in an IANA time zone. @param int $now Seconds since 1970. */
    public static function today(int $now, string $timeZone): string
    {
        return (new \DateTimeImmutable("@$now"))->setTimezone(new \DateTimeZone($timeZone))->format('Y-m-d');
    }

    /** Whether a start has come: an instant when it strikes, a day when it begins. */
    public static function hasBegun(string $date, int $now, string $timeZone): bool
    {
        return self::isInstant($date) ? $now >= self::instantOf($date) : self::today($now, $timeZone) >= $date;
    }

    /** Whether an end is over: an instant when it strikes, a day only when its last second is gone. */
    public static function isOver(string $date, int $now, string $timeZone): bool
    {
        return self::isInstant($date) ? $now >= self::instantOf($date) : self::today($now, $timeZone) > $date;
    }

    /** Zones without summer time for offsets that are no whole hours. */
    private const HALVES = [
        '-09:30' => 'Pacific/Marquesas', '+03:30' => 'Asia/Tehran', '+04:30' => 'Asia/Kabul', '+05:30' => 'Asia/Kolkata',
        '+05:45' => 'Asia/Kathmandu', '+06:30' => 'Asia/Yangon', '+08:45' => 'Australia/Eucla', '+09:30' => 'Australia/Darwin',
    ];

    /**
     * The time zone of a site's setting: `Europe/Berlin`, or a bare offset like `-08:00`, for which the format has `Etc/GMT+8` (its sign is
     * the other way round). '' for an offset that no zone has the whole year.
     */
    public static function zoneOf(string $setting): string
    {
        if (preg_match('/^([+-])([0-9]{2}):([0-9]{2})\z/', $setting, $match) !== 1) {
            return self::isZone($setting) ? $setting : '';
        }
        [, $sign, $hours, $minutes] = $match;
        $zone = 'Etc/GMT' . ($sign === '-' ? '+' : '-') . (int) $hours;
        if ($minutes !== '00') {
            return self::HALVES[$setting] ?? '';
        }
        return (int) $hours === 0 ? 'UTC' : (self::isZone($zone) ? $zone : '');
    }

    /** Whether a text names a time zone in which can be counted: `Europe/Berlin`. */
    public static function isZone(string $text): bool
    {
        return in_array($text, \DateTimeZone::listIdentifiers(\DateTimeZone::ALL_WITH_BC), true);
    }
}
