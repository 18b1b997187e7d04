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
        $booked = [];
        foreach (Books::entries($campaign, false) as $entry) {
            $booked[substr($entry['at'], 0, 10) . ' ' . $entry['amount']] = true;
        }
        foreach ($read['rows'] as $index => $row) {
            $amount = (new Money(abs($row['minor']), $currency))->text();
            $read['rows'][$index] += [
                'amount' => $amount,
                'isOut' => $row['minor'] < 0,
                'known' => isset($known[self::keyOf($campaign, $row['key'])]),
                'similar' => isset($booked["{$row['at']} $amount"]),
            ];
        }
        return $read;
    }

    /**
     * Books the rows whose keys are chosen, all or none. Names and words of a bank statement are other people's; they are booked, and
     * so shown, only when asked for.
     *
     * @param array<string, mixed> $options As for the preview, the same bytes; `keys`: the chosen rows; `source`: through which source it
     *     came; `names` and `labels`: whether to take them.
     * @return array{booked: int, known: int}
     * @throws RefusedEntry When a chosen row has a problem or isn't there.
     */
    public static function book(int $campaign, string $bytes, array $options): array
    {
        $read = Statement::read($bytes, Campaign::currency($campaign), self::clean($options));
        $rows = array_column($read['rows'], null, 'key');
        $keys = array_filter((array) ($options['keys'] ?? []), 'is_string');
        return Store::transaction(static function () use ($campaign, $keys, $rows, $options): array {
            $count = ['booked' => 0, 'known' => 0];
            foreach (array_unique($keys) as $key) {
                $row = $rows[$key] ?? null;
                if ($row === null || $row['problems'] !== []) {
                    throw new RefusedEntry('keys', 'name');
                }
                $added = Books::add($campaign, self::entryOf($campaign, $row, $options), self::keyOf($campaign, $key));
                $count[$added['isNew'] ? 'booked' : 'known']++;
            }
            return $count;
        });
    }

    /**
     * @param array<string, mixed> $row
     * @param array<string, mixed> $options
     * @return array<string, mixed>
     */
    private static function entryOf(int $campaign, array $row, array $options): array
    {
        $isOut = $row['minor'] < 0;
        return Campaign::filled([
            'at' => $row['at'],
            'flow' => $isOut ? 'cost+' : 'gift+',
            'reason' => $isOut ? 'expense' : 'donation',
            'amount' => (new Money(abs($row['minor']), Campaign::currency($campaign)))->text(),
            'source' => $isOut || !is_string($options['source'] ?? null) ? '' : $options['source'],
            'label' => ($options['labels'] ?? false) === true ? $row['label'] : '',
            'name' => !$isOut && ($options['names'] ?? false) === true ? $row['name'] : '',
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
