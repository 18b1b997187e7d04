<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Money;
use Glassjar\Front\Words;

/** Lines of a list and the books: which are in there already, which may be, what a return takes back; and booking them, all or none. */
final class LineBooks
{
    /** Entries that are named for a return. */
    private const MOST_RETURNABLE = 10;

    /** @var int */
    private $campaign;

    /** @var array<int, array<string, mixed>> As Lines reads them. */
    private $lines;

    /** @var array<int, string> What each is unique by in the books, by place. */
    private $keys = [];

    /** @var int[] Places of the lines that were booked before. */
    private $known = [];

    /** @var array<string, array<int, array<string, string|null>>> Entries of the lines' amounts that stand, by day, flow and amount. */
    private $standing;

    /** @param array<int, array<string, mixed>> $lines */
    private function __construct(int $campaign, array $lines, string $request)
    {
        $this->campaign = $campaign;
        $this->lines = $lines;
        foreach ($lines as $index => $line) {
            // A list comes in parts under one request: a place is unique in its part, a key in the whole list.
            $once = hash('sha256', "$request\n" . ($line['key'] ?? "#$index"));
            $this->keys[$index] = $line['key'] === null || $line['again'] ? "again:$campaign:$once" : "bank:$campaign:" . hash('sha256', $line['key']);
        }
        $this->standing = $this->standing();
        $this->findKnown();
    }

    /**
     * @param array<int, array<string, mixed>> $lines As Lines reads them.
     * @return array<string, array<int, mixed>> `known`, `similar`, `matched`: places of lines; `returns`: what each return may take back.
     * @throws StoreError
     */
    public static function preview(int $campaign, array $lines, string $request): array
    {
        $books = new self($campaign, $lines, $request);
        return ['known' => $books->known, 'similar' => $books->similar(), 'returns' => $books->returns(), 'matched' => []];
    }

    /**
     * Books all of them but those that are known, or none.
     *
     * @param array<int, array<string, mixed>> $lines As Lines reads them.
     * @return array{known: int[], written: int}
     * @throws Refusal When a return takes nothing back that it can.
     * @throws StoreError
     */
    public static function book(int $campaign, array $lines, string $request): array
    {
        return Store::transaction(static function () use ($campaign, $lines, $request): array {
            $books = new self($campaign, $lines, $request);
            $entries = [];
            $banks = [];
            $returns = [];
            foreach (array_diff_key($lines, array_flip($books->known)) as $index => $line) {
                if ($line['kind'] === 'return') {
                    $returns[$index] = $line;
                } else {
                    $entries[$books->keys[$index]] = $line['entry'];
                    $banks[$books->keys[$index]] = $line['bank'];
                }
            }
            $problems = [];
            foreach ($returns as $index => $line) {
                $problem = $books->takeBack($index, $line);
                if ($problem !== null) {
                    $problems[] = ['path' => "lines[$index].$problem[0]", 'message' => $problem[1]];
                }
            }
            Lines::refuse($problems);
            if ($entries !== []) {
                Books::addAll($campaign, $entries, $banks);
            }
            return ['known' => $books->known, 'written' => count($entries) + count($returns)];
        });
    }

    /**
     * @param array<string, mixed> $line
     * @return array{string, string}|null Which field is wrong, and what was expected there.
     */
    private function takeBack(int $index, array $line): ?array
    {
        $row = $line['reverses'] === '' ? null : Books::find($this->campaign, $line['reverses']);
        if ($row === null) {
            return ['reverses', __('Choose the entry of this campaign that it takes back.', 'glassjar')];
        }
        if ((int) $row['donation'] > 0) {
            return ['reverses', __('This came by card. Refund it at Stripe; it comes here by itself.', 'glassjar')];
        }
        if ((string) $row['reverses'] !== '' || !in_array($row['flow'], ['gift+', 'sale+'], true)) {
            return ['reverses', __('Only a gift or a sale can be taken back here.', 'glassjar')];
        }
        if (Entries::day((string) $row['at']) > $line['entry']['at']) {
            return ['reverses', __('It can’t have been given back before it came.', 'glassjar')];
        }
        $currency = (string) $row['currency'];
        $left = (int) $row['amount'] - Books::takenBack($this->campaign, $line['reverses']);
        if ($line['minor'] > $left) {
            /* translators: %s: amount. */
            return ['amount', sprintf(__('Only %s is left of it.', 'glassjar'), Words::money(max(0, $left), $currency, true))];
        }
        Books::reverse($this->campaign, $line['reverses'], 'refund', $this->keys[$index], new Money($line['minor'], $currency), $line['entry']['at'], $line['bank']);
        return null;
    }

    private function findKnown(): void
    {
        $booked = Books::known(array_values($this->keys));
        $left = $this->standing;
        foreach ($this->lines as $index => $line) {
            if (isset($booked[$this->keys[$index]]) || ($line['key'] === null && !$line['again'] && $this->takeAlike($left, $line))) {
                $this->known[] = $index;
            }
        }
    }

    /**
     * Whether the books have a line without a key already: an entry that says all that it says, each of which stands for one line.
     *
     * @param array<string, array<int, array<string, string|null>>> $standing What no line has taken yet.
     * @param array<string, mixed> $line
     */
    private function takeAlike(array &$standing, array $line): bool
    {
        $place = self::place($line['entry']['at'], $line['entry']['flow'], $line['minor']);
        foreach ($standing[$place] ?? [] as $at => $row) {
            $isSame = (string) $row['source'] === ($line['entry']['source'] ?? '') && (string) $row['reason'] === $line['entry']['reason']
                && (string) $row['label'] === Core\Text::cut($line['entry']['label'] ?? '', 190);
            // Whose name was erased may be the one of this line.
            $isWho = (string) $row['erased_at'] !== ''
                || [(string) $row['person_name'], (string) $row['person_message']] === [Core\Text::cut($line['entry']['name'] ?? '', 190), $line['entry']['message'] ?? ''];
            if ($isSame && $isWho && (int) $row['donation'] === 0) {
                unset($standing[$place][$at]);
                return true;
            }
        }
        return false;
    }

    /**
     * Lines of which nobody can tell whether they are in the books: an entry of that day, kind and amount stands that no line of this
     * list is known as. Each stands for one line; and two ids of one kind of file are two bookings.
     *
     * @return int[]
     */
    private function similar(): array
    {
        $keys = array_flip(array_intersect_key($this->keys, array_flip($this->known)));
        $standing = [];
        foreach ($this->standing as $place => $rows) {
            $standing[$place] = array_filter($rows, static function (array $row) use ($keys): bool {
                return !isset($keys[(string) $row['idempotency']]);
            });
        }
        $similar = [];
        foreach (array_diff_key($this->lines, array_flip($this->known)) as $index => $line) {
            // What has no key was compared by all that it says.
            if ($line['again'] || $line['key'] === null || $line['kind'] === 'return') {
                continue;
            }
            $place = self::place($line['entry']['at'], $line['entry']['flow'], $line['minor']);
            foreach ($standing[$place] ?? [] as $at => $row) {
                $bank = $line['bank'];
                if ($row['bank_id'] === null || $bank['bank_id'] === null || $row['origin'] !== $bank['origin']) {
                    $similar[] = $index;
                    unset($standing[$place][$at]);
                    break;
                }
            }
        }
        return $similar;
    }

    /**
     * What returns may take back: first what came with the same reference, then what has just this amount left, then the newest.
     *
     * @return array<int, array{line: int, entries: array<int, array<string, mixed>>}>
     */
    private function returns(): array
    {
        global $wpdb;
        $returns = [];
        foreach (array_diff_key($this->lines, array_flip($this->known)) as $index => $line) {
            if ($line['kind'] !== 'return') {
                continue;
            }
            $reference = (string) $line['bank']['reference'];
            // The day after, since an entry may have a time.
            $where = $wpdb->prepare(
                "e.campaign = %d AND e.flow IN ('gift+', 'sale+') AND e.reverses = '' AND e.donation = 0 AND e.amount >= %d AND e.at < %s",
                $this->campaign,
                $line['minor'],
                gmdate('Y-m-d', (int) strtotime($line['entry']['at']) + 2 * DAY_IN_SECONDS)
            );
            $rows = $reference === '' ? [] : Entries::select($where . $wpdb->prepare(' AND e.reference = %s ORDER BY e.id DESC LIMIT 50', $reference));
            $sure = array_fill_keys(array_column($rows, 'name'), true);
            $rows = array_column(array_merge($rows, Entries::select($where . $wpdb->prepare(' ORDER BY e.amount = %d DESC, e.id DESC LIMIT 50', $line['minor']))), null, 'name');
            $entries = [];
            foreach ($rows as $name => $row) {
                $left = (int) $row['amount'] - Books::takenBack($this->campaign, (string) $name);
                if ($left >= $line['minor'] && Entries::day((string) $row['at']) <= $line['entry']['at'] && count($entries) < self::MOST_RETURNABLE) {
                    $money = static function (int $minor) use ($row): string {
                        return (new Money($minor, (string) $row['currency']))->text();
                    };
                    $entries[] = ['id' => (string) $name, 'at' => Entries::day((string) $row['at']), 'amount' => $money((int) $row['amount']), 'left' => $money($left)]
                        + Campaign::filled(['name' => (string) $row['person_name'], 'label' => (string) $row['label']]) + ['isSure' => isset($sure[$name])];
                }
            }
            $returns[] = ['line' => $index, 'entries' => $entries];
        }
        return $returns;
    }

    /** @return array<string, array<int, array<string, string|null>>> */
    private function standing(): array
    {
        global $wpdb;
        $wanted = [];
        foreach ($this->lines as $line) {
            $wanted[self::place($line['entry']['at'], $line['entry']['flow'], $line['minor'])] = true;
        }
        $days = array_map(static function (array $line): string {
            return $line['entry']['at'];
        }, $this->lines);
        // A day more on either side, since an entry may have a time, which is of another day elsewhere.
        $first = gmdate('Y-m-d', (int) strtotime(min($days)) - DAY_IN_SECONDS);
        $last = gmdate('Y-m-d', (int) strtotime(max($days)) + 2 * DAY_IN_SECONDS);
        $entries = Store::table('entries');
        $people = Store::table('people');
        $found = [];
        foreach (array_chunk(array_values(array_unique(array_column($this->lines, 'minor'))), 200) as $some) {
            $places = implode(', ', array_fill(0, count($some), '%d'));
            // phpcs:ignore WordPress.DB.PreparedSQL -- tables of our own, and as many places as amounts.
            $find = $wpdb->prepare("SELECT e.name, e.at, e.flow, e.reason, e.amount, e.source, e.label, e.donation, e.idempotency, e.bank_id, e.origin,
                p.name AS person_name, p.message AS person_message, p.erased_at FROM $entries e LEFT JOIN $people p ON p.id = e.person
                WHERE e.campaign = %d AND e.at >= %s AND e.at < %s AND e.reverses = '' AND e.amount IN ($places) ORDER BY e.id", array_merge([$this->campaign, $first, $last], $some));
            $rows = array_filter(Store::rows($find), static function (array $row) use ($wanted): bool {
                return isset($wanted[self::place(Entries::day((string) $row['at']), (string) $row['flow'], (int) $row['amount'])]);
            });
            $back = [];
            foreach (array_chunk(array_column($rows, 'name'), 200) as $names) {
                $back += array_flip(Books::reversed($names));
            }
            foreach ($rows as $row) {
                if (!isset($back[(string) $row['name']]) || Books::takenBack($this->campaign, (string) $row['name']) < (int) $row['amount']) {
                    $found[self::place(Entries::day((string) $row['at']), (string) $row['flow'], (int) $row['amount'])][] = $row;
                }
            }
        }
        return $found;
    }

    private static function place(string $day, string $flow, int $minor): string
    {
        return "$day $flow $minor";
    }
}
