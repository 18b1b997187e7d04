<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\BookedSource;
use Glassjar\Core\Contacts;
use Glassjar\Core\Money;

/**
 * What a campaign's document says of its books: its entries, or, where they are too many for each reader to load, the sums that stand for
 * them, as the reference server has it (src/server/document.ts). The entries themselves are then at `…/entries`, page by page.
 */
final class DocumentBooks
{
    /** Entries that are in the document itself. */
    public const MOST_LINES = 1000;

    /** @var array<string, mixed> */
    private $fields;

    /** @var array<int, array<string, mixed>> */
    private $sources;

    /** @var array<int, array<string, mixed>> */
    private $entries = [];

    /** @var string */
    private $newest = '';

    /**
     * @param array<string, mixed> $fields
     * @param array<int, array<string, mixed>> $sources
     */
    private function __construct(array $fields, array $sources)
    {
        $this->fields = $fields;
        $this->sources = $sources;
    }

    /**
     * @param array<string, mixed> $fields What the author wrote, with currency and language.
     * @return array{sources: array<int, array<string, mixed>>, entries: array<int, array<string, mixed>>, asOf: string, lines: ?int}
     *     Lines: how many entries there are where sums stand for them.
     */
    public static function of(int $id, array $fields, bool $takesCards): array
    {
        $sources = $fields['sources'] ?? [];
        $sums = $id > 0 ? Sums::of($id) : null;
        if ($sums !== null && $sums['entries'] > self::MOST_LINES) {
            return (new self($fields, self::named($sources, self::namesIn($sums['sums']), $takesCards, true)))->summed($id, $sums);
        }
        $entries = $id > 0 ? Books::entries($id, empty($fields['hideNames'])) : [];
        $names = array_flip(array_filter(array_column($entries, 'source')));
        $sources = self::named($sources, array_map('strval', array_keys($names)), $takesCards, $entries !== []);
        $entries = self::placed($entries, $sources);
        return [
            'sources' => $entries !== [] ? self::booked($sources, $entries, $fields) : ($id === 0 || Campaign::isMadeHere($id) ? self::begun($sources) : $sources),
            'entries' => array_map([Contacts::class, 'masked'], $entries),
            'asOf' => '',
            'lines' => null,
        ];
    }

    /**
     * Sources beside their entries, which are complete where they tell all that was stated before the first of them.
     *
     * @param array<int, array<string, mixed>> $sources
     * @param array<int, array<string, mixed>> $entries
     * @param array<string, mixed> $fields
     * @return array<int, array<string, mixed>>
     */
    private static function booked(array $sources, array $entries, array $fields): array
    {
        $sums = [];
        foreach ($entries as $entry) {
            if (isset($entry['source']) && $entry['flow'][0] !== 'c') {
                $key = "={$entry['source']}";
                $minor = Money::parse($entry['amount'], $fields['currency'])->minor;
                $sums[$key] = $sums[$key] ?? ['given' => 0, 'net' => 0];
                $sums[$key]['net'] += $entry['flow'][4] === '+' ? $minor : -$minor;
                $sums[$key]['given'] += $entry['flow'][4] === '+' && !isset($entry['reverses']) ? $minor : 0;
            }
        }
        foreach ($sources as $index => $source) {
            $sum = $sums["={$source['id']}"] ?? null;
            if ($sum !== null) {
                $proceeds = $fields['book']['proceeds'] ?? null;
                $sources[$index] = BookedSource::of($source, $sum['given'], $sum['net'], $fields['currency'], $proceeds)['source'];
            }
        }
        return $sources;
    }

    /**
     * The source to which money belongs that names none: the only one of its kind. '' for none.
     *
     * @param array<int, array<string, mixed>> $sources
     * @param string $kind gifts or sales.
     */
    private static function homeOf(array $sources, string $kind): string
    {
        $found = array_unique(array_column(self::ofKind($sources, $kind), 'id'));
        return count($found) === 1 ? (string) reset($found) : '';
    }

    /**
     * @param array<int, array<string, mixed>> $sources
     * @return array<int, array<string, mixed>> Those of gifts, or of sales.
     */
    private static function ofKind(array $sources, string $kind): array
    {
        return array_filter($sources, static function (array $source) use ($kind): bool {
            return ($source['kind'] ?? 'gifts') === $kind;
        });
    }

    /**
     * Entries with the source to which they belong, also where they don't name it.
     *
     * @param array<int, array<string, mixed>> $entries
     * @param array<int, array<string, mixed>> $sources
     * @return array<int, array<string, mixed>>
     */
    private static function placed(array $entries, array $sources): array
    {
        $homes = ['c' => '', 'g' => self::homeOf($sources, 'gifts'), 's' => self::homeOf($sources, 'sales')];
        return array_map(static function (array $entry) use ($homes): array {
            $home = $homes[$entry['flow'][0]];
            return $entry + ($home === '' ? [] : ['source' => $home]);
        }, $entries);
    }

    /**
     * What is booked by source, with what belongs there though it doesn't say so, in minor units.
     *
     * @param array<int, array<string, mixed>> $sums As Sums::of tells them.
     * @param array<int, array<string, mixed>> $sources
     * @return array{nets: array<string, array{gifts?: int, sales?: int}>, given: array<string, int>} By `=` and the source.
     */
    public static function nets(array $sums, array $sources): array
    {
        $nets = [];
        $given = [];
        foreach ($sums as $sum) {
            if ($sum['kind'] !== 'costs') {
                $key = '=' . ($sum['name'] !== '' ? $sum['name'] : self::homeOf($sources, $sum['kind']));
                $nets[$key][$sum['kind']] = ($nets[$key][$sum['kind']] ?? 0) + $sum['minor'];
                $given[$key] = ($given[$key] ?? 0) + $sum['given'];
            }
        }
        return ['nets' => $nets, 'given' => $given];
    }

    /**
     * Whether more is stated of a source of this kind than is booked: money that names no source may be a part of it.
     *
     * @param array<int, array<string, mixed>> $sources As they are published.
     * @param array<string, mixed> $fields
     */
    private static function isHeld(array $sources, string $kind, array $fields): bool
    {
        foreach (self::ofKind($sources, $kind) as $source) {
            $each = $source['proceeds'] ?? ($kind === 'sales' ? ($fields['book']['proceeds'] ?? null) : null);
            if (empty($source['complete']) && (isset($source['raised']) || (isset($source['copies']) && $each !== null))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The kinds of money of which a source must be named: there are several, and one of them states more than is booked.
     *
     * @return string[] Of gifts and sales.
     */
    public static function toChoose(int $id): array
    {
        $sources = self::sources($id);
        $fields = Campaign::fields($id);
        ['nets' => $nets, 'given' => $given] = self::nets(Sums::of($id)['sums'], $sources);
        $published = array_map(static function (array $source) use ($fields, $given, $id, $nets): array {
            $net = $nets["={$source['id']}"] ?? null;
            return $net === null ? $source : BookedSource::of($source, $given["={$source['id']}"], (int) array_sum($net), Campaign::currency($id), $fields['book']['proceeds'] ?? null)['source'];
        }, $sources);
        return array_values(array_filter(['gifts', 'sales'], static function (string $kind) use ($fields, $published): bool {
            return self::homeOf($published, $kind) === '' && self::isHeld($published, $kind, $fields);
        }));
    }

    /**
     * The sources that a campaign has, without anything of its entries: to choose from.
     *
     * @return array<int, array<string, mixed>>
     */
    public static function sources(int $id): array
    {
        $books = Sums::of($id);
        return self::named(Campaign::fields($id)['sources'] ?? [], self::namesIn($books['sums']), Campaign::options($id)['card'], $books['entries'] > 0);
    }

    /**
     * Where money comes in: what the author named, and cards where they are taken or were.
     *
     * @param array<int, array<string, mixed>> $sources
     * @param string[] $booked Through which something is booked.
     * @return array<int, array<string, mixed>>
     */
    private static function named(array $sources, array $booked, bool $takesCards, bool $hasEntries): array
    {
        // Before anything came in and with nothing named, cards alone would look like the only way.
        $usesCard = ($takesCards && ($sources !== [] || $hasEntries)) || in_array(Campaign::CARD, $booked, true);
        if ($usesCard && !in_array(Campaign::CARD, array_column($sources, 'id'), true)) {
            $sources[] = ['id' => Campaign::CARD, 'label' => __('Card or direct debit', 'glassjar')];
        }
        return $sources;
    }

    /**
     * @param array<int, array<string, mixed>> $sums
     * @return string[]
     */
    private static function namesIn(array $sums): array
    {
        return array_values(array_unique(array_column(array_filter($sums, static function (array $sum): bool {
            return $sum['kind'] !== 'costs' && $sum['name'] !== '';
        }), 'name')));
    }

    /**
     * Sources beside books without a line: where nothing is stated by hand either, nothing came in yet, and that is said, so that
     * the panel shows how to be the first.
     *
     * @param array<int, array<string, mixed>> $sources
     * @return array<int, array<string, mixed>>
     */
    private static function begun(array $sources): array
    {
        foreach ($sources as $source) {
            if (self::states($source)) {
                return $sources;
            }
        }
        $begun = [];
        foreach ($sources === [] ? [['id' => 'gifts']] : $sources as $source) {
            $begun[] = ['raised' => '0'] + $source;
        }
        return $begun;
    }

    /** Whether an author says how much came through a source. @param array<string, mixed> $source */
    private static function states(array $source): bool
    {
        return isset($source['raised']) || isset($source['copies']);
    }

    /**
     * @param array{entries: int, balance: int, sums: array<int, array<string, mixed>>} $books
     * @return array{sources: array<int, array<string, mixed>>, entries: array<int, array<string, mixed>>, asOf: string, lines: ?int}
     */
    private function summed(int $id, array $books): array
    {
        $this->newest = Entries::newest($id);
        foreach ($books['sums'] as $sum) {
            if ($sum['kind'] === 'costs') {
                $this->line('cost', $sum['minor'], array_filter(['reason' => $sum['reason'], 'label' => $sum['name']]), $sum['at']);
            }
        }
        ['nets' => $nets, 'given' => $given] = self::nets($books['sums'], $this->sources);
        $seen = [];
        foreach ($this->sources as $index => $source) {
            $key = "={$source['id']}";
            if (!isset($seen[$key])) {
                $seen[$key] = true;
                $this->put($index, $nets[$key] ?? [], $given[$key] ?? 0);
            }
        }
        $held = array_filter(['gifts' => true, 'sales' => true], function (string $kind): bool {
            return self::isHeld($this->sources, $kind, $this->fields);
        }, ARRAY_FILTER_USE_KEY);
        foreach ($nets as $key => $net) {
            $name = substr((string) $key, 1);
            if (isset($seen[$key])) {
                continue;
            }
            // Beside a sum of its kind that an author states, money of a source that isn't named may be in that already.
            $this->lines(array_intersect_key($net, $held), $name);
            $net = array_diff_key($net, $held);
            if ($net === []) {
                continue;
            }
            foreach ($name !== '' ? [$net] : array_chunk($net, 1, true) as $part) {
                $isSold = !isset($part['gifts']);
                $home = $name !== '' ? $name : self::home($isSold, array_column($this->sources, 'id'));
                $label = $name !== '' ? ucfirst($name) : (strncasecmp((string) $this->fields['language'], 'de', 2) === 0 ? 'Weitere' : 'Other');
                $this->sources[] = ['id' => $home, 'label' => $label, 'kind' => $isSold ? 'sales' : 'gifts'];
                $this->put(count($this->sources) - 1, $part, (int) array_sum($part));
            }
        }
        $isDated = isset($this->fields['asOf']) || array_column($this->sources, 'asOf') !== [];
        return ['sources' => $this->sources, 'entries' => $this->entries, 'asOf' => $isDated ? '' : $this->newest, 'lines' => $books['entries']];
    }

    /**
     * Says what came through a source.
     *
     * @param array{gifts?: int, sales?: int} $net
     * @param int $given What came in, before anything of it was taken back.
     */
    private function put(int $index, array $net, int $given): void
    {
        $source = $this->sources[$index];
        if ($net === [] && self::states($source)) {
            return;
        }
        $currency = $this->fields['currency'];
        $booked = BookedSource::of($source, $given, (int) array_sum($net), $currency, $this->fields['book']['proceeds'] ?? null);
        if ($booked['all'] < 0) {
            // More went back than came: that no source can state, but a line can, and the panel shows that it doesn't fit.
            $this->lines($net, $source['id']);
            $this->sources[$index] = $booked['source'];
        } else {
            $this->sources[$index] = ['raised' => (new Money($booked['all'], $currency))->text()] + $booked['source'];
        }
    }

    /** @param array{gifts?: int, sales?: int} $net */
    private function lines(array $net, string $source): void
    {
        foreach ($net as $kind => $minor) {
            $this->line($kind === 'gifts' ? 'gift' : 'sale', $minor, $source === '' ? [] : ['source' => $source], $this->newest);
        }
    }

    /** @param array<string, string> $more */
    private function line(string $flow, int $minor, array $more, string $at): void
    {
        if ($minor !== 0) {
            $this->entries[] = [
                'id' => 'sum-' . (count($this->entries) + 1),
                'at' => $at !== '' ? $at : wp_date('Y-m-d'),
                'flow' => $flow . ($minor > 0 ? '+' : '-'),
                'amount' => (new Money(abs($minor), $this->fields['currency']))->text(),
            ] + $more;
        }
    }

    /** A name for money that came through no source. @param string[] $taken */
    private static function home(bool $isSold, array $taken): string
    {
        $id = $isSold ? 'other-sales' : 'other-gifts';
        while (in_array($id, $taken, true)) {
            $id .= '-';
        }
        return $id;
    }

    /**
     * The sources in a document to which money belongs that came through none, by the first letter of a flow: the only one of its
     * kind, or one that was added for it.
     *
     * @param array<string, mixed> $document
     * @param array<int, array<string, mixed>> $stated What the author named.
     * @return array<string, string>
     */
    public static function homes(array $document, array $stated): array
    {
        $named = array_merge(array_column($stated, 'id'), [Campaign::CARD]);
        $own = array_filter($document['sources'] ?? [], static function (array $source) use ($named): bool {
            return in_array($source['id'], $named, true);
        });
        $homes = array_filter(['g' => self::homeOf($own, 'gifts'), 's' => self::homeOf($own, 'sales')], 'strlen');
        foreach ($document['sources'] ?? [] as $source) {
            if (!in_array($source['id'], array_column($stated, 'id'), true) && preg_match('/^other-(g|s)(?:ifts|ales)-*\z/', $source['id'], $match) === 1) {
                $homes[$match[1]] = $source['id'];
            }
        }
        return $homes;
    }
}
