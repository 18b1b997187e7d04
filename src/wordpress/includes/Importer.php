<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Money;
use Glassjar\Core\Statement;

/** Bulk entry: a pasted list, a spreadsheet or a bank statement, looked through before anything of it is booked. */
final class Importer
{
    /**
     * @param array<string, mixed> $options As Statement::read takes them.
     * @return array<string, mixed> As Statement::read answers, and of each row: `amount` as a decimal string, `known` (this very row is
     *     booked already), `similar` (an entry of that day and amount is).
     */
    public static function preview(int $campaign, string $bytes, array $options): array
    {
        $currency = Campaign::currency($campaign);
        $read = Statement::read($bytes, $currency, self::clean($options));
        $known = Books::known(array_map([self::class, 'keyOf'], array_fill(0, count($read['rows']), $campaign), array_column($read['rows'], 'key')));
        $booked = Books::alike($campaign, array_column($read['rows'], 'minor'), array_filter(array_column($read['rows'], 'at')));
        foreach ($read['rows'] as $index => $row) {
            $amount = (new Money(abs($row['minor']), $currency))->text();
            $read['rows'][$index] += [
                'amount' => $amount,
                'isOut' => $row['minor'] < 0,
                'known' => isset($known[self::keyOf($campaign, $row['key'])]),
                'similar' => isset($booked[$row['at'] . ' ' . abs($row['minor'])]),
            ];
        }
        return $read;
    }

    /**
     * Books the rows whose keys are chosen, all or none. Names and words of a bank statement are other people's; they are booked, and
     * so shown, only when asked for.
     *
     * @param array<string, mixed> $options As for the preview, the same bytes; `keys`: the chosen rows; `source`: through which source it
     *     came; `sources`: through which one single rows did, by key; `names` and `labels`: whether to take them, or the keys of the rows
     *     of which to.
     * @return array{booked: int, known: int}
     * @throws RefusedEntry When a chosen row has a problem or isn't there.
     */
    public static function book(int $campaign, string $bytes, array $options): array
    {
        $read = Statement::read($bytes, Campaign::currency($campaign), self::clean($options));
        $rows = array_column($read['rows'], null, 'key');
        $entries = [];
        foreach (['names', 'labels'] as $name) {
            $given = $options[$name] ?? false;
            $options[$name] = is_array($given) ? array_fill_keys(array_filter($given, 'is_string'), true) : $given === true;
        }
        foreach (array_unique(array_filter((array) ($options['keys'] ?? []), 'is_string')) as $key) {
            $row = $rows[$key] ?? null;
            if ($row === null || $row['problems'] !== []) {
                throw new RefusedEntry('keys', 'name');
            }
            $entries[self::keyOf($campaign, $key)] = self::entryOf($campaign, $row, $options);
        }
        return Books::addAll($campaign, $entries);
    }

    /**
     * @param array<string, mixed> $row
     * @param array<string, mixed> $options
     * @return array<string, mixed>
     */
    private static function entryOf(int $campaign, array $row, array $options): array
    {
        $isOut = $row['minor'] < 0;
        $sources = is_array($options['sources'] ?? null) ? $options['sources'] : [];
        $source = $sources[$row['key']] ?? $options['source'] ?? '';
        $isTaken = static function (string $what) use ($options, $row): bool {
            return $options[$what] === true || isset($options[$what][$row['key']]);
        };
        return Campaign::filled([
            'at' => $row['at'],
            'flow' => $isOut ? 'cost+' : 'gift+',
            'reason' => $isOut ? 'expense' : 'donation',
            'amount' => (new Money(abs($row['minor']), Campaign::currency($campaign)))->text(),
            'source' => $isOut || !is_string($source) ? '' : $source,
            'label' => $isTaken('labels') ? $row['label'] : '',
            'name' => !$isOut && $isTaken('names') ? $row['name'] : '',
        ]);
    }

    private static function keyOf(int $campaign, string $key): string
    {
        return "import:$campaign:$key";
    }

    /**
     * @param array<string, mixed> $options
     * @return array{order: string, decimal: string, columns: array<string, int>}
     */
    private static function clean(array $options): array
    {
        return [
            'order' => is_string($options['order'] ?? null) ? $options['order'] : '',
            'decimal' => is_string($options['decimal'] ?? null) ? $options['decimal'] : '',
            'columns' => is_array($options['columns'] ?? null) ? $options['columns'] : [],
        ];
    }
}
