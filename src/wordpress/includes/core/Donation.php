<?php

declare(strict_types=1);

namespace Glassjar\Core;

/**
 * What the facts of one donation come to, and which lines bring the books there, as src/server/books/donation.ts does it. All of it is
 * a function of the set of facts: in which order they came, and how often, makes no difference to a sum or the status.
 *
 * A fact is what a provider told, freed of its words: `kind` (pending, paid, failed, expired, fee, refund, dispute), `at` (ISO 8601,
 * UTC), and, where it has one, `amount` (`minor`, `currency`), `payment`, `refund`, `dispute`, `state`.
 */
final class Donation
{
    /** @var array<string, array{amount: int, at: string}> By payment. */
    private $payments = [];

    /** @var array<string, array{amount: int, at: string}> By payment or dispute. */
    private $fees = [];

    /** @var array<int, array{key: string, reason: string, amount: int, payment: ?string, at: string, backAt: string, isOpen: bool}> */
    private $outs = [];

    /** @var bool */
    private $hasForeign = false;

    /** @var array<int, array<string, mixed>> */
    private $facts;

    /** @param array<int, array<string, mixed>> $facts */
    private function __construct(array $facts, string $currency)
    {
        $this->facts = $facts;
        $this->digest($currency);
    }

    /**
     * Sums and status. Amounts are minor units.
     *
     * @param array<int, array<string, mixed>> $facts
     * @param string $currency That of the books.
     * @return array{status: string, gross: int, gifts: int, losses: int, fees: int, hasForeign: bool} Status: open, pending, paid,
     *     failed, cancelled, refunded, disputed.
     */
    public static function state(array $facts, string $currency): array
    {
        $read = new self($facts, $currency);
        $losses = array_sum(array_column($read->share($read->outs), 'loss'));
        $gross = array_sum(array_column($read->payments, 'amount'));
        $taken = array_sum(array_column($read->outs, 'amount'));
        $gifts = $read->payments === [] ? 0 : $gross - ($taken - $losses);
        return [
            'status' => $read->status($gifts),
            'gross' => (int) $gross,
            'gifts' => (int) $gifts,
            'losses' => (int) $losses,
            'fees' => (int) array_sum(array_column($read->fees, 'amount')),
            'hasForeign' => $read->hasForeign,
        ];
    }

    /**
     * The lines that are still missing, in the order in which they are to be written: no sum falls below zero on the way.
     *
     * @param array<int, array<string, mixed>> $facts
     * @param array<int, array{key: string, flow: string, amount: int, reverses?: string}> $booked Lines of it in the books.
     * @return array<int, array{key: string, flow: string, amount: int, at: string, reason: string, reverses?: string}>
     */
    public static function linesDue(array $facts, string $currency, array $booked): array
    {
        return (new self($facts, $currency))->due($booked);
    }

    /**
     * @param array<int, array{key: string, flow: string, amount: int, reverses?: string}> $booked
     * @return array<int, array<string, mixed>>
     */
    private function due(array $booked): array
    {
        $due = [];
        [$sums, $counts, $taken] = self::standing($booked);
        $write = static function (string $base, array $line) use (&$due, &$counts): void {
            $counts[$base] = ($counts[$base] ?? 0) + 1;
            $due[] = ['key' => $counts[$base] === 1 ? $base : "$base#{$counts[$base]}"] + $line;
        };
        foreach ($this->payments as $id => $paid) {
            $key = self::giftKey((string) $id);
            $missing = $paid['amount'] - ($sums[$key] ?? 0);
            if ($missing > 0) {
                $write($key, ['flow' => 'gift+', 'amount' => $missing, 'at' => $paid['at'], 'reason' => 'donation']);
            } elseif ($missing < 0) {
                // Told twice with two amounts: the smaller one counts, since a panel never shows more than came in.
                $write($key, ['flow' => 'gift-', 'amount' => -$missing, 'at' => $paid['at'], 'reason' => 'void', 'reverses' => $key]);
            }
        }
        // What is booked stays where it is as far as it can: what is new takes what is left.
        $rank = [];
        foreach ($booked as $index => $line) {
            $rank += [(string) preg_replace('/:loss\z/', '', self::baseOf($line['key'])) => $index];
        }
        $placed = self::sorted($this->outs, static function (array $a, array $b) use ($rank): int {
            return ($rank[$a['key']] ?? PHP_INT_MAX) <=> ($rank[$b['key']] ?? PHP_INT_MAX);
        });
        $shares = $this->share($placed);
        foreach ($placed as $out) {
            $this->writeOut($out, $shares[$out['key']] ?? ['gifts' => [], 'loss' => 0], $sums, $taken, $write);
        }
        foreach ($this->fees as $id => $fee) {
            $key = 'fee:' . self::plain((string) $id);
            $more = $fee['amount'] - ($sums[$key] ?? 0);
            if ($more > 0) {
                $write($key, ['flow' => 'cost+', 'amount' => $more, 'at' => $fee['at'], 'reason' => 'fee']);
            } elseif ($more < 0) {
                $write($key, ['flow' => 'cost-', 'amount' => -$more, 'at' => $fee['at'], 'reason' => 'fee', 'reverses' => $key]);
            }
        }
        $turn = ['gift+' => 0, 'cost-' => 1, 'gift-' => 2, 'cost+' => 3];
        return self::sorted($due, static function (array $a, array $b) use ($turn): int {
            return $turn[$a['flow']] <=> $turn[$b['flow']];
        });
    }

    /**
     * @param array{key: string, reason: string, amount: int, payment: ?string, at: string, backAt: string, isOpen: bool} $out
     * @param array{gifts: array<string, int>, loss: int} $share
     * @param array<string, int> $sums
     * @param array<string, array{amount: int, key: string}> $taken
     */
    private function writeOut(array $out, array $share, array $sums, array $taken, callable $write): void
    {
        $key = $out['key'];
        foreach (array_keys($this->payments) as $payment) {
            $gift = self::giftKey((string) $payment);
            $line = $taken["$key $gift"] ?? ['amount' => 0, 'key' => $key];
            $more = ($share['gifts'][$payment] ?? 0) - $line['amount'];
            if ($more > 0) {
                $write($key, ['flow' => 'gift-', 'amount' => $more, 'at' => $out['at'], 'reason' => $out['reason'], 'reverses' => $gift]);
            } elseif ($more < 0) {
                $reason = $out['reason'] === 'dispute' ? 'dispute-won' : 'void';
                $write($key, ['flow' => 'gift+', 'amount' => -$more, 'at' => $out['backAt'], 'reason' => $reason, 'reverses' => $line['key']]);
            }
        }
        $loss = "$key:loss";
        $more = $share['loss'] - ($sums[$loss] ?? 0);
        if ($more > 0) {
            $write($loss, ['flow' => 'cost+', 'amount' => $more, 'at' => $out['at'], 'reason' => 'loss']);
        } elseif ($more < 0) {
            $write($loss, ['flow' => 'cost-', 'amount' => -$more, 'at' => $out['backAt'], 'reason' => 'loss', 'reverses' => $loss]);
        }
    }

    /** Reads the facts as a set: what is said twice is said once, and of two that contradict each other the same one wins. */
    private function digest(string $currency): void
    {
        $told = [];
        $moved = [];
        foreach ($this->facts as $fact) {
            $amount = $fact['amount']['minor'] ?? null;
            if (!isset($fact['amount'])) {
                continue;
            }
            if ($fact['amount']['currency'] !== $currency) {
                $this->hasForeign = true;
            } elseif (is_int($amount) && $amount >= 0) {
                $this->take($fact, $amount, $told, $moved);
            }
        }
        foreach ($moved as $key => $facts) {
            $this->outs[] = self::outOf($key, $facts);
        }
        $this->outs = self::sorted($this->outs, static function (array $a, array $b): int {
            return self::byTime($a, $b) ?: strcmp($a['key'], $b['key']);
        });
        uksort($this->payments, function ($a, $b): int {
            return self::byTime($this->payments[$a], $this->payments[$b]) ?: strcmp((string) $a, (string) $b);
        });
        // What was charged for a payment that isn't known yet, or never came, is no cost of ours yet.
        foreach ($told as $id => $fee) {
            if (isset($this->payments[$id]) || ($this->payments !== [] && isset($moved['dispute:' . self::plain((string) $id)]))) {
                $this->fees[$id] = $fee;
            }
        }
        ksort($this->fees, SORT_STRING);
    }

    /**
     * @param array<string, mixed> $fact
     * @param array<string, array{amount: int, at: string}> $told
     * @param array<string, array<int, array<string, mixed>>> $moved
     */
    private function take(array $fact, int $amount, array &$told, array &$moved): void
    {
        if ($fact['kind'] === 'paid') {
            $known = $this->payments[$fact['payment']] ?? null;
            if ($amount > 0) {
                $this->payments[$fact['payment']] = [
                    'amount' => min($amount, $known['amount'] ?? $amount),
                    'at' => $known !== null && self::byTime($known, $fact) < 0 ? $known['at'] : $fact['at'],
                ];
            }
        } elseif ($fact['kind'] === 'fee') {
            $known = $told[$fact['payment']] ?? null;
            $later = $known === null ? 1 : (self::time($fact['at']) <=> self::time($known['at']) ?: $amount <=> $known['amount']);
            if ($later > 0) {
                $told[$fact['payment']] = ['amount' => $amount, 'at' => $fact['at']];
            }
        } else {
            $moved[$fact['kind'] . ':' . self::plain($fact[$fact['kind']])][] = $fact;
        }
    }

    /**
     * One refund or dispute from all that was told of it. Its states only ever go one way, so that the furthest one holds.
     *
     * @param array<int, array<string, mixed>> $facts
     * @return array{key: string, reason: string, amount: int, payment: ?string, at: string, backAt: string, isOpen: bool}
     */
    private static function outOf(string $key, array $facts): array
    {
        $facts = self::sorted($facts, [self::class, 'byTime']);
        $when = static function (string ...$states) use ($facts): array {
            return array_values(array_filter($facts, static function (array $fact) use ($states): bool {
                return in_array($fact['state'], $states, true);
            }));
        };
        // Of a dispute that is lost the money is gone, whether or not we were told of the day on which it went.
        $out = $when('done', 'withdrawn', 'lost');
        $back = $when('failed', 'won');
        $amounts = array_map(static function (array $fact): int {
            return $fact['amount']['minor'];
        }, $out);
        $payments = array_filter(array_column($facts, 'payment'));
        sort($payments, SORT_STRING);
        return [
            'key' => $key,
            'reason' => $facts[0]['kind'],
            'amount' => $back !== [] ? 0 : max(0, ...$amounts, ...[0]),
            'payment' => $payments[0] ?? null,
            'at' => ($out[0] ?? $facts[0])['at'],
            'backAt' => ($back[0] ?? ($out === [] ? $facts[0] : $out[count($out) - 1]))['at'],
            'isOpen' => $facts[0]['kind'] === 'dispute' && $back === [] && $when('lost') === [],
        ];
    }

    /**
     * What each one takes from the gifts, and what of it is a loss because they were taken back already. What names its payment takes
     * from that one first, whatever the order.
     *
     * @param array<int, array{key: string, reason: string, amount: int, payment: ?string, at: string, backAt: string, isOpen: bool}> $outs
     * @return array<string, array{gifts: array<string, int>, loss: int}>
     */
    private function share(array $outs): array
    {
        // Before the payment is known there is nothing to take from: what goes back is held.
        if ($this->payments === []) {
            return [];
        }
        $left = array_column($this->payments, 'amount');
        $left = array_combine(array_map('strval', array_keys($this->payments)), $left);
        $shares = [];
        foreach ([true, false] as $isNamed) {
            foreach ($outs as $out) {
                if (($out['payment'] !== null && isset($this->payments[$out['payment']])) !== $isNamed) {
                    continue;
                }
                $open = $out['amount'];
                $gifts = [];
                foreach ($isNamed ? [$out['payment']] : array_keys($left) as $id) {
                    $took = min($open, $left[$id]);
                    if ($took > 0) {
                        $gifts[$id] = $took;
                        $left[$id] -= $took;
                        $open -= $took;
                    }
                }
                $shares[$out['key']] = ['gifts' => $gifts, 'loss' => $open];
            }
        }
        return $shares;
    }

    private function status(int $gifts): string
    {
        $kinds = array_column($this->facts, 'kind');
        if (in_array('paid', $kinds, true)) {
            if (in_array(true, array_column($this->outs, 'isOpen'), true)) {
                return 'disputed';
            }
            return $this->payments !== [] && $gifts === 0 ? 'refunded' : 'paid';
        }
        // Of several tries the last one says how it stands; of those in the same second the one that is further on.
        $order = ['pending' => 0, 'expired' => 1, 'failed' => 2];
        $last = null;
        foreach ($this->facts as $fact) {
            if (!isset($order[$fact['kind']])) {
                continue;
            }
            $later = $last === null ? 1 : (self::time($fact['at']) <=> self::time($last['at']) ?: $order[$fact['kind']] <=> $order[$last['kind']]);
            $last = $later > 0 ? $fact : $last;
        }
        $names = ['pending' => 'pending', 'expired' => 'cancelled', 'failed' => 'failed'];
        return $last === null ? 'open' : $names[$last['kind']];
    }

    /**
     * What the lines in the books come to, by what their keys say they are about.
     *
     * @param array<int, array{key: string, flow: string, amount: int, reverses?: string}> $booked
     * @return array{array<string, int>, array<string, int>, array<string, array{amount: int, key: string}>} Sums, counts, taken.
     */
    private static function standing(array $booked): array
    {
        $sums = [];
        $counts = [];
        $taken = [];
        $byKey = array_column($booked, null, 'key');
        foreach ($booked as $line) {
            $base = self::baseOf($line['key']);
            $signed = $line['flow'][4] === '+' ? $line['amount'] : -$line['amount'];
            $sums[$base] = ($sums[$base] ?? 0) + $signed;
            $counts[$base] = ($counts[$base] ?? 0) + 1;
            if (preg_match('/^(?:refund|dispute):/', $base) !== 1 || $line['flow'][0] !== 'g') {
                continue;
            }
            // A line that brings back names the one that took, and that one names the gift.
            $took = $line['flow'] === 'gift-' ? $line : ($byKey[$line['reverses'] ?? ''] ?? []);
            $place = $base . ' ' . ($took['reverses'] ?? '');
            $taken[$place] = ['amount' => ($taken[$place]['amount'] ?? 0) - $signed, 'key' => $taken[$place]['key'] ?? $line['key']];
        }
        return [$sums, $counts, $taken];
    }

    private static function giftKey(string $payment): string
    {
        return 'gift:' . self::plain($payment);
    }

    /** Ids as parts of keys: without what keys are made with. */
    private static function plain(string $id): string
    {
        return (string) preg_replace_callback('/[^A-Za-z0-9_.-]/', static function (array $match): string {
            return '%' . dechex(ord($match[0]));
        }, $id);
    }

    private static function baseOf(string $key): string
    {
        return (string) preg_replace('/#[0-9]+\z/', '', $key);
    }

    private static function time(string $at): int
    {
        return (int) strtotime($at);
    }

    /**
     * @param array<string, mixed> $a
     * @param array<string, mixed> $b
     */
    private static function byTime(array $a, array $b): int
    {
        return self::time($a['at']) <=> self::time($b['at']) ?: strcmp($a['at'], $b['at']);
    }

    /**
     * Sorted, equals in their order: PHP before 8 doesn't keep it.
     *
     * @param array<int, mixed> $list
     * @return array<int, mixed>
     */
    private static function sorted(array $list, callable $compare): array
    {
        $indexed = array_map(null, array_values($list), array_keys(array_values($list)));
        usort($indexed, static function (array $a, array $b) use ($compare): int {
            return $compare($a[0], $b[0]) ?: $a[1] <=> $b[1];
        });
        return array_column($indexed, 0);
    }
}
