<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Books;
use Glassjar\Campaign;
use Glassjar\Core\Money;
use Glassjar\EntrySearch;
use Glassjar\Front\Renderer;
use Glassjar\Front\Words;

/** What stands in the books, newest first, and what it comes to. */
final class BooksTable
{
    public static function figures(int $id): string
    {
        $facts = Renderer::facts($id);
        if ($facts === null) {
            return '';
        }
        $labels = [
            'raised' => __('Raised', 'glassjar'),
            'spent' => __('Spent', 'glassjar'),
            'fees' => __('Fees', 'glassjar'),
            'balance' => __('Still in the jar', 'glassjar'),
        ];
        $html = '';
        foreach ($labels as $sum => $label) {
            $minor = $facts->totals[$sum];
            $html .= '<div><dt>' . esc_html($label) . '</dt><dd>' . ($minor === null ? '–' : esc_html($facts->money($minor))) . '</dd></div>';
        }
        $html = "<dl class=\"glassjar-figures\">$html</dl>";
        $sums = array_filter($facts->totals['discrepancies'], static function (array $found): bool {
            return ($found['kind'] ?? '') === 'sum';
        });
        if ($facts->totals['discrepancies'] !== []) {
            $html .= '<div class="notice notice-warning inline"><p>' . esc_html__('The books don’t add up to what the sources state. Readers see the smaller sum, and that it is so, until it is mended.', 'glassjar') . '</p>';
            foreach ($sums as $found) {
                $html .= '<p>' . esc_html(sprintf(
                    /* translators: 1: name of a source, 2: amount, 3: amount. */
                    __('%1$s: %2$s stated, %3$s booked.', 'glassjar'),
                    $found['label'] ?? $found['source'],
                    $facts->money(self::minor($found['stated'])),
                    $facts->money(self::minor($found['counted']))
                )) . '</p>';
            }
            $html .= '</div>';
        }
        return $html;
    }

    public static function table(int $id): string
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- read only.
        $given = wp_unslash($_GET);
        $search = new EntrySearch($id, $given);
        $head = '<h2 id="glassjar-entries">' . esc_html__('All entries', 'glassjar') . '</h2>';
        $count = $search->count();
        if ($count === 0 && !$search->isNarrow()) {
            return $head . '<p>' . esc_html__('Nothing is in the books yet.', 'glassjar') . '</p>';
        }
        $sources = BooksScreen::sources($id);
        $head .= self::exports($id) . self::filter($id, $search, $sources);
        if ($count === 0) {
            return $head . '<p role="status">' . esc_html__('No entry fits.', 'glassjar') . ' <a href="' . esc_url(BooksScreen::url($id)) . '">' . esc_html__('Show all', 'glassjar') . '</a></p>';
        }
        $pages = (int) ceil($count / EntrySearch::PER_PAGE);
        $page = min($pages, max(1, (int) (is_string($given['paged'] ?? null) ? $given['paged'] : 1)));
        $found = $search->page($page);
        $taken = self::taken($id, $found);
        $rows = '';
        foreach ($found as $row) {
            $rows .= self::row($id, $row, $sources, $taken[(string) $row['name']] ?? 0);
        }
        $heads = '';
        foreach (self::columns() as $number => $label) {
            $heads .= '<th role="columnheader" scope="col"' . ($number === 4 ? ' class="glassjar-sum"' : '') . '>' . esc_html($label) . '</th>';
        }
        $base = add_query_arg(array_map('rawurlencode', self::kept($search)) + ['paged' => '%#%'], BooksScreen::url($id));
        $links = $pages > 1 ? '<nav class="glassjar-pages" aria-label="' . esc_attr__('Pages of entries', 'glassjar') . '">' . paginate_links(['base' => $base, 'format' => '', 'current' => $page, 'total' => $pages]) . '</nav>' : '';
        /* translators: %s: how many entries. */
        $said = sprintf(_n('%s entry', '%s entries', $count, 'glassjar'), Words::number($count));
        return "$head<p role=\"status\">" . esc_html($said) . '</p><div class="glassjar-scroll" role="region" tabindex="0" aria-label="' . esc_attr__('All entries', 'glassjar') . '">'
            . "<table role=\"table\" class=\"widefat striped\"><thead role=\"rowgroup\"><tr role=\"row\">$heads</tr></thead><tbody role=\"rowgroup\">$rows</tbody></table></div>$links";
    }

    /**
     * What was taken back of these entries, in minor units.
     *
     * @param array<int, array<string, string|null>> $rows
     * @return array<string, int>
     */
    private static function taken(int $id, array $rows): array
    {
        $taken = [];
        foreach (Books::reversed(array_map('strval', array_column($rows, 'name'))) as $name) {
            $taken[$name] = Books::takenBack($id, $name);
        }
        return $taken;
    }

    /** What was asked for, where it is not what is shown anyway. @return array<string, string> */
    private static function kept(EntrySearch $search): array
    {
        return array_diff_assoc($search->asked, EntrySearch::ASKED);
    }

    /** @param array<string, string> $sources */
    private static function filter(int $id, EntrySearch $search, array $sources): string
    {
        $asked = $search->asked;
        $choices = [
            'kind' => [__('What', 'glassjar'), [
                '' => __('Everything', 'glassjar'),
                'gift' => __('Gifts', 'glassjar'),
                'sale' => __('Sales', 'glassjar'),
                'spent' => __('Spent', 'glassjar'),
                'fee' => __('Fees', 'glassjar'),
                'back' => __('Taken back', 'glassjar'),
            ]],
            'source' => [__('Where it came in', 'glassjar'), ['' => __('Everywhere', 'glassjar')] + $sources],
            'who' => [__('Who gave', 'glassjar'), [
                '' => __('All', 'glassjar'),
                'named' => __('Named', 'glassjar'),
                'hidden' => __('Named without the amount', 'glassjar'),
                'unnamed' => __('Not named', 'glassjar'),
            ]],
            'sort' => [__('Order', 'glassjar'), [
                'new' => __('Newest entry first', 'glassjar'),
                'old' => __('Oldest entry first', 'glassjar'),
                'late' => __('Latest date first', 'glassjar'),
                'early' => __('Earliest date first', 'glassjar'),
                'much' => __('Largest amount first', 'glassjar'),
                'little' => __('Smallest amount first', 'glassjar'),
            ]],
        ];
        if ($sources === []) {
            unset($choices['source']);
        }
        $html = self::field('s', __('Search: names, words, amounts', 'glassjar'), '<input type="search" id="glassjar-find-s" name="s" value="' . esc_attr($asked['s']) . '">');
        foreach ($choices as $name => [$label, $options]) {
            $list = '';
            foreach ($options as $value => $words) {
                $list .= sprintf('<option value="%s"%s>%s</option>', esc_attr((string) $value), selected($asked[$name], (string) $value, false), esc_html($words));
            }
            $html .= self::field($name, $label, "<select id=\"glassjar-find-$name\" name=\"$name\">$list</select>");
        }
        foreach (['from' => __('From', 'glassjar'), 'to' => __('To', 'glassjar')] as $name => $label) {
            $html .= self::field($name, $label, "<input type=\"date\" id=\"glassjar-find-$name\" name=\"$name\" value=\"" . esc_attr($asked[$name]) . '">');
        }
        $hidden = '';
        foreach (['post_type' => Campaign::TYPE, 'page' => BooksScreen::PAGE, 'campaign' => (string) $id] as $name => $value) {
            $hidden .= sprintf('<input type="hidden" name="%s" value="%s">', $name, esc_attr($value));
        }
        $all = self::kept($search) === [] ? '' : ' <a class="button" href="' . esc_url(BooksScreen::url($id)) . '">' . esc_html__('Show all', 'glassjar') . '</a>';
        return '<details class="glassjar-group"' . ($all === '' ? '' : ' open') . '><summary><h2>' . esc_html__('Search and sort', 'glassjar') . '</h2></summary><form method="get" class="glassjar-find" role="search" action="#glassjar-entries">'
            . "$hidden<div class=\"glassjar-fields\">$html</div><p class=\"glassjar-buttons\"><button class=\"button\">" . esc_html__('Show', 'glassjar') . "</button>$all</p></form></details>";
    }

    private static function field(string $name, string $label, string $input): string
    {
        return "<div class=\"glassjar-field\"><label for=\"glassjar-find-$name\">" . esc_html($label) . "</label>$input</div>";
    }

    /** @return string[] */
    private static function columns(): array
    {
        return [__('Date', 'glassjar'), __('What', 'glassjar'), __('Who gave', 'glassjar'), __('Where it came in', 'glassjar'), __('Amount', 'glassjar'), __('Actions', 'glassjar')];
    }

    /**
     * The cells of a row. Each carries the name of its column, which a phone shows beside it; what is empty is left out there.
     *
     * @param string[] $cells HTML.
     * @param string[] $columns
     * @param array<int, string> $classes
     */
    public static function cells(array $cells, array $columns, array $classes): string
    {
        $html = '';
        foreach ($cells as $number => $cell) {
            $class = ($classes[$number] ?? '') . (in_array($cell, ['', '–', '<bdi></bdi>', '<bdi>–</bdi>'], true) ? ' glassjar-empty' : '');
            $html .= sprintf('<td role="cell" data-glassjar-label="%s"%s>%s</td>', esc_attr($columns[$number]), $class === '' ? '' : ' class="' . esc_attr(trim($class)) . '"', $cell);
        }
        return $html;
    }

    /**
     * What kind of entry it is, in words.
     *
     * @param array<string, string|null> $row
     */
    public static function kind(array $row): string
    {
        $kinds = [
            'gift+' => __('Gift', 'glassjar'),
            'gift-' => __('Gift given back', 'glassjar'),
            'sale+' => __('Sale', 'glassjar'),
            'sale-' => __('Sale given back', 'glassjar'),
            'cost+' => $row['reason'] === 'fee' ? __('Fee', 'glassjar') : __('Spent', 'glassjar'),
            'cost-' => __('Cost that came back', 'glassjar'),
        ];
        if ($row['reverses'] !== '' && $row['reason'] === 'void') {
            return __('Correction', 'glassjar');
        }
        return $kinds[(string) $row['flow']] ?? (string) $row['flow'];
    }

    /** Its amount in words; what goes out has a minus. @param array<string, string|null> $row */
    public static function amount(array $row): string
    {
        return (self::isOut($row) ? '−' : '') . Words::money((int) $row['amount'], (string) $row['currency'], true);
    }

    /** Whether money goes out by it. @param array<string, string|null> $row */
    public static function isOut(array $row): bool
    {
        return in_array($row['flow'], ['gift-', 'sale-', 'cost+'], true);
    }

    /** "Gift, May 22, 2026: €50.00". @param array<string, string|null> $row */
    public static function named(array $row): string
    {
        /* translators: 1: what it is, like "Gift", 2: date, 3: amount. */
        return sprintf(__('%1$s, %2$s: %3$s', 'glassjar'), self::kind($row), Words::date((string) $row['at']), self::amount($row));
    }

    /**
     * @param array<string, string|null> $row
     * @param array<string, string> $sources
     */
    private static function row(int $id, array $row, array $sources, int $taken): string
    {
        $what = self::kind($row) . ($row['label'] === '' ? '' : ': ' . $row['label']);
        $who = (string) $row['person_name'] . ((string) $row['person_message'] === '' ? '' : " “{$row['person_message']}”");
        $from = $row['source'] === '' ? '–' : ($sources[(string) $row['source']] ?? (string) $row['source']);
        $note = '';
        if ($taken > 0) {
            $note = $taken >= (int) $row['amount']
                ? __('taken back', 'glassjar')
                /* translators: %s: an amount. */
                : sprintf(__('%s of it taken back', 'glassjar'), Words::money($taken, (string) $row['currency'], true));
        }
        $cells = [
            esc_html(Words::date((string) $row['at'])),
            '<bdi>' . esc_html($what) . '</bdi>' . ($note === '' ? '' : ' <span class="glassjar-note">(' . esc_html($note) . ')</span>'),
            '<bdi>' . esc_html($who === '' ? '–' : $who) . '</bdi>',
            '<bdi>' . esc_html($from) . '</bdi>',
            esc_html(self::amount($row)),
            sprintf(
                '<a class="button button-small" href="%s">%s<span class="screen-reader-text">: %s</span></a>',
                esc_url(BooksEntry::url($id, (string) $row['name'])),
                esc_html__('Open', 'glassjar'),
                esc_html(self::named($row))
            ),
        ];
        // Roles, since a row that is a card on a phone is no row any more for some browsers.
        return '<tr role="row">' . self::cells($cells, self::columns(), [4 => 'glassjar-sum' . (self::isOut($row) ? ' glassjar-out' : ''), 5 => 'glassjar-actions']) . '</tr>';
    }

    private static function exports(int $id): string
    {
        $html = '';
        $forms = [
            'csv' => __('Download for a spreadsheet', 'glassjar'),
            'json' => __('Download as JSON', 'glassjar'),
            'wire' => __('Download as CSV for programs', 'glassjar'),
        ];
        foreach ($forms as $form => $label) {
            $url = add_query_arg(['action' => 'glassjar_export', 'campaign' => $id, 'form' => $form], admin_url('admin-post.php'));
            $html .= sprintf('<a class="button" href="%s">%s</a> ', esc_url(wp_nonce_url($url, Export::ACTION . $id)), esc_html($label));
        }
        return "<p class=\"glassjar-tools\">$html</p>";
    }

    /** @param Money|int $sum */
    private static function minor($sum): int
    {
        return $sum instanceof Money ? $sum->minor : (int) $sum;
    }
}
