<?php

declare(strict_types=1);

namespace Glassjar\Core;

/**
 * Derives all sums of a campaign, as src/core/ledger.ts does it: of two sums that contradict each other the smaller one counts until
 * the organiser has mended it. All sums are minor units of the campaign's currency.
 *
 * A long file, and one room: it is read beside its twin, and each sum is made of the ones before it.
 */
final class Ledger
{
    /** @var array<string, mixed> */
    private $campaign;

    /** @var array{sources: bool, entries: bool} */
    private $damaged;

    /** @var array<int, array<string, mixed>> Each id once: the first that has it. */
    private $sources = [];

    /** @var array<string, array<string, mixed>> By id, or by `#` and a number where they have none. */
    private $books = [];

    /** @var array<string, array{gifts?: int, sales?: int}> By source; '' is none that there is. */
    private $booked = [];

    /** @var array<int, array<string, mixed>> */
    private $discrepancies = [];

    /** @var int */
    private $spent = 0;

    /** @var int */
    private $fees = 0;

    /** @var array<string, ?array<string, mixed>> The source of gifts (g), and of sales (s), to which money belongs that names none. */
    private $homes = [];

    /**
     * @param array<string, mixed> $campaign As Document::read keeps it.
     * @param array{sources: bool, entries: bool} $damaged
     */
    private function __construct(array $campaign, array $damaged)
    {
        $this->campaign = $campaign;
        $this->damaged = $damaged;
    }

    /**
     * @param array<string, mixed> $campaign As Document::read keeps it.
     * @param array{sources: bool, entries: bool} $damaged As Document::read tells it.
     * @return array{raised: ?int, bound: string, spent: ?int, fees: ?int, balance: ?int, supporters: ?int,
     *     sources: array<int, array<string, mixed>>, entries: int, discrepancies: array<int, array<string, mixed>>}
     *     A sum is null when nothing says it or when lines of it could not be read: it is not 0.
     * @throws Invalid When a sum is too large to be counted exactly.
     */
    public static function totals(array $campaign, array $damaged = ['sources' => false, 'entries' => false]): array
    {
        return (new self($campaign, $damaged))->derive();
    }

    /** The weaker of several bounds: a sum is only as well known as its worst part. @param string[] $bounds */
    public static function weakest(array $bounds): string
    {
        foreach (['about', 'at-least'] as $bound) {
            if (in_array($bound, $bounds, true)) {
                return $bound;
            }
        }
        return 'exact';
    }

    /** @return array<string, mixed> */
    private function derive(): array
    {
        $this->readSources();
        $this->addUp();
        $loose = $this->booked[''] ?? null;
        $hasEntries = $this->books !== [];
        $isDamaged = $this->damaged['entries'];
        $found = [];
        // A refused entry belonged to some source or to none; which can't be known, so entries make no sum any more.
        $isKnown = !$this->damaged['sources'] && !($isDamaged && ($loose !== null || $this->sources === []));
        $isOpen = false;
        foreach ($this->sources as $source) {
            ['minor' => $minor, 'rest' => $rest] = $this->sumOf($source);
            if ($minor !== null) {
                $found[] = array_filter([
                    'id' => $source['id'],
                    'label' => $source['label'] ?? null,
                    'kind' => $source['kind'] ?? 'gifts',
                    'raised' => $minor,
                    'bound' => $source['bound'] ?? 'exact',
                    'copies' => $source['copies'] ?? null,
                    'rest' => $rest,
                ], static function ($value): bool {
                    return $value !== null;
                });
            } elseif ($isDamaged) {
                $isKnown = false;
            } elseif (($source['copies'] ?? 0) > 0 || !$hasEntries) {
                // Something came in here, or may have: in a ledger, a source without entries is one through which nothing came yet.
                $isOpen = true;
            }
        }
        foreach (['gifts', 'sales'] as $kind) {
            $minor = $loose[$kind] ?? null;
            // Beside a stated sum of its kind, money of no known source may be in that already; what was taken back is taken back.
            if ($minor !== null && $minor > 0 && array_filter($this->ofKind($kind), [$this, 'mayHold']) !== []) {
                $isOpen = true;
            } elseif ($minor !== null) {
                $found[] = ['id' => '', 'kind' => $kind, 'raised' => $minor, 'bound' => 'exact'];
            }
        }
        return $this->answer($found, $isKnown, $isOpen);
    }

    /**
     * @param array<int, array<string, mixed>> $found
     * @return array<string, mixed>
     */
    private function answer(array $found, bool $isKnown, bool $isOpen): array
    {
        $all = 0;
        foreach ($found as $total) {
            if ($total['raised'] < 0) {
                $this->discrepancies[] = ['kind' => 'negative', 'source' => $total['id']];
            }
            $all = Money::exact($all + $total['raised']);
        }
        // More taken back than spent would make the balance more than what came in.
        $isOverdrawn = $this->spent < 0 || $this->fees < 0;
        if ($isOverdrawn) {
            $this->discrepancies[] = ['kind' => 'negative', 'source' => ''];
        }
        $isKnown = $isKnown && $all >= 0;
        $isRaised = $isKnown && $found !== [];
        $hasCosts = $this->books !== [] && !$this->damaged['entries'] && !$isOverdrawn;
        $isWhole = !$this->damaged['sources'] && !$this->damaged['entries'];
        return [
            'raised' => $isRaised ? $all : null,
            'bound' => self::weakest(array_merge([$isOpen ? 'at-least' : 'exact'], array_column($found, 'bound'))),
            'spent' => $hasCosts ? $this->spent : null,
            'fees' => $hasCosts ? $this->fees : null,
            'balance' => $hasCosts && $isRaised ? Money::exact($all - $this->spent - $this->fees) : null,
            'supporters' => $this->damaged['sources'] ? null : $this->people(),
            'sources' => $isKnown ? $found : [],
            'entries' => $isWhole ? count($this->books) : 0,
            // Where lines are missing, the rest can't be accused of not fitting.
            'discrepancies' => $isWhole ? $this->discrepancies : [],
        ];
    }

    private function readSources(): void
    {
        $seen = [];
        foreach ($this->campaign['sources'] ?? [] as $source) {
            // A prefix, since PHP makes numbers of keys that look like some.
            if (isset($seen['=' . $source['id']])) {
                $this->discrepancies[] = ['kind' => 'duplicate-source', 'source' => $source['id']];
            } else {
                $seen['=' . $source['id']] = true;
                $this->sources[] = $source;
            }
        }
    }

    /**
     * What came in through a source, and what of that no entry tells: null where entries tell all of it, or none.
     *
     * @param array<string, mixed> $source
     * @return array{minor: ?int, rest: ?int}
     */
    private function sumOf(array $source): array
    {
        $id = $source['id'];
        $bound = $source['bound'] ?? 'exact';
        $sums = $this->damaged['entries'] ? null : ($this->booked["=$id"] ?? null);
        $counted = $sums === null ? null : ($sums['gifts'] ?? 0) + ($sums['sales'] ?? 0);
        $sold = $this->soldOf($source);
        $raised = isset($source['raised']) ? $this->minor($source['raised']) : null;
        $stated = $raised ?? $sold;
        $minor = $stated ?? $counted;
        $isFlawed = false;
        if ($raised !== null && $sold !== null && $bound === 'exact' && $sold !== $raised) {
            $this->discrepancies[] = ['kind' => 'copies', 'source' => $id];
            $minor = min($sold, $raised);
            $isFlawed = true;
        }
        $isComplete = $source['complete'] ?? false;
        if ($stated !== null && $counted !== null && !self::fits($stated, $counted, $bound, $isComplete)) {
            $flaw = ['kind' => 'sum', 'source' => $id, 'stated' => $stated, 'counted' => $counted];
            $this->discrepancies[] = isset($source['label']) ? $flaw + ['label' => $source['label']] : $flaw;
            $minor = min($minor, $counted);
            $isFlawed = true;
        }
        $isPart = $stated !== null && $counted !== null && $counted < $stated && !$isComplete && !$isFlawed;
        return ['minor' => $minor, 'rest' => $isPart ? $stated - $counted : null];
    }

    /**
     * How many people gave, as the sources count them: everyone, or null. Gifts of a source that counts nobody, or more names than a
     * source counts people, would make the number false. Who says that entries are complete has counted them.
     */
    private function people(): ?int
    {
        $taken = [];
        foreach ($this->books as $entry) {
            if (isset($entry['reverses'])) {
                $taken["={$entry['reverses']}"] = true;
            }
        }
        // Whose gifts name no source, a source has counted only where these are a part of what it states or says to be all.
        $counting = [];
        foreach ($this->sources as $source) {
            if (($source['complete'] ?? false) || $this->mayHold($source)) {
                $counting["={$source['id']}"] = true;
            }
        }
        $given = [];
        $names = [];
        foreach ($this->books as $entry) {
            if ($entry['flow'][0] !== 'g') {
                continue;
            }
            $home = '=' . $this->placeOf($entry);
            $place = isset($counting[$home]) || ($this->rootOf($entry)['source'] ?? '') !== '' ? $home : '=';
            $given[$place] = ($given[$place] ?? 0) + $this->signed($entry);
            $isTaken = isset($entry['id'], $taken["={$entry['id']}"]);
            if (isset($entry['name']) && $entry['flow'][4] === '+' && !isset($entry['reverses']) && !$isTaken) {
                $names[$place]["={$entry['name']}"] = true;
            }
        }
        $people = null;
        foreach ($this->sources as $source) {
            if (!isset($source['supporters'])) {
                continue;
            }
            $place = "={$source['id']}";
            $mayBeLess = ($source['complete'] ?? false) || ($source['bound'] ?? 'exact') !== 'exact';
            if (!$mayBeLess && count($names[$place] ?? []) > $source['supporters']) {
                return null;
            }
            $people += $source['supporters'];
            unset($given[$place]);
        }
        return $given !== [] && max($given) > 0 ? null : $people;
    }

    private function addUp(): void
    {
        foreach (['gifts', 'sales'] as $kind) {
            $sources = $this->ofKind($kind);
            $this->homes[$kind[0]] = count($sources) === 1 ? $sources[0] : null;
        }
        foreach ($this->campaign['entries'] ?? [] as $index => $entry) {
            $key = isset($entry['id']) ? "={$entry['id']}" : "#$index";
            $known = $this->books[$key] ?? null;
            if ($known !== null) {
                $this->discrepancies[] = ['kind' => 'duplicate', 'entry' => $entry['id']];
            }
            // What stands twice under one id counts once: where the two differ, the one that leaves less.
            if ($known === null || $this->leaves($entry) < $this->leaves($known)) {
                $this->books[$key] = $entry;
            }
        }
        $ids = [];
        foreach ($this->sources as $source) {
            $ids['=' . $source['id']] = true;
        }
        foreach ($this->books as $entry) {
            $this->addEntry($entry, $ids);
        }
    }

    /**
     * @param array<string, mixed> $entry
     * @param array<string, true> $ids
     */
    private function addEntry(array $entry, array $ids): void
    {
        $flow = $entry['flow'];
        $reverses = $entry['reverses'] ?? '';
        $taken = $reverses !== '' ? ($this->books["=$reverses"] ?? null) : null;
        if ($reverses !== '' && ($taken === null || $taken['flow'][0] !== $flow[0] || $taken['flow'][4] === $flow[4])) {
            $this->discrepancies[] = ['kind' => 'reverses-nothing', 'entry' => $entry['id'] ?? $reverses];
        }
        if ($flow[0] === 'c') {
            $sum = (($taken ?? $entry)['reason'] ?? '') === 'fee' ? 'fees' : 'spent';
            $this->$sum = Money::exact($this->$sum + $this->signed($entry));
            return;
        }
        $named = $this->placeOf($entry);
        $place = $named !== '' && isset($ids["=$named"]) ? "=$named" : '';
        if ($place === '' && $named !== '') {
            $this->discrepancies[] = ['kind' => 'unknown-source', 'entry' => $entry['id'] ?? $named];
        }
        $kind = $flow[0] === 'g' ? 'gifts' : 'sales';
        $this->booked[$place][$kind] = Money::exact(($this->booked[$place][$kind] ?? 0) + $this->signed($entry));
    }

    /** @return array<int, array<string, mixed>> The sources of gifts, or of sales. */
    private function ofKind(string $kind): array
    {
        return array_values(array_filter($this->sources, static function (array $source) use ($kind): bool {
            return ($source['kind'] ?? 'gifts') === $kind;
        }));
    }

    /**
     * Whether more is stated of a source than its entries say, of which money that names no source may be a part.
     *
     * @param array<string, mixed> $source
     */
    private function mayHold(array $source): bool
    {
        return empty($source['complete']) && (isset($source['raised']) || $this->soldOf($source) !== null);
    }

    /**
     * The id of the source an entry belongs to, '' for none: what takes money back belongs where it was booked, and what names no
     * source to the only one of its kind.
     *
     * @param array<string, mixed> $entry
     */
    private function placeOf(array $entry): string
    {
        $root = $this->rootOf($entry);
        if (($root['source'] ?? '') !== '') {
            return $root['source'];
        }
        $home = $this->homes[$root['flow'][0]] ?? null;
        // What was taken back of nothing that stands here is in no stated sum for sure.
        $isOutside = $home !== null && $this->mayHold($home) && ($root['flow'][4] === '-' || isset($root['reverses']));
        return $home === null || $isOutside ? '' : $home['id'];
    }

    /**
     * The entry at the bottom of what takes money back, as far as it is here.
     *
     * @param array<string, mixed> $entry
     * @return array<string, mixed>
     */
    private function rootOf(array $entry): array
    {
        // Nobody wins a dispute over a dispute's dispute; the limit ends circles.
        for ($hops = 0; $hops < 9 && ($entry['source'] ?? '') === ''; $hops++) {
            $taken = isset($entry['reverses']) ? ($this->books["={$entry['reverses']}"] ?? null) : null;
            if ($taken === null) {
                break;
            }
            $entry = $taken;
        }
        return $entry;
    }

    /**
     * What a source's copies brought, where it counts them.
     *
     * @param array<string, mixed> $source
     */
    private function soldOf(array $source): ?int
    {
        $each = $source['proceeds'] ?? (($source['kind'] ?? '') === 'sales' ? ($this->campaign['book']['proceeds'] ?? null) : null);
        return $each !== null && isset($source['copies']) ? Money::times($this->minor($each), $source['copies']) : null;
    }

    /** @param array<string, mixed> $entry */
    private function signed(array $entry): int
    {
        $minor = $this->minor($entry['amount']);
        return $entry['flow'][4] === '+' ? $minor : -$minor;
    }

    /** @param array<string, mixed> $entry */
    private function leaves(array $entry): int
    {
        return $entry['flow'][0] === 'c' ? -$this->signed($entry) : $this->signed($entry);
    }

    private function minor(string $amount): int
    {
        $money = Money::parse($amount, $this->campaign['currency']);
        if ($money === null) {
            throw new Invalid("expected an amount, got $amount");
        }
        return $money->minor;
    }

    /**
     * Whether entries fit what their source states: they are all of it or a part; only a part is too little where the source says that
     * they are complete. "About" may be a tenth off; what is further off is no rounding.
     */
    private static function fits(int $stated, int $counted, string $bound, bool $isComplete): bool
    {
        $more = $counted - $stated;
        if ($bound === 'about' && abs($more) * 10 <= $stated) {
            return true;
        }
        return $more === 0 || ($more < 0 ? !$isComplete : $bound === 'at-least');
    }
}
