<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;
use Glassjar\CampaignState;
use Glassjar\Core\AmountInput;
use Glassjar\Core\Calendar;
use Glassjar\Core\Text;

/**
 * Reads what was typed into the form: makes fields of the wire format of it, and a sentence for each answer that can't be taken. What was
 * typed stays as it is, so that nothing is lost with a fault.
 */
final class Answers
{
    /** @var array<string, mixed> What was typed, as the form sent it. */
    public $typed;

    /** @var array<string, string> Sentences by the place of the field: `give.links.1.url`. */
    public $faults = [];

    /** @var array<string, string> What may be meant by an amount that can be read in two ways: buttons, by place. */
    public $choices = [];

    /** @var array<string, mixed> The wire format's fields. */
    public $fields = [];

    /** @var string */
    private $currency;

    /** @var array<string, array<int, int|string>> Of each list: which typed row became which item. */
    private $rows = [];

    /** Fields that the form does not ask for, beside some that it does. */
    private const KEPT = ['give.bank.fee', 'share.url', 'share.networks'];

    /**
     * @param array<string, mixed> $typed
     * @param array<string, mixed> $saved What the campaign has so far.
     */
    public function __construct(array $typed, string $currency, array $saved = [])
    {
        $this->typed = $typed;
        $this->currency = $currency;
        foreach (Fields::groups() as $group) {
            foreach ($group['fields'] as $field) {
                $this->read($field);
            }
        }
        foreach (self::KEPT as $path) {
            $parent = (string) preg_replace('/\.[^.]+\z/', '', $path);
            // With an account goes what was said about it.
            if ($parent === 'share' || CampaignState::at($this->fields, $parent) !== null) {
                $this->put($path, CampaignState::at($saved, $path));
            }
        }
        $this->nameSources();
        $this->check();
    }

    /**
     * The items of a list by the index of the row in which each was typed.
     *
     * @return array<int|string, mixed>
     */
    public function items(string $path): array
    {
        $items = (array) CampaignState::at($this->fields, $path);
        $rows = $this->rows[$path] ?? [];
        return count($rows) === count($items) && $rows !== [] ? array_combine($rows, array_values($items)) : [];
    }

    /**
     * What to ask of news of days to come, beside the day: everyone reads them at once.
     *
     * @param string[] $known Days that were saved so.
     * @return array<string, string>
     */
    public function ahead(array $known): array
    {
        $asked = [];
        foreach ($this->items('updates') as $row => $update) {
            if (DayAhead::is($update['at'] ?? '') && !in_array($update['at'], $known, true)) {
                $asked["updates.$row.at"] = __('This day is still to come, and readers see the news at once. Correct it, or tick above that it is right.', 'glassjar');
            }
        }
        return $asked;
    }

    /** @param array<string, mixed> $field */
    private function read(array $field): void
    {
        $typed = CampaignState::at($this->typed, $field['path']);
        if ($field['kind'] !== 'rows') {
            $this->put($field['path'], $this->value($field, $typed, $field['path'], CampaignState::at($this->typed, $field['path'] . '_was')));
            return;
        }
        $items = [];
        foreach (is_array($typed) ? $typed : [] as $index => $row) {
            if (!is_array($row) || !$this->isFilled($field['fields'], $row)) {
                continue;
            }
            $item = [];
            foreach ($field['fields'] as $inner) {
                $place = "{$field['path']}.$index.{$inner['path']}";
                $value = $this->value($inner, $row[$inner['path']] ?? '', $place, $row[$inner['path'] . '_was'] ?? '');
                if ($value !== null) {
                    $item[$inner['path']] = $value;
                }
            }
            $kept = json_decode(is_string($row['keep'] ?? null) ? $row['keep'] : '', true);
            $this->rows[$field['path']][] = $index;
            // Checked with the rest; what is asked for is never taken from it.
            $items[] = $item + array_diff_key(is_array($kept) ? $kept : [], array_flip(array_column($field['fields'], 'path')));
        }
        $this->put($field['path'], $items === [] ? null : $items);
    }

    /**
     * Whether something was typed into a row; choices always say something.
     *
     * @param array<int, array<string, mixed>> $fields
     * @param array<string, mixed> $row
     */
    private function isFilled(array $fields, array $row): bool
    {
        foreach ($fields as $field) {
            $typed = $row[$field['path']] ?? '';
            if ($field['kind'] !== 'choice' && is_string($typed) && trim($typed) !== '') {
                return true;
            }
        }
        return false;
    }

    /**
     * @param array<string, mixed> $field
     * @param mixed $typed
     * @param mixed $was
     * @return mixed Null for nothing, and for what is at fault.
     */
    private function value(array $field, $typed, string $place, $was)
    {
        $text = is_string($typed) ? Text::clean($typed) : '';
        if ($text === '') {
            return null;
        }
        switch ($field['kind']) {
            case 'amount':
                return $this->amount($text, $place);
            case 'amounts':
                return $this->amounts((string) $typed, $place);
            case 'count':
                // Whole numbers have no cents, so a point in them parts thousands.
                $isCount = preg_match('/^(?:[0-9]{1,13}|[0-9]{1,3}(?:[.,\'\x{2019}\x{a0}\x{202f} ][0-9]{3}){1,3})\z/u', $text) === 1;
                return $isCount ? (int) preg_replace('/[^0-9]/u', '', $text) : $this->refuse($place, __('Write a whole number.', 'glassjar'));
            case 'date':
                return $this->date($text, is_string($was) ? $was : '', $place);
            case 'words':
                $words = array_filter(array_map(static function (string $word): string {
                    return ltrim($word, '#');
                }, (array) preg_split('/[\s,]+/u', $text)));
                return $words === [] ? null : array_values($words);
            case 'flag':
                return $text === '1' ? true : null;
            case 'choice':
                if ($field['path'] === 'give.taxReceipt') {
                    return $text === 'yes' ? true : ($text === 'no' ? false : null);
                }
                // What is said nothing about is exact.
                return array_key_exists($text, $field['options']) && $text !== 'exact' ? $text : null;
            case 'link':
                // People copy addresses without the beginning.
                return preg_match('/^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[\/?#].*)?\z/i', $text) === 1 ? "https://$text" : $text;
            default:
                return $text;
        }
    }

    private function amount(string $text, string $place): ?string
    {
        $read = AmountInput::read($text, $this->currency, get_user_locale());
        if (isset($read['amount'])) {
            return $read['amount']->text();
        }
        // A price or what a copy brings may be nothing.
        if ($read['fault']['kind'] === 'not-positive' && preg_match('/^[0.,]+\z/', $text) === 1 && strpos($place, 'raised') !== false) {
            return '0';
        }
        $this->choices[$place] = Faults::choices($text, $this->currency);
        return $this->refuse($place, Faults::amount($read['fault'], $this->currency));
    }

    /** @return string[]|null */
    private function amounts(string $text, string $place): ?array
    {
        $found = [];
        foreach (array_filter(array_map('trim', (array) preg_split('/[;\r\n]+/', $text))) as $one) {
            $amount = $this->amount($one, $place);
            if ($amount === null) {
                $this->choices[$place] = Faults::choices($text, $this->currency);
                return null;
            }
            $found[] = $amount;
        }
        return $found === [] ? null : $found;
    }

    private function date(string $text, string $was, string $place): ?string
    {
        // The time of day that was saved with it stays, as long as the day does.
        if ($was !== '' && substr($was, 0, 10) === $text && Calendar::isDate($was)) {
            return $was;
        }
        // Two digits are a year of this century, as in the files of banks.
        if (preg_match('/^([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4}|[0-9]{2})\z/', $text, $part) === 1) {
            $text = sprintf('%s-%02d-%02d', str_pad($part[3], 4, '20', STR_PAD_LEFT), $part[2], $part[1]);
        }
        return Calendar::isDate($text) ? $text : $this->refuse($place, Faults::expected('date'));
    }

    /** @return null */
    private function refuse(string $place, string $sentence)
    {
        $this->faults[$place] = $sentence;
        return null;
    }

    /** @param mixed $value */
    private function put(string $path, $value): void
    {
        if ($value === null) {
            return;
        }
        $at = &$this->fields;
        foreach (explode('.', $path) as $key) {
            if (!isset($at[$key]) || !is_array($at[$key])) {
                $at[$key] = [];
            }
            $at = &$at[$key];
        }
        $at = $value;
    }

    /** Sources that have no short name get one of what readers see. */
    private function nameSources(): void
    {
        $names = array_column($this->fields['sources'] ?? [], 'id');
        foreach ($this->fields['sources'] ?? [] as $index => $source) {
            if (isset($source['id'])) {
                continue;
            }
            $base = substr(sanitize_title(remove_accents($source['label'] ?? '')), 0, 30);
            $base = $base !== '' ? $base : 'source';
            for ($name = $base, $number = 2; in_array($name, $names, true); $number++) {
                $name = "$base-$number";
            }
            $names[] = $name;
            $this->fields['sources'][$index]['id'] = $name;
        }
        foreach (array_diff_assoc($names, array_unique($names)) as $index => $name) {
            $row = $this->rows['sources'][$index] ?? $index;
            $this->refuse("sources.$row.id", __('Another source has this short name already.', 'glassjar'));
        }
    }

    /** Holds the whole against the wire format, and tells what it refuses at the field it came from. */
    private function check(): void
    {
        foreach ($this->items('sources') as $row => $source) {
            if (DayAhead::is($source['asOf'] ?? '')) {
                $this->refuse("sources.$row.asOf", Faults::expected('future'));
            }
        }
        $problems = Campaign::check($this->fields + ['currency' => $this->currency])['problems'];
        foreach ($problems as [$path, $expected]) {
            $place = (string) preg_replace('/\[(\d+)\]/', '.$1', $path);
            foreach ($this->rows as $list => $rows) {
                if (preg_match('/^' . preg_quote($list, '/') . '\.(\d+)(.*)\z/', $place, $match) === 1) {
                    $place = "$list." . ($rows[(int) $match[1]] ?? $match[1]) . $match[2];
                }
            }
            // Of one place, what is told first is nearer to what was typed.
            $this->faults += [$place => Faults::expected($expected)];
        }
    }
}
