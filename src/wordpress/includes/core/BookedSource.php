<?php

declare(strict_types=1);

namespace Glassjar\Core;

/** A source of a campaign whose books are kept here, as it is published once something of it is booked: src/core/booked-source.ts. */
final class BookedSource
{
    /**
     * The books are complete, and then say more than any stated sum. But a sum that was stated before the first entry is not lost with
     * it: entries use it up, what is taken back is taken from the whole, and as long as a rest is left the entries are a part of it.
     *
     * @param array<string, mixed> $source As its author wrote it.
     * @param int $given What came in by the books, before anything of it was taken back, in minor units.
     * @param int $net What of it is left.
     * @param string|null $proceeds What a copy of the campaign's book brings, as written.
     * @return array{source: array<string, mixed>, all: int, rest: int} All: what is booked, and the rest. Rest: what no entry tells yet.
     */
    public static function of(array $source, int $given, int $net, string $currency, ?string $proceeds): array
    {
        $brings = $source['proceeds'] ?? (($source['kind'] ?? '') === 'sales' ? $proceeds : null);
        $each = Money::parse((string) $brings, $currency);
        $copies = $source['copies'] ?? null;
        $sold = $each !== null && $copies !== null ? Money::times($each->minor, $copies) : null;
        $raised = isset($source['raised']) ? Money::parse($source['raised'], $currency) : null;
        $stated = $raised !== null ? $raised->minor : $sold;
        // Who says that the entries are all has no rest.
        $rest = ($source['complete'] ?? false) || $stated === null ? 0 : max(0, $stated - $given);
        $all = $rest + $net;
        $made = $source;
        if ($copies !== null && $sold !== null && $sold !== $all) {
            unset($made['copies']);
        }
        if ($rest > 0) {
            unset($made['raised']);
            $made += $all < 0 ? [] : ['raised' => (new Money($all, $currency))->text()];
        } else {
            unset($made['raised'], $made['bound'], $made['asOf']);
            $made += ['complete' => true];
        }
        return ['source' => $made, 'all' => $all, 'rest' => $rest];
    }
}
