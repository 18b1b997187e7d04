<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Core\Epc;
use Glassjar\Core\Iban;

/**
 * The room that is kept for an element: its outline, which is made of the same lines in the same sizes (front.css says how, and why).
 * Words of the element's own that are not to be known here are stood in for by as many letters as the longest language has.
 */
final class Outline
{
    /** Buttons to share: four networks, and the one for all. */
    private const SHARE_BUTTONS = 5;

    /** Bytes that a QR code takes at error correction M, by its version from 1 on (ISO/IEC 18004, table 7). */
    private const CODE_BYTES = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331];

    /**
     * Elements whose length nobody foresees to the line, with how many lines each of their items has beside its words.
     */
    private const LISTS = ['updates' => 2, 'press' => 3, 'needs' => 2, 'embed' => 13, 'reach' => 10, 'supporters' => 3, 'ledger' => 4];

    /** @var Facts */
    private $facts;

    /** @var array<string, string|true> */
    private $attributes;

    /** @var bool Whether the card ends with a line of the page's own. */
    private $hasEnding;

    /** @param array<string, string|true> $attributes */
    private function __construct(Facts $facts, array $attributes, bool $hasEnding)
    {
        $this->hasEnding = $hasEnding;
        $this->facts = $facts;
        $this->attributes = $attributes;
    }

    /**
     * An element in the room that is kept for it.
     *
     * @param array<string, string|true> $attributes As they stand on the element.
     * @param string $html The element; what stands below it comes after it.
     * @param string $fallback What is in the element until its script has come.
     */
    public static function around(string $html, string $name, ?Facts $facts, array $attributes, string $fallback): string
    {
        if ($facts === null) {
            return "<div class=\"glassjar-room\">$html</div>";
        }
        $outline = (new self($facts, $attributes, strpos($fallback, 'slot="end"') !== false))->of($name);
        if ($name !== 'panel') {
            $outline .= self::line('', self::plain($fallback));
        }
        $isList = isset(self::LISTS[$name]) || in_array($name, ['sections', 'record'], true);
        $class = 'glassjar-outline' . ($isList ? ' of-list' : '');
        $titled = $name === 'panel' && $facts->isTitled ? ' glassjar-titled' : '';
        return "<div class=\"glassjar-room glassjar-sized$titled\">$html<div class=\"$class\" aria-hidden=\"true\">$outline</div></div>";
    }

    private function of(string $name): string
    {
        $campaign = $this->facts->campaign;
        switch ($name) {
            case 'panel':
                return $this->panel();
            case 'counter':
                return self::box('', $this->counter(!isset($this->attributes['no-details'])));
            case 'progress':
                return self::box('progress', $this->progress(!isset($this->attributes['no-legend'])));
            case 'donate':
                return $this->facts->isOpen() ? self::line('button', self::letters(8)) : self::line('', self::letters(40));
            case 'bank':
                return isset($campaign['give']['bank']) && $this->facts->isOpen() ? $this->bank() : '';
            case 'book':
                return $this->book();
            case 'share':
                return $this->share();
            case 'sections':
                $open = array_values(array_intersect(array_keys(self::LISTS), array_keys(array_filter($campaign))))[0] ?? '';
                $isLedger = $this->facts->lines > 0;
                return self::box('', str_repeat(self::line('tab', ''), $this->facts->sections()) . self::box('opened', $this->items($isLedger ? 'ledger' : $open)));
            case 'record':
                return self::box('', self::line('heading', $campaign['title']) . $this->paragraphs($campaign['thanks'] ?? ''));
            default:
                return $this->items($name);
        }
    }

    private function panel(): string
    {
        $campaign = $this->facts->campaign;
        $isKnown = $this->facts->totals['raised'] !== null;
        if (!$isKnown && !isset($campaign['noMoney'])) {
            // Then the fallback is what stays.
            return '';
        }
        $who = implode(' · ', array_filter([
            isset($campaign['beneficiary']) ? self::letters(4) . ' ' . $campaign['beneficiary']['name'] : '',
            isset($campaign['organiser']) ? self::letters(15) . ' ' . $campaign['organiser']['name'] : '',
        ]));
        $body = self::box('', ($this->facts->isTitled ? '' : self::line('title', $campaign['title'])) . self::line('sub', $who));
        $body .= $isKnown ? self::box('', self::box('', $this->counter(false)) . self::box('progress', $this->progress(true))) : '';
        $body .= $this->status() . (isset($campaign['book']) ? self::box('book', $this->book()) : '');
        $html = self::box('body', $body) . self::box('foot-share', $this->share());
        if ($this->facts->hasDetails() || isset($this->attributes['sections'])) {
            $html .= self::box('all', self::line('', self::letters(24)));
        }
        $html .= $this->hasEnding ? self::line('ending', self::letters(40)) : '';
        // The first entry and the first date bring it; it is kept from the beginning.
        $html .= self::box('foot', self::line('strong', self::letters(24)) . self::line('', self::letters(22)));
        return self::box('card', $html);
    }

    private function status(): string
    {
        $campaign = $this->facts->campaign;
        if (!$this->facts->isOpen()) {
            $needs = isset($campaign['noMoney']) ? self::box('', self::line('strong', $campaign['noMoney']['text']) . $this->items('needs')) : '';
            return $needs !== '' ? $needs : self::line('notice', self::letters(36));
        }
        if (!isset($campaign['give'])) {
            return '';
        }
        $bank = $campaign['give']['bank'] ?? null;
        $links = array_column($campaign['give']['links'] ?? [], 'label');
        $isOwn = $this->facts->takesCards;
        if ($bank === null && $links === [] && !$isOwn) {
            return '';
        }
        $first = $isOwn ? '' : (string) array_shift($links);
        $html = self::line('button', self::letters(12) . " $first");
        if ($links !== []) {
            $html .= self::box('ways', self::line('', self::letters(21)) . implode('', array_map(static function (string $label): string {
                return self::line('', $label);
            }, $links)));
        }
        if ($bank !== null) {
            $lines = self::line('strong', self::letters(13));
            foreach ([$bank['holder'], Iban::group($bank['iban']), $bank['bic'] ?? '', $bank['reference'] ?? ''] as $value) {
                $lines .= $value === '' ? '' : self::line('dt', self::letters(12)) . self::line('dd', $value);
            }
            $html .= self::box('account', $lines);
        }
        return self::box('give', $html);
    }

    private function counter(bool $hasDetails): string
    {
        if ($this->facts->totals['raised'] === null) {
            return '';
        }
        $goal = isset($this->facts->campaign['goal']) ? ' with-goal' : '';
        return self::box("counter$goal", '') . ($hasDetails ? self::line('details', self::letters(32)) : '');
    }

    private function progress(bool $hasLegend): string
    {
        ['raised' => $raised, 'sources' => $sources, 'supporters' => $people] = $this->facts->totals;
        if ($raised === null) {
            return '';
        }
        $form = $this->attributes['form'] ?? 'bar';
        $html = $this->facts->goal() === null ? '' : self::box(in_array($form, ['ring', 'jar'], true) ? 'drawing' : 'bar', '');
        if (!$hasLegend) {
            return $html;
        }
        $isTold = count($sources) > 1 || array_filter($sources, static function (array $source): bool {
            return isset($source['label']) || isset($source['copies']);
        }) !== [];
        $legend = '';
        foreach ($isTold ? $sources : [] as $source) {
            $name = isset($source['copies']) ? Words::number($source['copies']) . self::letters(7) : ($source['label'] ?? self::letters(7));
            $legend .= self::line('', "$name " . Words::bounded($this->facts->money($source['raised']), $source['bound']));
        }
        $legend .= $people === null ? '' : self::line('', Words::number($people) . self::letters(9));
        $html .= $legend === '' ? '' : self::box('legend', $legend);
        $steps = '';
        foreach ($this->facts->campaign['milestones'] ?? [] as $step) {
            $steps .= self::line('', 'n ' . Words::amount($step['amount'], $this->facts->campaign['currency']) . ': ' . ($step['label'] ?? '') . self::letters(11));
        }
        return $html . ($steps === '' ? '' : self::box('milestones', $steps));
    }

    private function book(): string
    {
        $campaign = $this->facts->campaign;
        $book = $campaign['book'] ?? null;
        if ($book === null) {
            return '';
        }
        $facts = '';
        if (isset($book['proceeds'])) {
            $facts .= self::line('', Words::amount($book['proceeds'], $campaign['currency']) . self::letters(28) . ($campaign['beneficiary']['name'] ?? self::letters(9)));
            $facts .= isset($campaign['give']) ? self::line('', self::letters(27)) : '';
        }
        $facts .= isset($book['pledge']) ? self::line('', $book['pledge']['text'] . (isset($book['pledge']['until']) ? self::letters(26) : '')) : '';
        $facts .= $this->facts->sales() === null ? '' : self::line('', self::letters(30));
        $facts .= isset($book['ranks']) ? self::line('', self::letters(40)) : '';
        $facts .= isset($book['price']) ? self::line('', self::letters(19)) : '';
        $shops = array_column($book['shops'] ?? [], 'name');
        $first = array_shift($shops);
        $html = self::box('cover', '') . self::box('', self::line('name', $book['title'] . ' ' . self::letters(4) . ($book['author'] ?? '')) . self::box('facts', $facts));
        $html .= $first === null ? '' : self::line('buy', self::letters(6));
        if ($shops !== []) {
            $html .= self::box('ways', self::line('', self::letters(8)) . implode('', array_map(static function (string $name): string {
                return self::line('', $name);
            }, $shops)));
        }
        return self::box('copy', $html);
    }

    private function share(): string
    {
        $shares = $this->facts->shares();
        $count = $shares === null ? self::line('count', self::letters(6)) : self::box('count', self::line('strong', $shares) . self::line('', self::letters(24)));
        return self::box('share', $count . self::box('buttons', str_repeat(self::line('', ''), self::SHARE_BUTTONS)));
    }

    private function bank(): string
    {
        $campaign = $this->facts->campaign;
        $bank = $campaign['give']['bank'];
        $epc = isset($this->attributes['no-code']) ? '' : Epc::of($bank + ['currency' => $campaign['currency']]);
        $html = '';
        if (is_array($epc)) {
            $version = 1;
            // An amount may be in it as well.
            while ((self::CODE_BYTES[$version - 1] ?? PHP_INT_MAX) < strlen($epc['text'])) {
                $version++;
            }
            $words = self::line('strong', self::letters(27)) . self::line('', self::letters(isset($bank['reference']) ? 84 : 60));
            $html = self::box('scan', self::box("code of-$version", '') . self::box('words', $words));
        }
        $lines = self::line('line', self::letters(20));
        foreach ([$bank['holder'], Iban::group($bank['iban']), $bank['bic'] ?? '', $this->attributes['reference'] ?? $bank['reference'] ?? '', $this->attributes['amount'] ?? ''] as $value) {
            $lines .= $value === '' ? '' : self::box('field', self::line('dt', self::letters(12)) . self::line('dd', (string) $value));
        }
        return self::box($html === '' ? 'whole' : 'whole coded', $html . self::box('', $lines));
    }

    /** Lists: about as much as they have. They may be longer than this than a window is high, and then nobody sees it. */
    private function items(string $name): string
    {
        $isOfLines = in_array($name, ['ledger', 'supporters'], true);
        $items = $isOfLines ? array_fill(0, min(12, $this->facts->lines), []) : ($this->facts->campaign[$name === 'embed' ? 'embeds' : $name] ?? []);
        if ($name === 'embed' && isset($this->attributes['url'])) {
            $items = [[]];
        }
        $html = $items === [] ? '' : self::line('heading', self::letters(16));
        $html .= $name === 'reach' && $this->facts->shares() !== null ? str_repeat(self::line('', 'n'), 4) : '';
        // What a ledger has above its lines: sums, where it came from, whether it adds up, the course over time.
        $html .= $name === 'ledger' && $items !== [] ? str_repeat(self::line('', 'n'), 28) : '';
        foreach (array_slice($items, 0, 12) as $item) {
            $words = '';
            foreach (['title', 'text', 'message'] as $field) {
                $words .= isset($item[$field]) ? self::line('', (string) $item[$field]) : '';
            }
            $html .= self::box('item', $words . str_repeat(self::line('small', 'n'), self::LISTS[$name] ?? 0));
        }
        return self::box('', $html);
    }

    /** The words of a fallback that are seen before the script comes. */
    private static function plain(string $html): string
    {
        $seen = (string) preg_replace('#<div class="glassjar-rest">.*?</div>#s', '', $html);
        $text = html_entity_decode(wp_strip_all_tags(str_replace('<', ' <', $seen)), ENT_QUOTES, 'UTF-8');
        return trim((string) preg_replace('/\s+/', ' ', $text));
    }

    private function paragraphs(string $text): string
    {
        return $text === '' ? '' : self::line('item', $text);
    }

    /** As many letters as a text of the element's own has. */
    private static function letters(int $count): string
    {
        return trim(substr(str_repeat('nnnnnn ', intdiv($count, 7) + 1), 0, $count));
    }

    private static function line(string $class, string $words): string
    {
        return '<i' . ($class === '' ? '' : " class=\"$class\"") . ($words === '' ? '' : ' data-t="' . esc_attr($words) . '"') . '></i>';
    }

    private static function box(string $class, string $html): string
    {
        return '<i' . ($class === '' ? '' : " class=\"$class\"") . ">$html</i>";
    }
}
