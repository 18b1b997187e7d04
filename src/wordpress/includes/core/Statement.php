<?php

declare(strict_types=1);

namespace Glassjar\Core;

/**
 * Reads a bank statement, a spreadsheet or a pasted list as rows that may be booked. Nothing is guessed that can be read in two ways:
 * such a row has a problem and is not booked.
 */
final class Statement
{
    /** More is no list that anyone looks through. */
    private const MOST_ROWS = 5000;

    /** Headings by what stands under them; the first that fits counts. Umlauts as two letters, without what stands in brackets. */
    private const HEADINGS = [
        'at' => [
            'buchungstag', 'buchungsdatum', 'buchung', 'datum', 'date', 'booking date', 'transaction date', 'completed date', 'created',
            'wertstellung', 'valutadatum', 'valuta', 'value date', 'day',
        ],
        'amount' => ['betrag', 'umsatz', 'amount', 'summe', 'brutto', 'gross', 'value', 'wert', 'euro', 'eur'],
        'credit' => ['haben', 'gutschrift', 'einzahlung', 'credit', 'paid in', 'money in', 'deposit', 'eingang'],
        'debit' => ['soll', 'lastschrift', 'auszahlung', 'debit', 'paid out', 'money out', 'withdrawal', 'ausgang'],
        'name' => [
            'auftraggeber', 'auftraggeber/empfaenger', 'auftraggeber / beguenstigter', 'beguenstigter/zahlungspflichtiger',
            'name zahlungsbeteiligter', 'zahlungspflichtige*r', 'zahlungspflichtiger', 'name', 'payer', 'from', 'sender', 'counterparty',
            'partner name', 'donor', 'spender',
        ],
        'label' => [
            'verwendungszweck', 'zweck', 'purpose', 'payment reference', 'reference', 'description', 'beschreibung', 'betreff', 'note',
            'notiz', 'message', 'nachricht', 'buchungstext', 'text', 'label',
        ],
        'currency' => ['waehrung', 'currency', 'whg'],
    ];

    /** @var string */
    private $currency;

    /** @var string `dmy`, `mdy`, or '' when the dates don't say. */
    private $order;

    /** @var string `.`, `,`, or '' when the amounts don't say. */
    private $decimal;

    /** @param array{order?: string, decimal?: string} $options */
    private function __construct(string $currency, array $options)
    {
        $this->currency = $currency;
        $this->order = in_array($options['order'] ?? '', ['dmy', 'mdy'], true) ? $options['order'] : '';
        $this->decimal = in_array($options['decimal'] ?? '', ['.', ','], true) ? $options['decimal'] : '';
    }

    /**
     * @param array{order?: string, decimal?: string, columns?: array<string, int>} $options Order of day and month where a date with
     *     slashes can be read in two ways; what parts the decimals; columns by what is in them (at, amount, credit, debit, name, label,
     *     currency), from 0, in place of those that are found.
     * @return array{columns: array<string, int>, headings: string[], rows: array<int, array{line: int, at: string, minor: int, name: string,
     *     label: string, problems: array<int, string>, key: string, cells: string[]}>, cut: bool} Minor units are negative for what
     *     went out. Problems: `at`, `at-ambiguous`, `amount`, `amount-ambiguous`, `currency`. Key: the same for the same content.
     */
    public static function read(string $bytes, string $currency, array $options = []): array
    {
        $text = Csv::decode($bytes);
        $separator = Csv::separatorOf($text);
        $all = $separator === '' ? self::freely($text) : Csv::rows($text, $separator);
        $statement = new self($currency, $options);
        [$columns, $headings, $rows] = self::table($all, $options['columns'] ?? []);
        $isCut = count($rows) > self::MOST_ROWS;
        $rows = array_slice($rows, 0, self::MOST_ROWS, true);
        $statement->settle($columns, $rows);
        $read = [];
        $seen = [];
        foreach ($rows as $line => $cells) {
            $row = $statement->row($line, $cells, $columns);
            // Two gifts of the same amount, day and words are two; the same file again has the same two.
            $content = implode('|', [$row['at'], $row['minor'], $currency, self::plain($row['name']), self::plain($row['label'])]);
            $seen[$content] = ($seen[$content] ?? 0) + 1;
            $read[] = ['key' => hash('sha256', "$content|{$seen[$content]}")] + $row;
        }
        return ['columns' => $columns, 'headings' => $headings, 'rows' => $read, 'cut' => $isCut];
    }

    /**
     * Where a table begins and what is in its columns: by its headings, which may stand below a bank's own lines, else by what the
     * cells look like.
     *
     * @param array<int, string[]> $all
     * @param array<string, int> $given
     * @return array{array<string, int>, string[], array<int, string[]>}
     */
    private static function table(array $all, array $given): array
    {
        foreach (array_slice($all, 0, 25, true) as $line => $cells) {
            $columns = self::byHeadings($cells);
            if (isset($columns['at']) && (isset($columns['amount']) || isset($columns['credit']))) {
                $below = array_filter($all, static function (int $number) use ($line): bool {
                    return $number > $line;
                }, ARRAY_FILTER_USE_KEY);
                return [self::chosen($given, $columns), $cells, $below];
            }
        }
        return [self::chosen($given, self::byContent($all)), [], $all];
    }

    /**
     * @param array<string, int> $given
     * @param array<string, int> $found
     * @return array<string, int>
     */
    private static function chosen(array $given, array $found): array
    {
        $valid = array_filter(array_intersect_key($given, self::HEADINGS), static function ($column): bool {
            return is_int($column) && $column >= 0 && $column < 100;
        });
        return $valid === [] ? $found : $valid;
    }

    /**
     * @param string[] $cells
     * @return array<string, int>
     */
    private static function byHeadings(array $cells): array
    {
        $plain = array_map(static function (string $cell): string {
            return self::plain((string) preg_replace('/[(\[].*[)\]]/', '', $cell));
        }, $cells);
        $columns = [];
        foreach (self::HEADINGS as $field => $names) {
            foreach ($names as $name) {
                $at = array_search($name, $plain, true);
                if ($at !== false && !in_array($at, $columns, true)) {
                    $columns[$field] = (int) $at;
                    break;
                }
            }
        }
        return $columns;
    }

    /**
     * @param array<int, string[]> $rows
     * @return array<string, int>
     */
    private static function byContent(array $rows): array
    {
        $some = array_slice($rows, 0, 30);
        $width = $some === [] ? 0 : max(array_map('count', $some));
        $columns = [];
        for ($column = 0; $column < $width; $column++) {
            $cells = array_filter(array_column($some, $column), 'strlen');
            $dates = count(array_filter($cells, [self::class, 'looksLikeDate']));
            $amounts = count(array_filter($cells, [self::class, 'looksLikeAmount']));
            $most = count($cells) / 2;
            if ($cells === []) {
                continue;
            }
            if (!isset($columns['at']) && $dates > $most) {
                $columns['at'] = $column;
            } elseif (!isset($columns['amount']) && $amounts > $most) {
                $columns['amount'] = $column;
            } elseif ($dates <= $most && $amounts <= $most) {
                $columns += isset($columns['name']) ? ['label' => $column] : ['name' => $column];
            }
        }
        return $columns;
    }

    /**
     * Lines without a separator: a date and an amount, in either order, and words.
     *
     * @return array<int, string[]>
     */
    private static function freely(string $text): array
    {
        $rows = [];
        foreach ((array) preg_split('/\r\n|\r|\n/', $text) as $index => $line) {
            $words = array_values(array_filter((array) preg_split('/[' . Text::SPACE . ']+/u', Text::clean((string) $line)), 'strlen'));
            $cells = ['', '', ''];
            foreach ($words as $word) {
                if ($cells[0] === '' && self::looksLikeDate($word)) {
                    $cells[0] = $word;
                } elseif ($cells[1] === '' && self::looksLikeAmount($word)) {
                    $cells[1] = $word;
                } elseif (preg_match('/^(?:€|\$|£|[A-Z]{3})\z/u', $word) === 1 && $cells[1] !== '') {
                    $cells[1] .= " $word";
                } else {
                    $cells[2] .= ($cells[2] === '' ? '' : ' ') . $word;
                }
            }
            if ($words !== []) {
                $rows[$index + 1] = $cells;
            }
        }
        return $rows;
    }

    /**
     * What no cell says by itself, but all together do: the order of day and month, and what parts the decimals.
     *
     * @param array<string, int> $columns
     * @param array<int, string[]> $rows
     */
    private function settle(array $columns, array $rows): void
    {
        $order = [];
        $signs = [];
        foreach ($rows as $cells) {
            if (preg_match('#^([0-9]{1,2})/([0-9]{1,2})/#', $cells[$columns['at'] ?? -1] ?? '', $match) === 1) {
                $order += ((int) $match[1] > 12 ? ['dmy' => 1] : []) + ((int) $match[2] > 12 ? ['mdy' => 1] : []);
            }
            foreach (['amount', 'credit', 'debit'] as $field) {
                if (preg_match('/([.,])[0-9]{1,2}(?:[^0-9.,]*)\z/', $cells[$columns[$field] ?? -1] ?? '', $match) === 1) {
                    $signs[$match[1]] = 1;
                }
            }
        }
        // Two that contradict each other say nothing.
        $this->order = $this->order !== '' || count($order) !== 1 ? $this->order : (string) key($order);
        $this->decimal = $this->decimal !== '' || count($signs) !== 1 ? $this->decimal : (string) key($signs);
    }

    /**
     * @param string[] $cells
     * @param array<string, int> $columns
     * @return array{line: int, at: string, minor: int, name: string, label: string, problems: array<int, string>, cells: string[]}
     */
    private function row(int $line, array $cells, array $columns): array
    {
        $cell = static function (string $field) use ($cells, $columns): string {
            return isset($columns[$field]) ? ($cells[$columns[$field]] ?? '') : '';
        };
        $problems = [];
        $at = $this->date($cell('at'), $problems);
        $minor = isset($columns['amount']) ? $this->amount($cell('amount'), $problems) : $this->eitherAmount($cell('credit'), $cell('debit'), $problems);
        $code = strtoupper($cell('currency'));
        if ($code !== '' && $code !== $this->currency && $code !== Currency::sign($this->currency)) {
            $problems[] = 'currency';
        }
        return [
            'line' => $line,
            'at' => $at,
            'minor' => $minor,
            'name' => $cell('name'),
            'label' => $cell('label'),
            'problems' => $problems,
            'cells' => $cells,
        ];
    }

    /** @param array<int, string> $problems */
    private function eitherAmount(string $credit, string $debit, array &$problems): int
    {
        return trim($credit, " 0.,") !== '' ? abs($this->amount($credit, $problems)) : -abs($this->amount($debit, $problems));
    }

    /** @param array<int, string> $problems */
    private function date(string $text, array &$problems): string
    {
        if (preg_match('/^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]+.*)?\z/', $text, $match) === 1) {
            $date = $match[1];
        } elseif (preg_match('/^([0-9]{4})([0-9]{2})([0-9]{2})\z/', $text, $match) === 1) {
            $date = "$match[1]-$match[2]-$match[3]";
        } elseif (preg_match('#^([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?: [0-9:]+)?\z#', $text, $match) === 1) {
            $first = (int) $match[1];
            $second = (int) $match[3];
            $isSlash = $match[2] === '/';
            if ($isSlash && $this->order === '' && $first <= 12 && $second <= 12 && $first !== $second) {
                $problems[] = 'at-ambiguous';
                return '';
            }
            $isMonthFirst = $isSlash && $this->order === 'mdy';
            $year = strlen($match[4]) === 4 ? (int) $match[4] : (int) $match[4] + ((int) $match[4] < 70 ? 2000 : 1900);
            $date = sprintf('%04d-%02d-%02d', $year, $isMonthFirst ? $first : $second, $isMonthFirst ? $second : $first);
        } else {
            $date = '';
        }
        if (!Calendar::isDate($date)) {
            $problems[] = 'at';
            return '';
        }
        return $date;
    }

    /** @param array<int, string> $problems */
    private function amount(string $text, array &$problems): int
    {
        $bare = Text::trim(str_replace("\u{2212}", '-', $text));
        $isMinus = false;
        // "-5", "5-", "(5)", and Soll and Haben as some banks write them.
        if (
            preg_match('/^\((.+)\)\z/', $bare, $match) === 1 || preg_match('/^-\s*([^-].*)\z/', $bare, $match) === 1
            || preg_match('/^(.*[0-9])\s*(?:-|S)\z/', $bare, $match) === 1
        ) {
            $isMinus = true;
            $bare = $match[1];
        }
        $bare = (string) preg_replace('/^\+|\s*H\z/', '', $bare);
        $read = AmountInput::read($bare, $this->currency, 'en');
        if (($read['fault']['kind'] ?? '') === 'ambiguous' && $this->decimal !== '') {
            // The rest of the column says what the sign is.
            $isThousands = strpos($bare, $this->decimal) === false;
            $read = $isThousands ? AmountInput::read($read['fault']['whole'], $this->currency, 'en') : ['fault' => ['kind' => 'decimals']];
        }
        if (isset($read['amount'])) {
            return $isMinus ? -$read['amount']->minor : $read['amount']->minor;
        }
        $problems[] = $read['fault']['kind'] === 'ambiguous' ? 'amount-ambiguous' : 'amount';
        return 0;
    }

    private static function looksLikeDate(string $text): bool
    {
        return preg_match('#^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2}))(?:[T ].*)?\z#', $text) === 1;
    }

    private static function looksLikeAmount(string $text): bool
    {
        return preg_match('/^[-+(]?\s*(?:[€$£]|[A-Z]{3})?\s*[0-9][0-9.,\' \x{a0}\x{202f}]*[-)]?\s*(?:[€$£]|[A-Z]{3})?\z/u', $text) === 1
            && !self::looksLikeDate($text);
    }

    /** For comparing: small letters, umlauts as two, one blank between words. */
    private static function plain(string $text): string
    {
        $small = strtolower(strtr($text, ['Ä' => 'ae', 'Ö' => 'oe', 'Ü' => 'ue', 'ä' => 'ae', 'ö' => 'oe', 'ü' => 'ue', 'ß' => 'ss']));
        return trim((string) preg_replace('/[' . Text::SPACE . ']+/u', ' ', $small));
    }
}
