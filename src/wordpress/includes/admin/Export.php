<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Books;
use Glassjar\Campaign;
use Glassjar\CampaignDocument;
use Glassjar\Core\AmountInput;
use Glassjar\Core\Money;
use Glassjar\Entries;
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
        $form = in_array($_GET['form'] ?? '', ['json', 'wire'], true) ? $_GET['form'] : 'csv';
        nocache_headers();
        header('Content-Type: ' . ($form === 'json' ? 'application/json' : 'text/csv') . '; charset=utf-8');
        header('X-Content-Type-Options: nosniff');
        header(sprintf('Content-Disposition: attachment; filename="glassjar-%d-%s.%s"', $id, gmdate('Y-m-d'), $form === 'json' ? 'json' : 'csv'));
        // However long the books are: it goes out line by line, and takes the time that it takes.
        while (ob_get_level() > 0 && ob_end_clean()) {
            continue;
        }
        if (function_exists('set_time_limit')) {
            set_time_limit(0);
        }
        $lines = $form === 'json' ? self::json($id) : ($form === 'wire' ? self::wire(Entries::all($id), Campaign::currency($id)) : self::sheet($id));
        foreach ($lines as $line) {
            echo $line; // phpcs:ignore WordPress.Security.EscapeOutput -- a file, no page.
        }
        exit;
    }

    /**
     * RFC 4180, with the wire format's words for columns and a dot before the cents.
     *
     * @param iterable<array<string, mixed>> $entries
     */
    public static function csv(iterable $entries, string $currency): string
    {
        $text = '';
        foreach (self::wire($entries, $currency) as $line) {
            $text .= $line;
        }
        return $text;
    }

    /**
     * @param iterable<array<string, mixed>> $entries
     * @return \Generator<int, string>
     */
    private static function wire(iterable $entries, string $currency): \Generator
    {
        yield implode(',', self::COLUMNS) . "\r\n";
        foreach ($entries as $entry) {
            $cells = [];
            foreach (self::COLUMNS as $column) {
                $value = $column === 'currency' ? $currency : ($entry[$column] ?? '');
                $cells[] = $value === true ? 'true' : (string) $value;
            }
            yield self::line($cells, 4, ',');
        }
    }

    /**
     * As people open it in a spreadsheet: with a mark that says UTF-8, headings and kinds in their language, what goes out with a minus,
     * and the signs that their language has: where cents stand behind a comma, cells are parted by semicolons.
     *
     * @return \Generator<int, string>
     */
    private static function sheet(int $id): \Generator
    {
        $decimal = AmountInput::decimalSign(get_user_locale());
        $separator = $decimal === ',' ? ';' : ',';
        $sources = BooksScreen::sources($id);
        yield "\u{feff}" . self::line([
            __('Number in the books', 'glassjar'),
            __('Date', 'glassjar'),
            __('What', 'glassjar'),
            __('Amount', 'glassjar'),
            __('Currency', 'glassjar'),
            __('Where it came in', 'glassjar'),
            __('What for', 'glassjar'),
            __('Who gave', 'glassjar'),
            __('What they wrote', 'glassjar'),
            __('Short name of the entry', 'glassjar'),
            __('Takes back', 'glassjar'),
        ], -1, $separator);
        foreach (Entries::rows($id) as $row) {
            $amount = (BooksTable::isOut($row) ? '-' : '') . (new Money((int) $row['amount'], (string) $row['currency']))->text();
            yield self::line([
                (string) $row['number'],
                substr((string) $row['at'], 0, 10),
                BooksTable::kind($row),
                str_replace('.', $decimal, $amount),
                (string) $row['currency'],
                $sources[(string) $row['source']] ?? (string) $row['source'],
                (string) $row['label'],
                (string) $row['person_name'],
                (string) $row['person_message'],
                (string) $row['name'],
                (string) $row['reverses'],
            ], 3, $separator);
        }
    }

    /**
     * The campaign with all of its entries in the wire format.
     *
     * @return \Generator<int, string>
     */
    public static function json(int $id): \Generator
    {
        if (!Books::isBegun($id)) {
            yield CampaignDocument::encode((array) Campaign::document($id));
            return;
        }
        yield substr(CampaignDocument::encode((array) CampaignDocument::bare($id)), 0, -1) . ',"entries":[';
        $comma = '';
        foreach (Entries::all($id, empty(Campaign::fields($id)['hideNames'])) as $entry) {
            yield $comma . CampaignDocument::encode($entry);
            $comma = ',';
        }
        yield ']}';
    }

    /**
     * @param string[] $cells
     * @param int $number Which of them is an amount; -1: none.
     */
    private static function line(array $cells, int $number, string $separator): string
    {
        foreach ($cells as $index => $cell) {
            $isNumber = $index === $number && preg_match('/^-?\d+(?:[.,]\d+)?\z/', $cell) === 1;
            $cells[$index] = $isNumber && strpos($cell, $separator) === false ? $cell : self::cell($cell);
        }
        return implode($separator, $cells) . "\r\n";
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
