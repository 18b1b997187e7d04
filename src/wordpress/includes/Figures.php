<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Invalid;
use Glassjar\Core\Ledger;

/**
 * What a page, a feed or a screen needs of a campaign, derived once for each change and kept with the rendered document: all but its
 * entries, and what these come to. So no reader costs more because the books are longer.
 */
final class Figures
{
    /**
     * @param array<string, mixed> $document As Campaign::document makes it: all of it has passed the format's reader.
     * @return array{campaign: array<string, mixed>, totals: array<string, mixed>, booked: string, lines: int}|null Totals: as
     *     Ledger::totals tells them. Booked: the day of the newest entry that has come. Null when sums are too large to be counted.
     */
    public static function of(array $document): ?array
    {
        try {
            $totals = Ledger::totals($document);
        } catch (Invalid $error) {
            return null;
        }
        $entries = $document['entries'] ?? [];
        $sums = $document['live']['lines'] ?? null;
        unset($document['entries'], $document['live']);
        if ($sums !== null && $totals['spent'] === null) {
            // Without a cost, no line stands for them; that nothing was spent is known all the same.
            $totals = ['spent' => 0, 'fees' => 0, 'balance' => $totals['raised']] + $totals;
        }
        return ['campaign' => $document, 'totals' => $totals, 'booked' => self::newest($entries), 'lines' => $sums ?? count($entries)];
    }

    /** @param array<int, array<string, mixed>> $entries */
    private static function newest(array $entries): string
    {
        $today = (string) wp_date('Y-m-d');
        $newest = '';
        foreach ($entries as $entry) {
            $day = substr($entry['at'], 0, 10);
            if ($day > $newest && $day <= $today) {
                $newest = $day;
            }
        }
        return $newest;
    }
}
