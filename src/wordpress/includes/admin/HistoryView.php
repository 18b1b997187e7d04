<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;
use Glassjar\Core\Text;
use Glassjar\History;
use Glassjar\Rights;
use Glassjar\StoreError;

/** Who changed account, links, goal, agreement and the like: below the form, and as a file. */
final class HistoryView
{
    private const ACTION = 'glassjar_history';

    /** Rows on the screen; the file has all. */
    private const SHOWN = 50;

    public static function html(int $id): string
    {
        if ($id === 0) {
            return '';
        }
        try {
            $rows = History::of($id, self::SHOWN);
        } catch (StoreError $error) {
            return '';
        }
        $heads = [__('When', 'glassjar'), __('Who', 'glassjar'), __('What', 'glassjar'), __('Before', 'glassjar'), __('After', 'glassjar')];
        $html = '';
        foreach ($rows as $row) {
            $html .= '<tr role="row">';
            foreach (self::cells($row) as $number => $cell) {
                $html .= sprintf('<td role="cell" data-glassjar-label="%s"><bdi class="glassjar-value">%s</bdi></td>', esc_attr($heads[$number]), $cell === '' ? '–' : nl2br(esc_html($cell)));
            }
            $html .= '</tr>';
        }
        $titles = '';
        foreach ($heads as $head) {
            $titles .= '<th role="columnheader" scope="col">' . esc_html($head) . '</th>';
        }
        $url = wp_nonce_url(add_query_arg(['action' => self::ACTION, 'campaign' => $id], admin_url('admin-post.php')), self::ACTION . $id);
        return '<details class="glassjar-group" id="glassjar-group-history"><summary><h2>' . esc_html__('Who changed what', 'glassjar') . '</h2></summary><div class="glassjar-fields"><div class="glassjar-wide">'
            . '<p class="glassjar-intro">' . esc_html__('Account, links, goal, agreement, dates and status, with who changed them. Nothing of it can be taken out.', 'glassjar') . '</p>'
            . ($html === '' ? '<p>' . esc_html__('Nothing has been changed yet.', 'glassjar') . '</p>'
                : '<div class="glassjar-scroll" role="region" tabindex="0" aria-label="' . esc_attr__('Who changed what', 'glassjar')
                . "\"><table role=\"table\" class=\"widefat striped\"><thead role=\"rowgroup\"><tr role=\"row\">$titles</tr></thead><tbody role=\"rowgroup\">$html</tbody></table></div>"
                . '<p><a href="' . esc_url($url) . '">' . esc_html__('Download all of it (CSV)', 'glassjar') . '</a></p>') . '</div></div></details>';
    }

    /** All of it as a file. */
    public static function send(): void
    {
        $id = CampaignScreen::asked();
        check_admin_referer(self::ACTION . $id);
        if (!CampaignScreen::may($id) || !(current_user_can(Rights::NEWS) || current_user_can(Rights::MONEY)) || !Campaign::exists($id)) {
            wp_die(esc_html__('You may not change this campaign.', 'glassjar'), '', ['response' => 403]);
        }
        nocache_headers();
        header('Content-Type: text/csv; charset=utf-8');
        header('X-Content-Type-Options: nosniff');
        header(sprintf('Content-Disposition: attachment; filename="glassjar-%d-history-%s.csv"', $id, gmdate('Y-m-d')));
        $lines = [[__('When', 'glassjar'), __('Who', 'glassjar'), __('What', 'glassjar'), __('Before', 'glassjar'), __('After', 'glassjar'), __('By way of', 'glassjar')]];
        foreach (History::of($id) as $row) {
            $lines[] = array_merge([$row['at']], array_slice(self::cells($row), 1), [$row['how']]);
        }
        $out = "\u{feff}";
        foreach ($lines as $cells) {
            $out .= implode(',', array_map([self::class, 'cell'], $cells)) . "\r\n";
        }
        // phpcs:ignore WordPress.Security.EscapeOutput -- a file, no page.
        echo $out;
        exit;
    }

    /**
     * @param array<string, mixed> $row
     * @return string[] When, who, what, before, after.
     */
    private static function cells(array $row): array
    {
        $ways = ['command' => __('the command line', 'glassjar'), 'cron' => __('the site itself', 'glassjar'), 'import' => __('an import', 'glassjar')];
        $who = $row['name'] !== '' ? $row['name'] : ($ways[$row['how']] ?? __('a program', 'glassjar'));
        $format = get_option('date_format') . ' ' . get_option('time_format');
        return [(string) wp_date($format, (int) strtotime($row['at'])), $who, self::label($row['place']), self::value($row['place'], $row['was']), self::value($row['place'], $row['became'])];
    }

    private static function label(string $place): string
    {
        $own = [
            'title' => __('Name of the campaign', 'glassjar'),
            'status' => __('Status', 'glassjar'),
            'card' => __('Take card payments by Stripe', 'glassjar'),
        ];
        return $own[$place] ?? Fields::nameOf($place);
    }

    /** @param mixed $value */
    private static function value(string $place, $value): string
    {
        if (is_bool($value)) {
            return $value ? __('yes', 'glassjar') : __('no', 'glassjar');
        }
        if (is_array($value)) {
            return implode("\n", array_map(static function ($item): string {
                return is_array($item) ? implode(' · ', array_filter($item, 'is_string')) : (string) $item;
            }, $value));
        }
        $status = $place === 'status' ? get_post_status_object((string) $value) : null;
        $text = $status === null ? (string) $value : (string) $status->label;
        return $place === 'give.bank.iban' && $text !== '' ? \Glassjar\Core\Iban::group($text) : $text;
    }

    /** A cell that no spreadsheet takes for a formula. */
    private static function cell(string $text): string
    {
        $text = Text::clean($text);
        $text = preg_match('/^[\s"]*[=+\-@\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}]/u', $text) === 1 ? "'$text" : $text;
        return '"' . str_replace('"', '""', $text) . '"';
    }
}
