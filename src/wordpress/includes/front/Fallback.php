<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Campaign;
use Glassjar\Core\Iban;
use Glassjar\Core\Text;

/**
 * What stands inside an element: readable without scripts, in feeds, in search engines and in mails. Everything is escaped here, and
 * nothing is claimed that the campaign does not say: an unknown total is left out and is no 0.
 */
final class Fallback
{
    /** Lines of a list at most: the element itself shows all of them. */
    private const MOST = 5;

    /**
     * The inside of one element; for an embed without a campaign the facts are null.
     *
     * @param array<string, string|true> $attributes
     */
    public static function of(string $name, ?Facts $facts, array $attributes): string
    {
        if ($name === 'embed' && is_string($attributes['url'] ?? null)) {
            return self::paragraph(self::link($attributes['url'], (string) ($attributes['label'] ?? $attributes['url'])));
        }
        if ($facts === null) {
            return '';
        }
        switch ($name) {
            case 'panel':
                return self::panel($facts);
            case 'counter':
            case 'progress':
                return self::figure($facts, $name === 'progress');
            case 'book':
                return self::book($facts);
            case 'share':
                return self::share($facts);
            case 'donate':
                return is_feed() ? self::giving($facts, true) : self::button($facts);
            case 'bank':
                return self::giving($facts, false);
            case 'updates':
                return self::items($facts->campaign['updates'] ?? [], ['title', 'text']);
            case 'press':
                return self::items($facts->campaign['press'] ?? [], ['title'], 'outlet');
            case 'needs':
                return self::items($facts->campaign['needs'] ?? [], ['text']);
            case 'embed':
                return self::items($facts->campaign['embeds'] ?? [], ['title', 'url']);
            case 'supporters':
                return self::people($facts);
            case 'reach':
                $shares = $facts->shares();
                return $shares === null ? '' : self::paragraph(esc_html(ucfirst($shares)));
            case 'record':
                return self::figure($facts, false) . self::text($facts->campaign['thanks'] ?? '');
            default:
                return self::sums($facts);
        }
    }

    private static function panel(Facts $facts): string
    {
        $campaign = $facts->campaign;
        // In a feed of campaigns the title stands above, and nothing but this tells what it is about.
        $isItem = is_feed() && get_post_type() === Campaign::TYPE;
        $html = $isItem ? self::text($campaign['summary'] ?? '') : ($facts->isTitled ? '' : self::paragraph('<strong>' . self::bdi($campaign['title']) . '</strong>'));
        $people = [];
        if (isset($campaign['beneficiary'])) {
            /* translators: %s: name of whom the money is for. */
            $people[] = sprintf(esc_html__('For %s', 'glassjar'), self::bdi($campaign['beneficiary']['name']));
        }
        if (isset($campaign['organiser'])) {
            /* translators: %s: name of who organises the campaign. */
            $people[] = sprintf(esc_html__('organised by %s', 'glassjar'), self::bdi($campaign['organiser']['name']));
        }
        $html .= $people === [] ? '' : self::paragraph(implode(' · ', $people));
        $html .= self::figure($facts, true);
        $html .= isset($campaign['book']) ? self::book($facts) : '';
        return $html . self::giving($facts, true) . self::more($facts);
    }

    /** The total, how far that is, and when it was true. */
    private static function figure(Facts $facts, bool $withGoal): string
    {
        $words = $withGoal ? $facts->progress() : $facts->total();
        if ($words === null) {
            return '';
        }
        /* translators: %s: an amount, like "€12,000 of €15,000, 80%". */
        $html = sprintf(esc_html__('%s raised', 'glassjar'), '<strong>' . esc_html($words) . '</strong>');
        $when = $facts->asOf();
        if ($when !== null) {
            $date = '<time datetime="' . esc_attr($when) . '">' . esc_html(Words::date($when)) . '</time>';
            /* translators: %s: a date. */
            $html .= ' (' . sprintf(esc_html__('as of %s', 'glassjar'), $date) . ')';
        }
        return self::paragraph($html);
    }

    /** One link in the place of a button, and the rest for who has no scripts (front.css hides it until it is known that none will come). */
    private static function button(Facts $facts): string
    {
        $all = self::giving($facts, true);
        $link = $facts->isOpen() ? self::firstWay($facts) : '';
        return $link === '' ? $all : self::paragraph($link) . ($all === '' ? '' : "<div class=\"glassjar-rest\">$all</div>");
    }

    /** The first link by which can be given; where only a card or a transfer is possible, the campaign's own page. */
    private static function firstWay(Facts $facts): string
    {
        $link = $facts->campaign['give']['links'][0] ?? null;
        if ($link !== null) {
            /* translators: %s: a way to give, like "PayPal". */
            return self::link($link['url'], sprintf(__('Donate by %s', 'glassjar'), $link['label']));
        }
        $url = $facts->campaign['url'] ?? '';
        return $url === '' || $facts->isHere() ? '' : self::link($url, __('Donate', 'glassjar'));
    }

    /** How to give, while giving is possible and wanted. */
    private static function giving(Facts $facts, bool $withLinks): string
    {
        $campaign = $facts->campaign;
        $status = $facts->status();
        if ($status === 'ended') {
            /* translators: %s: a date. */
            return self::paragraph(esc_html(sprintf(__('Ended on %s. Thank you!', 'glassjar'), Words::date($campaign['ends']))));
        }
        if (isset($campaign['noMoney'])) {
            return self::text($campaign['noMoney']['text']);
        }
        if ($status === 'upcoming') {
            /* translators: %s: a date. */
            return self::paragraph(esc_html(sprintf(__('Starts on %s', 'glassjar'), Words::date($campaign['starts']))));
        }
        $links = [];
        foreach ($withLinks ? ($campaign['give']['links'] ?? []) : [] as $link) {
            /* translators: %s: a way to give, like "PayPal". */
            $links[] = self::link($link['url'], sprintf(__('Donate by %s', 'glassjar'), $link['label']));
        }
        $html = $links === [] ? '' : self::paragraph(implode(' · ', $links));
        return $html . ($withLinks ? self::card($facts) : '') . self::bank($campaign['give']['bank'] ?? null);
    }

    /**
     * Cards are taken by the script. Whoever reads this has a page on which it didn't come: one that was kept by a cache, perhaps, and
     * the page's address with a word more is one that no cache has.
     */
    private static function card(Facts $facts): string
    {
        $url = $facts->campaign['url'] ?? '';
        if (!$facts->takesCards || $url === '') {
            return '';
        }
        $link = self::link(is_feed() ? $url : add_query_arg('glassjar', 'card', $url), __('Donate by card', 'glassjar'));
        /* translators: %s: the link "Donate by card". */
        return self::paragraph(sprintf(esc_html__('%s (needs JavaScript)', 'glassjar'), $link));
    }

    /** @param array<string, string>|null $bank */
    private static function bank(?array $bank): string
    {
        if ($bank === null) {
            return '';
        }
        $lines = [
            __('Account holder', 'glassjar') => $bank['holder'],
            __('IBAN', 'glassjar') => Iban::group($bank['iban']),
            __('BIC', 'glassjar') => $bank['bic'] ?? '',
            __('Reference', 'glassjar') => $bank['reference'] ?? '',
        ];
        $html = '';
        foreach (array_filter($lines) as $term => $value) {
            $html .= '<dt>' . esc_html($term) . "</dt>\n<dd translate=\"no\">" . self::bdi($value) . "</dd>\n";
        }
        return "<dl>$html</dl>";
    }

    private static function book(Facts $facts): string
    {
        $book = $facts->campaign['book'] ?? null;
        if ($book === null) {
            return '';
        }
        $html = '<cite>' . self::bdi($book['title']) . '</cite>';
        if (isset($book['author'])) {
            /* translators: %s: author of a book. */
            $html .= ' ' . sprintf(esc_html__('by %s', 'glassjar'), self::bdi($book['author']));
        }
        if (isset($book['proceeds'])) {
            $each = Words::amount($book['proceeds'], $facts->campaign['currency']);
            /* translators: %s: an amount. */
            $html .= '. ' . esc_html(sprintf(__('%s of every copy goes to the campaign', 'glassjar'), $each));
        }
        $sales = $facts->sales();
        $html .= $sales === null ? '' : '. ' . esc_html(ucfirst($sales));
        $shops = array_map(static function (array $shop): string {
            return self::link($shop['url'], $shop['name']);
        }, $book['shops'] ?? []);
        if ($shops !== []) {
            /* translators: %s: list of shops. */
            $html .= '. ' . sprintf(esc_html__('To buy at: %s', 'glassjar'), implode(', ', $shops));
        }
        return self::paragraph($html);
    }

    private static function share(Facts $facts): string
    {
        $url = $facts->campaign['share']['url'] ?? $facts->campaign['url'] ?? '';
        if ($url === '') {
            return '';
        }
        $mail = 'mailto:?subject=' . rawurlencode($facts->campaign['title']) . '&body=' . rawurlencode($url);
        return self::paragraph(self::link($url, __('Address to share', 'glassjar')) . ' · ' . self::link($mail, __('Share by e-mail', 'glassjar')));
    }

    private static function people(Facts $facts): string
    {
        $count = $facts->totals['supporters'];
        if ($count === null) {
            return '';
        }
        /* translators: %s: how many people gave, perhaps with "at least" before it. */
        $words = sprintf(_n('%s person gave', '%s people gave', $count, 'glassjar'), Words::bounded(Words::number($count), $facts->peopleBound()));
        return self::paragraph(esc_html(ucfirst($words))) . self::more($facts);
    }

    /** The books in a sentence each. */
    private static function sums(Facts $facts): string
    {
        $lines = [];
        $labels = ['spent' => __('Spent', 'glassjar'), 'fees' => __('Fees', 'glassjar'), 'balance' => __('Still in the jar', 'glassjar')];
        foreach ($labels as $sum => $label) {
            if ($facts->totals[$sum] !== null) {
                $lines[] = esc_html("$label: " . $facts->money($facts->totals[$sum]));
            }
        }
        return self::figure($facts, false) . ($lines === [] ? '' : self::paragraph(implode(' · ', $lines))) . self::more($facts);
    }

    private static function more(Facts $facts): string
    {
        $url = $facts->campaign['url'] ?? '';
        return $url === '' || $facts->isHere() ? '' : self::paragraph(self::link($url, __('More about this campaign', 'glassjar')));
    }

    /**
     * A list: of each item its date, what it is, and a link where there is one.
     *
     * @param array<int, array<string, mixed>> $items
     * @param string[] $fields The first of these that an item has is its text.
     */
    private static function items(array $items, array $fields, string $before = ''): string
    {
        usort($items, static function (array $a, array $b): int {
            return strcmp((string) ($b['at'] ?? ''), (string) ($a['at'] ?? ''));
        });
        $html = '';
        foreach (array_slice($items, 0, self::MOST) as $item) {
            $words = '';
            foreach ($fields as $field) {
                $words = $words !== '' ? $words : Text::beginning((string) ($item[$field] ?? ''), 200);
            }
            $said = isset($item['url']) && $words !== '' ? self::link($item['url'], $words) : self::bdi($words);
            $source = $before === '' ? '' : self::bdi($item[$before]) . ($words === '' ? '' : ': ');
            $date = isset($item['at']) ? ' (' . esc_html(Words::date($item['at'])) . ')' : '';
            $html .= "<li>$source$said$date</li>\n";
        }
        return $html === '' ? '' : "<ul>$html</ul>";
    }

    private static function text(string $text): string
    {
        return trim($text) === '' ? '' : wpautop(esc_html($text));
    }

    private static function paragraph(string $html): string
    {
        return "<p>$html</p>\n";
    }

    private static function link(string $url, string $label): string
    {
        $safe = esc_url($url, ['http', 'https', 'mailto', 'tel']);
        return $safe === '' ? self::bdi($label) : "<a href=\"$safe\">" . self::bdi($label) . '</a>';
    }

    /** A name may be written from right to left, and must not turn the figures beside it. */
    private static function bdi(string $text): string
    {
        return '<bdi>' . esc_html($text) . '</bdi>';
    }
}
