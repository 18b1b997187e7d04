<?php

declare(strict_types=1);

namespace Glassjar\Test;

use Glassjar\Core\Donation;
use Glassjar\Core\Signature;
use Glassjar\Core\StripeEvent;
use PHPUnit\Framework\TestCase;

/** What providers tell of a donation, in every order. */
final class DonationTest extends TestCase
{
    /**
     * @dataProvider factCases
     * @param array<string, mixed> $case
     */
    public function testFactsInEveryOrder(array $case): void
    {
        foreach (self::orders($case['facts']) as $facts) {
            self::assertSame($case['expected'], self::live($facts, $case['currency'], array_keys($case['expected'])));
        }
    }

    /**
     * @dataProvider eventCases
     * @param array<string, mixed> $case
     */
    public function testStripeEventsInEveryOrder(array $case): void
    {
        foreach (self::orders($case['events']) as $events) {
            $facts = [];
            // Each comes twice, the second time late.
            foreach (array_merge($events, $events) as $event) {
                $facts = array_merge($facts, StripeEvent::read($event)['facts'] ?? []);
            }
            self::assertSame($case['expected'], self::live($facts, $case['currency'], array_keys($case['expected'])));
        }
    }

    /** @return iterable<string, array{array<string, mixed>}> */
    public function factCases(): iterable
    {
        return self::cases('donations');
    }

    /** @return iterable<string, array{array<string, mixed>}> */
    public function eventCases(): iterable
    {
        return self::cases('stripe-events');
    }

    public function testSignature(): void
    {
        $body = '{"name":"Zoë"}';
        $now = 1772359200;
        $sign = static function (string $secret, int $at) use ($body): string {
            return hash_hmac('sha256', "$at.$body", $secret);
        };
        $good = $sign('whsec_new_secret_0001', $now);
        $secrets = ['whsec_new_secret_0001', 'whsec_old_secret_0001'];
        foreach (
            [
            [true, "t=$now,v1=$good"],
            [true, "t=$now, v1=$good"],
            [true, "t=$now,v1=00,v1=$good"],
            [true, "t=$now,v1=" . $sign('whsec_old_secret_0001', $now)],
            [true, 't=' . ($now - 299) . ',v1=' . $sign($secrets[0], $now - 299)],
            [false, 't=' . ($now - 301) . ',v1=' . $sign($secrets[0], $now - 301)],
            [false, 't=' . ($now + 301) . ',v1=' . $sign($secrets[0], $now + 301)],
            [false, "t=$now,v0=$good"],
            [false, "t=$now,v1=" . $sign('', $now)],
            [false, "t=$now,v1=" . $sign('whsec_other_secret_01', $now)],
            [false, "v1=$good"],
            [false, "t=$now"],
            [false, ''],
            [false, "t=1e9,v1=$good"],
            ] as $index => [$expected, $header]
        ) {
            self::assertSame($expected, Signature::isGood($body, $header, $secrets, $now), "$index: $header");
        }
        self::assertFalse(Signature::isGood($body . ' ', "t=$now,v1=$good", $secrets, $now), 'one blank more');
        self::assertFalse(Signature::isGood($body, "t=$now,v1=" . $sign('', $now), [''], $now), 'an empty secret signs nothing');
        self::assertFalse(Signature::isGood($body, "t=$now,v1=$good", [], $now), 'no secret');
    }

    /** @return iterable<string, array{array<string, mixed>}> */
    private static function cases(string $table): iterable
    {
        $file = __DIR__ . "/../../fixtures/shared/$table.json";
        $cases = is_file($file) ? json_decode((string) file_get_contents($file), true)['cases'] : [];
        foreach ($cases as $index => $case) {
            yield "$index: {$case['name']}" => [$case];
        }
    }

    /**
     * Takes facts in one after the other, as the books do, and checks on the way what must hold at every moment.
     *
     * @param array<int, array<string, mixed>> $facts
     * @param string[] $fields
     * @return array<string, mixed>
     */
    private static function live(array $facts, string $currency, array $fields): array
    {
        $told = [];
        $lines = [];
        $sum = static function (string $flow, string $reason = '') use (&$lines): int {
            $total = 0;
            foreach ($lines as $line) {
                if (strpos($line['flow'], $flow) === 0 && ($reason === '' || $line['reason'] === $reason)) {
                    $total += $line['flow'][4] === '+' ? $line['amount'] : -$line['amount'];
                }
            }
            return $total;
        };
        foreach ($facts as $fact) {
            $told[] = $fact;
            foreach (Donation::linesDue($told, $currency, $lines) as $line) {
                self::assertNotContains($line['key'], array_column($lines, 'key'));
                self::assertGreaterThan(0, $line['amount']);
                $lines[] = $line;
                self::assertGreaterThanOrEqual(0, $sum('gift'), "below 0 at {$line['key']}");
                self::assertGreaterThanOrEqual(0, $sum('cost'), "below 0 at {$line['key']}");
            }
            $state = Donation::state($told, $currency);
            self::assertSame([$state['gifts'], $state['losses'], $state['fees']], [$sum('gift'), $sum('cost', 'loss'), $sum('cost', 'fee')]);
            self::assertSame([], Donation::linesDue($told, $currency, $lines), 'asked again, there is more to write');
        }
        $state = Donation::state($told, $currency);
        return array_merge(array_flip($fields), array_intersect_key($state, array_flip($fields)));
    }

    /**
     * All orders of up to five things; of more, some.
     *
     * @param array<int, mixed> $items
     * @return iterable<int, array<int, mixed>>
     */
    private static function orders(array $items): iterable
    {
        if (count($items) > 5) {
            mt_srand(7);
            yield $items;
            yield array_reverse($items);
            for ($try = 0; $try < 100; $try++) {
                usort($items, static function (): int {
                    return mt_rand(-1, 1);
                });
                yield $items;
            }
        } elseif (count($items) < 2) {
            yield $items;
        } else {
            foreach ($items as $index => $first) {
                foreach (self::orders(array_values(array_diff_key($items, [$index => 1]))) as $rest) {
                    yield array_merge([$first], $rest);
                }
            }
        }
    }
}
