<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Core\Calendar;
use Glassjar\Core\Certainty;
use Glassjar\Core\Ledger;
use Glassjar\Core\Money;

/** What follows from a campaign and its totals, in sentences: the server's half of what the elements say. Plain text. */
final class Facts
{
    /** @var array<string, mixed> */
    public $campaign;

    /** @var array<string, mixed> */
    public $totals;

    /** @var string The day of the newest entry that has come; '' where there is none. */
    private $booked;

    /** @var bool Whether the page around it has the campaign's title already. */
    public $isTitled = false;

    /** @var bool Whether cards are taken where it is shown. */
    public $takesCards = false;

    /** @var int How many entries there are. They themselves are not here. */
    public $lines;

    /**
     * @param array<string, mixed> $campaign As Document::read keeps it, without entries.
     * @param array<string, mixed> $totals As Ledger::totals tells them.
     */
    public function __construct(array $campaign, array $totals, string $booked = '', int $lines = 0)
    {
        $this->campaign = $campaign;
        $this->totals = $totals;
        $this->booked = $booked;
        $this->lines = $lines;
    }

    /** `upcoming`, `running` or `ended`. */
    public function status(): string
    {
        $zone = $this->campaign['timeZone'] ?? 'UTC';
        $now = time();
        if (isset($this->campaign['ends']) && Calendar::isOver($this->campaign['ends'], $now, $zone)) {
            return 'ended';
        }
        $isUpcoming = isset($this->campaign['starts']) && !Calendar::hasBegun($this->campaign['starts'], $now, $zone);
        return $isUpcoming ? 'upcoming' : 'running';
    }

    /** Whether money can be given now. */
    public function isOpen(): bool
    {
        return $this->status() === 'running' && !isset($this->campaign['noMoney']);
    }

    /** "at least €12,000"; null where nothing is known: that is not 0. */
    public function total(): ?string
    {
        if ($this->totals['raised'] === null) {
            return null;
        }
        return Words::bounded($this->money($this->totals['raised']), $this->totals['bound']);
    }

    /** "€9,184 of €15,000, 61%", or the total alone where there is no goal. */
    public function progress(): ?string
    {
        $total = $this->total();
        $goal = $this->goal();
        if ($total === null || $goal === null) {
            return $total;
        }
        $percent = max(0, intdiv($this->totals['raised'] * 100, $goal));
        /* translators: 1: amount raised, 2: goal, 3: percent as a whole number. */
        $words = __('%1$s of %2$s, %3$s%%', 'glassjar');
        return sprintf($words, $total, $this->money($goal), Words::number($percent));
    }

    /** "So far, €9,184 of €15,000 has come together (61%)."; null where nothing is known. */
    public function sentence(): ?string
    {
        $total = $this->total();
        $goal = $this->goal();
        if ($total === null) {
            return null;
        }
        if ($goal === null) {
            /* translators: %s: an amount, like "at least €12,000". */
            return sprintf(__('So far, %s has been raised.', 'glassjar'), $total);
        }
        $percent = Words::number(max(0, intdiv($this->totals['raised'] * 100, $goal)));
        /* translators: 1: amount raised, like "at least €12,000", 2: goal, 3: percent as a whole number. */
        return sprintf(__('So far, %1$s of %2$s has been raised (%3$s%%).', 'glassjar'), $total, $this->money($goal), $percent);
    }

    /** What it is measured against: the goal, else the next milestone, else the last. In minor units. */
    public function goal(): ?int
    {
        $goal = $this->minor($this->campaign['goal']['amount'] ?? '');
        if ($goal !== null) {
            return $goal;
        }
        $steps = array_filter(array_map(function (array $step): ?int {
            return $this->minor($step['amount']);
        }, $this->campaign['milestones'] ?? []));
        sort($steps);
        foreach ($steps as $step) {
            if ($step > (int) $this->totals['raised']) {
                return $step;
            }
        }
        return $steps === [] ? null : $steps[count($steps) - 1];
    }

    /** When the total was true; null where nothing says so. Never later than now. */
    public function asOf(): ?string
    {
        $booked = $this->booked === '' ? [] : ['entries' => [['at' => $this->booked]]];
        return Certainty::asOf($booked + $this->campaign, time(), wp_timezone_string());
    }

    /** "429 × €7.68", or how many copies alone. */
    public function sales(): ?string
    {
        $counted = array_filter($this->campaign['sources'] ?? [], static function (array $source): bool {
            return ($source['kind'] ?? 'gifts') === 'sales' && isset($source['copies']);
        });
        if ($counted === []) {
            return null;
        }
        $copies = (int) array_sum(array_column($counted, 'copies'));
        $bound = Ledger::weakest(array_column($counted, 'bound'));
        /* translators: %s: how many copies of a book were sold. */
        $words = _n('%s copy sold', '%s copies sold', $copies, 'glassjar');
        return sprintf($words, Words::bounded(Words::number($copies), $bound));
    }

    /** How well the number of those who gave is known, as src/core/people.ts has it: who counts no givers makes it a lower bound. */
    public function peopleBound(): string
    {
        return Certainty::peopleBound($this->campaign);
    }

    /** "shared at least 12,800 times"; null where nobody counted. */
    public function shares(): ?string
    {
        $newest = [];
        foreach ($this->campaign['share']['counts'] ?? [] as $count) {
            $network = strtolower($count['network']);
            $known = $newest[$network] ?? null;
            if ($known === null || self::compare(['at' => $count['at'] ?? ''], ['at' => $known['at'] ?? '']) >= 0) {
                $newest[$network] = $count;
            }
        }
        if ($newest === []) {
            return null;
        }
        $sum = (int) array_sum(array_column($newest, 'count'));
        $number = Words::bounded(Words::number($sum), Ledger::weakest(array_column($newest, 'bound')));
        /* translators: %s: a number, perhaps with "at least" before it. */
        return sprintf(_n('shared %s time', 'shared %s times', $sum, 'glassjar'), $number);
    }

    /** Whether the panel has a line that opens to details. */
    public function hasDetails(): bool
    {
        return $this->lines > 0 || array_filter(array_intersect_key($this->campaign, array_flip(['embeds', 'needs', 'press', 'reach', 'updates']))) !== [];
    }

    /** How many sections the page's element makes of it. */
    public function sections(): int
    {
        $fields = ['updates' => 1, 'press' => 1, 'needs' => 1, 'embeds' => 1];
        $people = $this->lines > 0 || $this->totals['supporters'] !== null;
        return count(array_filter(array_intersect_key($this->campaign, $fields)))
            + (int) ($this->lines > 0 || $this->totals['sources'] !== []) + (int) $people + (int) (isset($this->campaign['reach']) || $this->shares() !== null)
            + (int) ($this->status() === 'ended');
    }

    /** Whether this is the campaign's own page. */
    public function isHere(): bool
    {
        return is_singular() && !is_feed() && ($this->campaign['url'] ?? '') === get_permalink();
    }

    /** Minor units in words. */
    public function money(int $minor): string
    {
        return Words::money($minor, $this->campaign['currency']);
    }

    /** An amount of the wire format in minor units. */
    public function minor(string $amount): ?int
    {
        $money = Money::parse($amount, $this->campaign['currency']);
        return $money === null ? null : $money->minor;
    }

    /**
     * Which of two dates is earlier; none at all is the earliest.
     *
     * @param mixed $one
     * @param mixed $other
     */
    private static function compare($one, $other): int
    {
        $at = static function ($date): int {
            $text = is_array($date) ? $date['at'] : $date;
            return is_string($text) && Calendar::isDate($text) ? Calendar::instantOf($text) : PHP_INT_MIN;
        };
        return $at($one) <=> $at($other);
    }
}
