<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Books;
use Glassjar\Campaign;
use Glassjar\CampaignDocument;
use Glassjar\Rights;

/** The books as a file: CSV that is safe to open in a spreadsheet, or the campaign as JSON of the wire format. */
final class Export
{
    public const ACTION = 'glassjar_export';

    private const COLUMNS = ['id', 'at', 'flow', 'reason', 'amount', 'currency', 'source', 'label', 'name', 'message', 'hideAmount', 'reverses'];

    public static function send(): void
    {
        $id = CampaignScreen::asked();
        check_admin_referer(self::ACTION . $id);
        if (!Campaign::exists($id) || !current_user_can(Rights::MONEY) || !current_user_can('edit_post', $id)) {
            wp_die(esc_html__('You may not read these books.', 'glassjar'), '', ['response' => 403]);
        }
        $isJson = ($_GET['form'] ?? '') === 'json';
        nocache_headers();
        header('Content-Type: ' . ($isJson ? 'application/json' : 'text/csv') . '; charset=utf-8');
        header('X-Content-Type-Options: nosniff');
        header(sprintf('Content-Disposition: attachment; filename="glassjar-%d-%s.%s"', $id, gmdate('Y-m-d'), $isJson ? 'json' : 'csv'));
        // phpcs:ignore WordPress.Security.EscapeOutput -- a file, no page.
        echo $isJson ? CampaignDocument::encode((array) Campaign::document($id)) : self::csv(Books::entries($id), Campaign::currency($id));
        exit;
    }

    /**
     * RFC 4180, with the wire format's words for columns and a dot before the cents.
     *
     * @param array<int, array<string, mixed>> $entries
     */
    public static function csv(array $entries, string $currency): string
    {
        $lines = [implode(',', self::COLUMNS)];
        foreach ($entries as $entry) {
            $cells = [];
            foreach (self::COLUMNS as $column) {
                $value = $column === 'currency' ? $currency : ($entry[$column] ?? '');
                $text = $value === true ? 'true' : (string) $value;
                $isNumber = $column === 'amount' && preg_match('/^-?\d+(?:\.\d+)?\z/', $text) === 1;
                $cells[] = $isNumber ? $text : self::cell($text);
            }
            $lines[] = implode(',', $cells);
        }
        return implode("\r\n", $lines) . "\r\n";
    }

    /**
     * A cell that no spreadsheet takes for a formula, or for several with one among them: which character separates cells is the
     * reader's setting.
     */
    private static function cell(string $text): string
    {
        $text = (string) preg_replace('/(^|[;,\t\r\n])([\s\x{a0}\x{feff}"]*)(?=[=+\-@\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}])/u', "$1$2'", $text);
        $text = preg_match('/^[\t\r]/', $text) === 1 ? "'$text" : $text;
        return preg_match('/[",\t\r\n;]/', $text) === 1 ? '"' . str_replace('"', '""', $text) . '"' : $text;
    }
}
