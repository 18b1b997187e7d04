<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Books;
use Glassjar\Campaign;
use Glassjar\Core\Money;
use Glassjar\Front\Renderer;
use Glassjar\Front\Words;

/** What stands in the books, newest first, and what it comes to. */
final class BooksTable
{
    private const PER_PAGE = 50;

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
        $entries = array_reverse(Books::entries($id));
        $head = '<h2>' . esc_html__('All entries', 'glassjar') . '</h2>';
        if ($entries === []) {
            return $head . '<p>' . esc_html__('Nothing is in the books yet.', 'glassjar') . '</p>';
        }
        // phpcs:ignore WordPress.Security.NonceVerification -- read only.
        $page = max(1, (int) (is_string($_GET['paged'] ?? null) ? $_GET['paged'] : 1));
        $pages = (int) ceil(count($entries) / self::PER_PAGE);
        $sources = BooksScreen::sources($id);
        $taken = array_flip(array_filter(array_column($entries, 'reverses')));
        $rows = '';
        foreach (array_slice($entries, ($page - 1) * self::PER_PAGE, self::PER_PAGE) as $entry) {
            $rows .= self::row($id, $entry, $sources, isset($taken[$entry['id']]));
        }
        $heads = '';
        foreach (self::columns() as $number => $label) {
            $heads .= '<th role="columnheader" scope="col"' . ($number === 4 ? ' class="glassjar-sum"' : '') . '>' . esc_html($label) . '</th>';
        }
        $links = $pages > 1 ? '<p class="glassjar-pages">' . paginate_links(['base' => add_query_arg('paged', '%#%', BooksScreen::url($id)), 'format' => '', 'current' => $page, 'total' => $pages]) . '</p>' : '';
        return $head . self::exports($id) . '<div class="glassjar-scroll" role="region" tabindex="0" aria-label="' . esc_attr__('All entries', 'glassjar') . '">'
            . "<table role=\"table\" class=\"widefat striped\"><thead role=\"rowgroup\"><tr role=\"row\">$heads</tr></thead><tbody role=\"rowgroup\">$rows</tbody></table></div>$links";
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
     * @param array<string, mixed> $entry
     * @param array<string, string> $sources
     */
    private static function row(int $id, array $entry, array $sources, bool $isTaken): string
    {
        $kinds = [
            'gift+' => __('Gift', 'glassjar'),
            'gift-' => __('Gift given back', 'glassjar'),
            'sale+' => __('Sale', 'glassjar'),
            'sale-' => __('Sale given back', 'glassjar'),
            'cost+' => ($entry['reason'] ?? '') === 'fee' ? __('Fee', 'glassjar') : __('Spent', 'glassjar'),
            'cost-' => __('Cost that came back', 'glassjar'),
        ];
        $isOut = in_array($entry['flow'], ['gift-', 'sale-', 'cost+'], true);
        $money = Money::parse($entry['amount'], Campaign::currency($id));
        $amount = ($isOut ? '−' : '') . ($money === null ? $entry['amount'] : Words::money($money->minor, $money->currency, true));
        $what = $kinds[$entry['flow']] . (isset($entry['label']) ? ': ' . $entry['label'] : '');
        $who = ($entry['name'] ?? '') . (isset($entry['message']) ? " “{$entry['message']}”" : '');
        $from = isset($entry['source']) ? ($sources[$entry['source']] ?? $entry['source']) : '–';
        /* translators: 1: what it is, 2: date, 3: amount. */
        $named = sprintf(__('%1$s of %2$s, %3$s', 'glassjar'), $what, Words::date($entry['at']), $amount);
        $cells = [
            esc_html(Words::date($entry['at'])),
            '<bdi>' . esc_html($what) . '</bdi>',
            '<bdi>' . esc_html($who === '' ? '–' : $who) . '</bdi>',
            '<bdi>' . esc_html($from) . '</bdi>',
            esc_html($amount),
            ($isTaken || isset($entry['reverses']) ? '' : self::reversal($id, $entry, $named))
                . ($who === '' ? '' : self::button($id, 'erase', $entry['id'], __('Erase the name', 'glassjar'), $named)),
        ];
        // Roles, since a row that is a card on a phone is no row any more for some browsers.
        return '<tr role="row">' . self::cells($cells, self::columns(), [4 => 'glassjar-sum' . ($isOut ? ' glassjar-out' : ''), 5 => 'glassjar-actions']) . '</tr>';
    }

    /** @param array<string, mixed> $entry */
    private static function reversal(int $id, array $entry, string $named): string
    {
        $html = self::button($id, 'reverse', $entry['id'], __('Correct: take it back', 'glassjar'), $named, 'void');
        return $entry['flow'] === 'gift+' ? self::button($id, 'reverse', $entry['id'], __('Given back', 'glassjar'), $named, 'refund') . $html : $html;
    }

    private static function button(int $id, string $do, string $entry, string $label, string $named, string $reason = ''): string
    {
        return BooksScreen::open($id, $do, 'glassjar-inline') . sprintf(
            '<input type="hidden" name="entry" value="%s"><input type="hidden" name="reason" value="%s"><button class="button button-small" data-glassjar-ask="%s">%s<span class="screen-reader-text">: %s</span></button></form> ',
            esc_attr($entry),
            esc_attr($reason),
            esc_attr("$label: $named?"),
            esc_html($label),
            esc_html($named)
        );
    }

    private static function exports(int $id): string
    {
        $html = '';
        foreach (['csv' => __('Download as CSV', 'glassjar'), 'json' => __('Download as JSON', 'glassjar')] as $form => $label) {
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
