<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Document;
use Glassjar\Core\Money;

/**
 * A campaign with its books from a document of the wire format: the export of another site or of the reference server, or the
 * campaign.json of a page without either. It becomes a draft whose sums are the document's.
 *
 * - Entries are booked as they are, with their names, one by one in their order; an entry that takes another back after that one.
 * - Where a source states what its entries make, the books say it from now on. Where it states more, the rest is booked as one entry
 *   without a name, so that the sum stays; where it states less, or has no entry, the statement is kept as it was written.
 * - Names that are not public are in no such document; they stay where they are.
 */
final class Transfer
{
    /** A document is no longer than that, in bytes. */
    public const MOST = 33554432;

    /** @var array<string, mixed> */
    private $document;

    /** @var array<int, array<string, mixed>> */
    private $entries;

    /** @param array<string, mixed> $document As Document::read answers it. */
    private function __construct(array $document)
    {
        $this->document = $document;
        $this->entries = $document['entries'] ?? [];
    }

    /**
     * Makes a campaign of it: all, or nothing.
     *
     * @return array{id: int, entries: int, rest: int, ahead: int} The draft; how many entries it has; how many of these are a rest, and how
     *     many of days to come.
     * @throws Refusal `invalid`: says what is wrong with the document and that nothing was made.
     * @throws StoreError
     */
    public static function import(string $json): array
    {
        if (strlen($json) > self::MOST) {
            throw new Refusal('too-large', __('This file is larger than any campaign. Nothing was made of it.', 'glassjar'));
        }
        // Objects stay objects: an empty one is not an empty list.
        $input = json_decode((string) preg_replace('/^\xef\xbb\xbf/', '', $json));
        if ($input === null && json_last_error() !== JSON_ERROR_NONE) {
            throw new Refusal('invalid', __('This file is no JSON, or it was cut off on the way: download it again, and choose it here. Nothing was made of it.', 'glassjar'));
        }
        if (is_object($input) && is_int($input->glassjar ?? null) && $input->glassjar > 1) {
            throw new Refusal('invalid', __('This file was made by a newer version of Glassjar: update the plugin first. Nothing was made of it.', 'glassjar'));
        }
        if (!is_object($input) || ($input->glassjar ?? null) !== 1) {
            throw new Refusal('invalid', __('This is no campaign of Glassjar: choose the JSON file of an export, or a campaign.json. Nothing was made of it.', 'glassjar'));
        }
        if (isset($input->live->lines)) {
            throw new Refusal('invalid', __('This is the short form that readers load, with sums in place of its entries: choose the JSON file of an export. Nothing was made of it.', 'glassjar'));
        }
        $read = Document::read($input);
        if ($read['campaign'] === null || $read['problems'] !== []) {
            throw new Refusal('invalid', self::faults($read['problems']));
        }
        if (Campaign::endsFirst($read['campaign'])) {
            throw new Refusal('invalid', __('Nothing was made of this file: its last day (ends) is before its first one (starts). Correct one of them in the file, and try again.', 'glassjar'));
        }
        return (new self($read['campaign']))->make();
    }

    /** @param array<int, array{string, string}> $problems */
    private static function faults(array $problems): string
    {
        $places = implode(', ', array_slice(array_column($problems, 0), 0, 5));
        return sprintf(
            /* translators: %s: places in the file, like entries[3].amount */
            __('Nothing was made of this file, since parts of it can’t be read: %s. Mend them in the file, and try again.', 'glassjar'),
            $places
        );
    }

    /** @return array{id: int, entries: int, rest: int, ahead: int} */
    private function make(): array
    {
        $ordered = $this->ordered();
        $post = wp_insert_post(wp_slash([
            'post_type' => Campaign::TYPE,
            'post_status' => 'draft',
            'post_title' => $this->document['title'],
            'post_excerpt' => $this->document['summary'] ?? '',
        ]), true);
        if (!is_int($post)) {
            throw new StoreError($post->get_error_message());
        }
        try {
            $count = Store::transaction(function () use ($post, $ordered): array {
                ['sources' => $sources, 'rest' => $rest] = $this->kept();
                $fields = $this->document;
                unset($fields['glassjar'], $fields['id'], $fields['title'], $fields['summary'], $fields['entries']);
                if ($this->entries !== []) {
                    // The books say from now on until when they go.
                    unset($fields['asOf']);
                }
                if ($sources !== []) {
                    $fields['sources'] = $sources;
                }
                // The news are kept beside, and Campaign::save takes them there.
                Campaign::save($post, $fields);
                $this->book($post, array_merge($ordered, $rest));
                $ahead = array_filter($ordered, static function (array $entry): bool {
                    return substr($entry['at'], 0, 10) > wp_date('Y-m-d');
                });
                return ['entries' => count($ordered) + count($rest), 'rest' => count($rest), 'ahead' => count($ahead)];
            });
        } catch (\Throwable $error) {
            wp_delete_post($post, true);
            throw $error;
        }
        return ['id' => $post] + $count;
    }

    /**
     * The entries, each after the one it takes back.
     *
     * @return array<int, array<string, mixed>>
     * @throws Refusal `invalid`: one takes back what isn't there.
     */
    private function ordered(): array
    {
        $ids = [];
        foreach ($this->entries as $entry) {
            if (isset($entry['id'])) {
                if (isset($ids[$entry['id']])) {
                    throw new Refusal('invalid', sprintf(
                        /* translators: %s: the id of an entry */
                        __('Nothing was made of this file: two of its entries have the id “%s”.', 'glassjar'),
                        $entry['id']
                    ));
                }
                $ids[$entry['id']] = true;
            }
        }
        $ordered = [];
        $done = [];
        $left = $this->entries;
        while ($left !== []) {
            $later = [];
            foreach ($left as $entry) {
                if (isset($entry['reverses']) && !isset($done[$entry['reverses']])) {
                    $later[] = $entry;
                    continue;
                }
                $ordered[] = $entry;
                $done[$entry['id'] ?? ''] = true;
            }
            if (count($later) === count($left)) {
                throw new Refusal('invalid', sprintf(
                    /* translators: %s: the id of an entry */
                    __('Nothing was made of this file: an entry takes back “%s”, which is not in it.', 'glassjar'),
                    $later[0]['reverses']
                ));
            }
            $left = $later;
        }
        return $ordered;
    }

    /**
     * The sources and the rests with which the sums stay what they are: a gift that names no source may be a part of what one states.
     *
     * @return array{sources: array<int, array<string, mixed>>, rest: array<int, array<string, mixed>>}
     */
    private function kept(): array
    {
        ['sources' => $sources, 'rest' => $rest] = $this->settled();
        $before = Core\Ledger::totals($this->document)['raised'];
        $after = Core\Ledger::totals(['sources' => $sources, 'entries' => array_merge($this->entries, $rest)] + $this->document)['raised'];
        $over = (int) $after - (int) $before;
        foreach ($rest as $index => $entry) {
            $minor = Money::parse($entry['amount'], $this->document['currency'])->minor;
            $less = max(0, min($minor, $over));
            $over -= $less;
            $rest[$index]['amount'] = (new Money($minor - $less, $this->document['currency']))->text();
        }
        $rest = array_values(array_filter($rest, function (array $entry): bool {
            return Money::parse($entry['amount'], $this->document['currency'])->minor > 0;
        }));
        // Where no rest makes it so, what was stated stays stated.
        return $over === 0 ? ['sources' => $sources, 'rest' => $rest] : ['sources' => $this->document['sources'] ?? [], 'rest' => []];
    }

    /**
     * The sources as they are written from now on, and what they state beyond their entries.
     *
     * @return array{sources: array<int, array<string, mixed>>, rest: array<int, array<string, mixed>>}
     */
    private function settled(): array
    {
        $currency = $this->document['currency'];
        $net = [];
        $last = '';
        foreach ($this->entries as $entry) {
            $last = max($last, substr($entry['at'], 0, 10));
            if ($entry['flow'][0] !== 'c' && isset($entry['source'])) {
                $minor = Money::parse($entry['amount'], $currency)->minor;
                $net[$entry['source']] = ($net[$entry['source']] ?? 0) + (substr($entry['flow'], -1) === '+' ? $minor : -$minor);
            }
        }
        $sources = [];
        $rest = [];
        foreach ($this->document['sources'] ?? [] as $source) {
            $booked = $net[$source['id']] ?? null;
            $stated = isset($source['raised']) ? Money::parse($source['raised'], $currency)->minor : null;
            // Sums that are about so much, or at least so much, can't be booked to the cent.
            $isExact = ($source['bound'] ?? 'exact') === 'exact';
            $isCounted = $stated === null && isset($source['copies']);
            if ($booked !== null && $isExact && !$isCounted && ($stated === null || $stated >= $booked)) {
                if ($stated !== null && $stated > $booked) {
                    $rest[] = [
                        'at' => substr($source['asOf'] ?? $last, 0, 10),
                        'flow' => ($source['kind'] ?? 'gifts') === 'sales' ? 'sale+' : 'gift+',
                        'amount' => (new Money($stated - $booked, $currency))->text(),
                        'source' => $source['id'],
                        'label' => __('Without single entries', 'glassjar'),
                    ];
                }
                unset($source['raised'], $source['asOf'], $source['complete']);
                if ($stated === $booked) {
                    // Beside a rest nobody can count who gave it.
                    unset($source['supporters'], $source['copies']);
                }
            }
            $sources[] = $source;
        }
        return ['sources' => $sources, 'rest' => $rest];
    }

    /**
     * @param array<int, array<string, mixed>> $entries
     * @throws Refusal `invalid`: one that the books don't take.
     */
    private function book(int $campaign, array $entries): void
    {
        if (function_exists('set_time_limit')) {
            set_time_limit(0);
        }
        $names = [];
        foreach ($entries as $index => $entry) {
            if (isset($entry['reverses'])) {
                $entry['reverses'] = $names[$entry['reverses']];
            }
            try {
                $added = Books::add($campaign, $entry, "transfer:$campaign:$index");
            } catch (RefusedEntry $refused) {
                throw new Refusal('invalid', sprintf(
                    /* translators: 1: the id or number of an entry, 2: a field of it */
                    __('Nothing was made of this file: its entry %1$s can’t be booked (%2$s).', 'glassjar'),
                    $entry['id'] ?? (string) ($index + 1),
                    $refused->field
                ));
            }
            if (isset($entry['id'])) {
                $names[$entry['id']] = $added['id'];
            }
        }
    }
}
