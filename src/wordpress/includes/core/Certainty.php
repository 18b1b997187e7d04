<?php

declare(strict_types=1);

namespace Glassjar\Core;

/** How fresh and how well known a campaign's figures are, as src/core/campaign.ts and src/core/people.ts have it. */
final class Certainty
{
    /** A clock may run behind: up to an hour, seconds. */
    private const SLACK = 3600;

    /**
     * When the total was true: as the campaign says, else when the oldest of its sources' figures was, since a total is no fresher than
     * its oldest part; else when the last entry was booked. A date that is still to come makes nothing fresher, and is passed over.
     *
     * @param array<string, mixed> $campaign As Document::read keeps it.
     * @param int $now Seconds since 1970.
     * @param string $zone Where a bare day begins, for a campaign that doesn't say it.
     */
    public static function asOf(array $campaign, int $now, string $zone): ?string
    {
        $zone = $campaign['timeZone'] ?? $zone;
        $hasCome = self::comingBy($now, Calendar::isZone($zone) ? $zone : 'UTC');
        $said = $campaign['asOf'] ?? null;
        if ($said !== null && $hasCome($said)) {
            return $said;
        }
        $first = self::furthest(array_column($campaign['sources'] ?? [], 'asOf'), $hasCome, -1);
        return $first ?? self::furthest(array_column($campaign['entries'] ?? [], 'at'), $hasCome, 1);
    }

    /**
     * Tells whether a date is not later than now.
     *
     * @param int $now Seconds since 1970.
     */
    public static function comingBy(int $now, string $zone): callable
    {
        $day = Calendar::today($now + self::SLACK, $zone);
        return static function (string $date) use ($day, $now): bool {
            return strlen($date) > 10 ? Calendar::instantOf($date) <= $now + self::SLACK : strcmp($date, $day) <= 0;
        };
    }

    /**
     * How well the number of those who gave is known: who counts no givers makes it a lower bound.
     *
     * @param array<string, mixed> $campaign As Document::read keeps it.
     */
    public static function peopleBound(array $campaign): string
    {
        $bounds = [];
        $seen = [];
        foreach ($campaign['sources'] ?? [] as $source) {
            $isCounted = isset($source['supporters']);
            // Each id once: the first that has it.
            if (!isset($seen["={$source['id']}"]) && ($isCounted || ($source['kind'] ?? 'gifts') !== 'sales')) {
                $bounds[] = $isCounted ? ($source['bound'] ?? 'exact') : 'at-least';
            }
            $seen["={$source['id']}"] = true;
        }
        return Ledger::weakest($bounds);
    }

    /**
     * The earliest (-1) or the latest (1) of the dates that have come; of those of the same moment, the first.
     *
     * @param string[] $dates
     */
    private static function furthest(array $dates, callable $hasCome, int $way): ?string
    {
        $found = null;
        $foundAt = 0;
        // Books have many entries a day.
        foreach (array_unique($dates) as $date) {
            if (!$hasCome($date)) {
                continue;
            }
            $at = Calendar::instantOf($date);
            if ($found === null || ($at - $foundAt) * $way > 0) {
                $found = $date;
                $foundAt = $at;
            }
        }
        return $found;
    }
}
