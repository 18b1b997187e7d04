<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\AmountInput;
use Glassjar\Core\Calendar;

/** Entries that were asked for: by words, kind, source, time and names, in an order, a page at a time. The database looks; only the page is read. */
final class EntrySearch
{
    public const PER_PAGE = 50;

    /** What can be asked for, and what is meant without. */
    public const ASKED = ['s' => '', 'kind' => '', 'source' => '', 'who' => '', 'from' => '', 'to' => '', 'sort' => 'new'];

    /** @var array<string, string> */
    private const KINDS = [
        'gift' => "e.flow = 'gift+'",
        'sale' => "e.flow = 'sale+'",
        'spent' => "e.flow = 'cost+' AND e.reason <> 'fee'",
        'fee' => "e.flow = 'cost+' AND e.reason = 'fee'",
        'back' => "e.flow IN ('gift-', 'sale-', 'cost-')",
    ];

    /** @var array<string, string> */
    private const NAMED = [
        'named' => "p.name <> '' AND e.hide_amount = 0",
        'hidden' => "p.name <> '' AND e.hide_amount = 1",
        'unnamed' => "e.flow IN ('gift+', 'sale+') AND (p.name IS NULL OR p.name = '')",
    ];

    /** @var array<string, string> */
    private const ORDERS = [
        'new' => 'e.id DESC',
        'old' => 'e.id',
        'late' => 'e.at DESC, e.id DESC',
        'early' => 'e.at, e.id',
        'much' => 'e.amount DESC, e.id DESC',
        'little' => 'e.amount, e.id',
    ];

    /** @var int */
    private $campaign;

    /** @var array<string, string> As ASKED. */
    public $asked;

    /** @param array<mixed> $given Untrusted, as an address has it. */
    public function __construct(int $campaign, array $given)
    {
        $this->campaign = $campaign;
        $this->asked = self::ASKED;
        foreach (self::ASKED as $name => $usual) {
            $value = is_string($given[$name] ?? null) ? trim(Core\Text::clean($given[$name])) : '';
            $this->asked[$name] = $value === '' ? $usual : $value;
        }
        foreach (['from', 'to'] as $name) {
            $this->asked[$name] = Calendar::isDate($this->asked[$name]) ? substr($this->asked[$name], 0, 10) : '';
        }
        $this->asked['kind'] = isset(self::KINDS[$this->asked['kind']]) ? $this->asked['kind'] : '';
        $this->asked['who'] = isset(self::NAMED[$this->asked['who']]) ? $this->asked['who'] : '';
        $this->asked['sort'] = isset(self::ORDERS[$this->asked['sort']]) ? $this->asked['sort'] : 'new';
    }

    /** Whether not all entries are asked for. */
    public function isNarrow(): bool
    {
        return array_diff_key($this->asked, ['sort' => 1]) !== array_diff_key(self::ASKED, ['sort' => 1]);
    }

    /** How many there are. */
    public function count(): int
    {
        if (!$this->isNarrow()) {
            return Sums::count($this->campaign);
        }
        $entries = Store::table('entries');
        $people = Store::table('people');
        return (int) (Store::row("SELECT COUNT(*) AS n FROM $entries e LEFT JOIN $people p ON p.id = e.person WHERE " . $this->where())['n'] ?? 0);
    }

    /**
     * A page of them.
     *
     * @param int $page From 1.
     * @return array<int, array<string, string|null>> As Entries::select finds them.
     */
    public function page(int $page): array
    {
        $order = self::ORDERS[$this->asked['sort']];
        return Entries::select($this->where() . sprintf(' ORDER BY %s LIMIT %d OFFSET %d', $order, self::PER_PAGE, ($page - 1) * self::PER_PAGE));
    }

    private function where(): string
    {
        global $wpdb;
        $all = [$wpdb->prepare('e.campaign = %d AND e.currency = %s', $this->campaign, Campaign::currency($this->campaign))];
        foreach (['kind' => self::KINDS, 'who' => self::NAMED] as $name => $known) {
            if ($this->asked[$name] !== '') {
                $all[] = '(' . $known[$this->asked[$name]] . ')';
            }
        }
        if ($this->asked['source'] !== '') {
            $all[] = $wpdb->prepare('e.source = %s', $this->asked['source']);
        }
        if ($this->asked['from'] !== '') {
            $all[] = $wpdb->prepare('e.at >= %s', $this->asked['from']);
        }
        if ($this->asked['to'] !== '') {
            // A day that has a time behind it is longer, and so later, than the day alone.
            $all[] = $wpdb->prepare('e.at < %s', gmdate('Y-m-d', Calendar::instantOf($this->asked['to']) + DAY_IN_SECONDS));
        }
        if ($this->asked['s'] !== '') {
            $all[] = $this->words();
        }
        return implode(' AND ', $all);
    }

    /** All words are in it somewhere; or it is an amount, as people write one. */
    private function words(): string
    {
        global $wpdb;
        $words = [];
        foreach (array_slice(preg_split('/\s+/u', $this->asked['s'], -1, PREG_SPLIT_NO_EMPTY) ?: [], 0, 8) as $word) {
            $like = '%' . $wpdb->esc_like($word) . '%';
            $one = $wpdb->prepare(
                '(p.name LIKE %s OR p.message LIKE %s OR p.email LIKE %s OR e.label LIKE %s OR e.name = %s OR e.reverses = %s',
                $like,
                $like,
                $like,
                $like,
                $word,
                $word
            );
            $words[] = $one . $this->amounts($word) . ')';
        }
        return '((' . implode(' AND ', $words) . ')' . $this->amounts($this->asked['s']) . ')';
    }

    private function amounts(string $text): string
    {
        $currency = Campaign::currency($this->campaign);
        // Money out stands with a minus in the list, and without one in the table.
        $text = (string) preg_replace('/^[-−–+]\s*(?=\d)/u', '', $text);
        $read = AmountInput::read($text, $currency, get_user_locale());
        $found = isset($read['amount']) ? [$read['amount']] : [];
        // What can be read in two ways is looked for in both.
        foreach (['whole', 'part'] as $way) {
            $one = isset($read['fault'][$way]) ? AmountInput::read($read['fault'][$way], $currency, get_user_locale()) : [];
            $found = isset($one['amount']) ? array_merge($found, [$one['amount']]) : $found;
        }
        return implode('', array_map(static function (Core\Money $amount): string {
            return sprintf(' OR e.amount = %d', $amount->minor);
        }, $found));
    }
}
