<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Calendar;
use Glassjar\Core\Document;
use Glassjar\Core\Money;
use Glassjar\Core\Text;

/**
 * Lines of a list, as the import sends them (src/import/booking.ts): each is checked as if an enemy had sent it, and a list with one
 * wrong line is refused as a whole.
 */
final class Lines
{
    /** Lines of one request at most. */
    private const MOST = 10000;

    /** Problems that are told at most: more than this are not read. */
    private const MOST_PROBLEMS = 100;

    /** What a line is in the books: flow and reason. A return gets its flow from what it takes back. */
    private const KINDS = [
        'gift' => ['gift+', 'donation'], 'sale' => ['sale+', 'purchase'], 'expense' => ['cost+', 'expense'], 'fee' => ['cost+', 'fee'],
        'return' => ['gift-', 'refund'],
    ];

    /** Texts, with how many characters each has at least and at most. */
    private const TEXTS = [
        'source' => [0, 60], 'label' => [0, 300], 'name' => [0, 200], 'message' => [0, 2000], 'key' => [1, 300], 'origin' => [1, 60],
        'bankId' => [1, 200], 'reference' => [1, 140], 'reverses' => [1, 40],
    ];

    /** Yes or no. */
    private const FLAGS = ['isPublic', 'again', 'ahead'];

    /** @var array<int, array{path: string, message: string}> */
    private $problems = [];

    /** @var array<string, string> The kinds of the campaign's sources, by their short names. */
    private $sources = [];

    /** @var string[] Kinds of sources of which one has to be named. */
    private $toChoose;

    /** @var int */
    private $campaign;

    /** @var string */
    private $currency;

    private function __construct(int $campaign, bool $isPreview)
    {
        $this->campaign = $campaign;
        $this->currency = Campaign::currency($campaign);
        foreach (DocumentBooks::sources($campaign) as $source) {
            $this->sources[(string) $source['id']] = $source['kind'] ?? 'gifts';
        }
        // Where it came in is chosen while the list is looked through; it has to be when it is written.
        $this->toChoose = $isPreview ? [] : DocumentBooks::toChoose($campaign);
    }

    /**
     * @param mixed $lines
     * @return array<int, array<string, mixed>> Of each: `kind`; `entry`, as Books takes it; `minor`, its amount; `key`, null where it
     *     has none; `again`; `reverses`; `bank`, for the columns bank_id, origin and reference.
     * @throws Refusal That names each place that is wrong.
     */
    public static function read(int $campaign, $lines, bool $isPreview): array
    {
        if (!is_array($lines) || $lines === [] || array_keys($lines) !== range(0, count($lines) - 1)) {
            throw new Refusal('invalid', 'lines: expected a list of one line or more');
        }
        if (count($lines) > self::MOST) {
            throw new Refusal('invalid', 'lines: expected at most ' . self::MOST . ' lines; send more of them in parts');
        }
        $reader = new self($campaign, $isPreview);
        $read = [];
        $keys = [];
        foreach ($lines as $index => $line) {
            $one = $reader->line("lines[$index]", $line);
            if ($one !== null && $one['key'] !== null) {
                if (isset($keys["k{$one['key']}"])) {
                    $reader->problem("lines[$index].key", 'expected a key of its own: another line of the list has the same');
                }
                $keys["k{$one['key']}"] = true;
            }
            if ($one !== null) {
                $read[] = $one;
            }
            if (count($reader->problems) >= self::MOST_PROBLEMS) {
                break;
            }
        }
        self::refuse($reader->problems);
        return $read;
    }

    /**
     * @param array<int, array{path: string, message: string}> $problems
     * @throws Refusal When there are any.
     */
    public static function refuse(array $problems): void
    {
        if ($problems !== []) {
            throw new Refusal('invalid', "{$problems[0]['path']}: {$problems[0]['message']}", 0, $problems);
        }
    }

    private function problem(string $path, string $message): void
    {
        $this->problems[] = ['path' => $path, 'message' => $message];
    }

    /**
     * @param mixed $line
     * @return array<string, mixed>|null Null when something of it is wrong.
     */
    private function line(string $path, $line): ?array
    {
        $before = count($this->problems);
        if (!is_array($line) || isset($line[0])) {
            $this->problem($path, 'expected an object');
            return null;
        }
        foreach (array_keys($line) as $field) {
            if (!isset(self::TEXTS[$field]) && !in_array($field, array_merge(['kind', 'at', 'amount'], self::FLAGS), true)) {
                $this->problem($path, 'expected no field but kind, at, amount, ' . implode(', ', array_merge(array_keys(self::TEXTS), self::FLAGS)));
                return null;
            }
        }
        $flags = array_fill_keys(self::FLAGS, false);
        foreach (self::FLAGS as $field) {
            if (array_key_exists($field, $line) && !is_bool($line[$field])) {
                $this->problem("$path.$field", 'expected true or false');
            }
            $flags[$field] = ($line[$field] ?? false) === true;
        }
        $texts = $this->texts($path, $line);
        $kind = is_string($line['kind'] ?? null) && isset(self::KINDS[$line['kind']]) ? $line['kind'] : '';
        if ($kind === '') {
            $this->problem("$path.kind", 'expected one of: ' . implode(', ', array_keys(self::KINDS)));
        }
        $at = $line['at'] ?? null;
        if (!is_string($at) || preg_match('/^\d{4}-\d\d-\d\d\z/', $at) !== 1 || !Calendar::isDate($at)) {
            $this->problem("$path.at", 'expected a date like "2026-05-22"');
        } elseif ($at > wp_date('Y-m-d') && !$flags['ahead']) {
            $this->problem("$path.at", __('This day is still to come. Tick it only if that is right.', 'glassjar'));
        }
        $amount = is_string($line['amount'] ?? null) && strlen($line['amount']) <= 40 ? Money::parse($line['amount'], $this->currency) : null;
        if ($amount === null || $amount->minor <= 0) {
            $this->problem("$path.amount", 'expected an amount above 0 like "50.00", in ' . $this->currency);
        }
        if ($kind !== '') {
            $this->checkKind($path, $kind, $texts);
        }
        if (count($this->problems) > $before || $amount === null) {
            return null;
        }
        return $this->prepared($path, $kind, (string) $at, $amount, $texts, $flags);
    }

    /**
     * @param array<string, mixed> $line
     * @return array<string, string> Cleaned; '' for what isn't there.
     */
    private function texts(string $path, array $line): array
    {
        $texts = [];
        foreach (self::TEXTS as $field => [$least, $most]) {
            $texts[$field] = '';
            if (!array_key_exists($field, $line)) {
                continue;
            }
            if (!is_string($line[$field]) || Text::length($line[$field]) > $most || Text::length($line[$field]) < $least) {
                $this->problem("$path.$field", $least === 0 ? "expected a text of at most $most characters" : "expected a text of $least to $most characters");
                continue;
            }
            // A key is compared, and never shown.
            $texts[$field] = $field === 'key' ? $line[$field] : Text::clean($line[$field]);
        }
        if ($texts['origin'] !== '' && preg_match('/^[\w.:-]{1,60}\z/', $texts['origin']) !== 1) {
            $this->problem("$path.origin", 'expected letters, digits, points and colons, at most 60');
        }
        return $texts;
    }

    /** @param array<string, string> $texts */
    private function checkKind(string $path, string $kind, array $texts): void
    {
        $takes = ['gift' => 'gifts', 'sale' => 'sales'][$kind] ?? '';
        $source = $texts['source'];
        if ($source !== '' && !isset($this->sources[$source])) {
            $this->problem("$path.source", __('This campaign has no such source (any more). Load the page again and choose another.', 'glassjar'));
        } elseif ($source !== '' && $takes !== '' && $this->sources[$source] !== $takes) {
            $this->problem("$path.source", $takes === 'gifts' ? __('Choose a source of gifts.', 'glassjar') : __('Choose a source of sales.', 'glassjar'));
        } elseif ($source === '' && in_array($takes, $this->toChoose, true)) {
            $this->problem("$path.source", Admin\BooksLoose::why());
        }
        if ($kind !== 'return' && $texts['reverses'] !== '') {
            $this->problem("$path.reverses", 'expected no entry to take back: only a return takes one back');
        }
    }

    /**
     * @param array<string, string> $texts
     * @param array<string, bool> $flags
     * @return array<string, mixed>|null
     */
    private function prepared(string $path, string $kind, string $at, Money $amount, array $texts, array $flags): ?array
    {
        // What people wrote to their bank is theirs: here a name is kept to be shown, and so only when that was chosen.
        $isShown = $kind === 'gift' && $flags['isPublic'];
        $entry = Campaign::filled([
            'at' => $at,
            'flow' => self::KINDS[$kind][0],
            'reason' => self::KINDS[$kind][1],
            'amount' => $amount->text(),
            'source' => $kind === 'gift' || $kind === 'sale' ? $texts['source'] : '',
            'label' => $texts['label'],
            'name' => $isShown ? $texts['name'] : '',
            'message' => $isShown ? $texts['message'] : '',
        ]);
        $problem = Document::part('entries', [$entry], $this->currency)['problems'][0] ?? null;
        if ($problem !== null) {
            $this->problem($path . substr($problem[0], strlen('entries[0]')), "expected {$problem[1]}");
            return null;
        }
        return [
            'kind' => $kind,
            'entry' => $entry,
            'minor' => $amount->minor,
            'key' => $texts['key'] === '' ? null : $texts['key'],
            'again' => $flags['again'],
            'reverses' => $texts['reverses'],
            'bank' => [
                'bank_id' => $texts['bankId'] === '' ? null : $texts['bankId'],
                'origin' => $texts['origin'] === '' ? null : $texts['origin'],
                'reference' => $this->digest($texts['reference']),
            ],
        ];
    }

    /**
     * What of a reference is kept: payers write names into it, and a digest that anybody can make would tell a name to whoever guesses it,
     * so it is keyed. Null for none, and for what banks write in place of one.
     */
    private function digest(string $reference): ?string
    {
        $said = strtoupper((string) preg_replace('/[' . Text::SPACE . ']+/u', '', $reference));
        return in_array($said, ['', 'NOTPROVIDED', 'NONREF'], true) ? null : substr(hash_hmac('sha256', "$this->campaign:$said", wp_salt('auth')), 0, 32);
    }
}
