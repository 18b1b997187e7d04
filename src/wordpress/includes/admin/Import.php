<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;
use Glassjar\Core\Money;
use Glassjar\DocumentBooks;
use Glassjar\Front\Words;
use Glassjar\Importer;
use Glassjar\RefusedEntry;

/**
 * Many entries at once: a pasted list, a spreadsheet or a bank's file is looked through first, and only rows that are ticked are booked.
 * Nothing is kept between the two steps: what was read goes along in the form and is read again by the same code.
 */
final class Import
{
    /** Bytes of a file at most. */
    private const MOST = 1048576;

    /** @var string|null What was sent. */
    private static $bytes;

    /** @var string */
    private static $fault = '';

    /** @var string What is asked of the lines that were ticked, before they are booked. */
    private static $asked = '';

    /** @var array<string, mixed> */
    private static $options = [];

    public static function isPending(): bool
    {
        return self::$bytes !== null && self::$fault === '';
    }

    /**
     * Takes what was pasted or uploaded, or what was ticked of it.
     *
     * @param array<string, mixed> $sent
     */
    public static function take(int $id, array $sent): void
    {
        $text = static function (string $name) use ($sent): string {
            return is_string($sent[$name] ?? null) ? $sent[$name] : '';
        };
        $list = static function (string $name) use ($sent): array {
            return array_filter(is_array($sent[$name] ?? null) ? $sent[$name] : [], 'is_string');
        };
        $sources = BooksScreen::sources($id);
        self::$options = [
            'order' => $text('order'),
            'decimal' => $text('decimal'),
            'source' => array_key_exists($text('source'), $sources) ? $text('source') : '',
            'sources' => array_intersect($list('from'), array_map('strval', array_keys($sources))),
            'names' => $text('names') === '1' ? true : $list('named'),
            'labels' => $text('labels') === '1' ? true : $list('labelled'),
        ];
        self::$bytes = isset($sent['data']) ? (string) base64_decode($text('data'), true) : self::sent($text('list'));
        if (trim(self::$bytes) === '') {
            self::$fault = __('Paste a list or choose a file.', 'glassjar');
        } elseif (strlen(self::$bytes) > self::MOST) {
            self::$fault = __('That is too much at once: a megabyte at most.', 'glassjar');
        } elseif ($text('do') === 'import') {
            self::book($id, $list('keys'));
        }
    }

    public static function form(int $id): string
    {
        $fault = self::$fault === '' ? '' : '<p class="glassjar-fault" id="glassjar-list-fault" role="alert">' . esc_html(self::$fault) . '</p>';
        return '<details class="glassjar-group"' . ($fault === '' ? '' : ' open') . '><summary><h2>' . esc_html__('Add many at once', 'glassjar') . '</h2></summary>'
            . BooksScreen::open($id, 'look', 'glassjar-import', '', true) . '<div class="glassjar-fields"><div class="glassjar-field glassjar-wide"><label for="glassjar-list">'
            . esc_html__('Paste a list', 'glassjar') . '</label><textarea id="glassjar-list" name="list" rows="6" class="code" aria-describedby="glassjar-list-help'
            . ($fault === '' ? '' : ' glassjar-list-fault') . '"></textarea>' . $fault . '<p class="description" id="glassjar-list-help">'
            . esc_html__('One gift a line: date, amount, and a name or words if you like. Cells copied from a spreadsheet are fine too.', 'glassjar')
            . '</p></div><div class="glassjar-field"><label for="glassjar-file">' . esc_html__('Or choose a file', 'glassjar')
            . '</label><input type="file" id="glassjar-file" name="file" accept=".csv,.txt,.tsv,text/csv,text/plain" aria-describedby="glassjar-file-help"><p class="description" id="glassjar-file-help">'
            . esc_html__('CSV as your bank or spreadsheet writes it. It is read here and goes nowhere else.', 'glassjar') . '</p></div></div>'
            . '<p class="glassjar-buttons"><button class="button">' . esc_html__('Look through it first', 'glassjar') . '</button></p>' . Sent::end() . '</form></details>';
    }

    /** What would be booked, to be ticked. */
    public static function review(int $id): string
    {
        $found = Importer::preview($id, (string) self::$bytes, self::$options);
        if ($found['rows'] === []) {
            return '<div class="notice notice-error inline"><p>' . esc_html__('No line with a date and an amount was found in it.', 'glassjar') . '</p></div>' . self::back($id);
        }
        $rows = '';
        $sources = BooksScreen::sources($id);
        $counts = ['good' => 0, 'ticked' => 0, 'similar' => 0, 'known' => 0, 'ahead' => 0];
        $hasDates = false;
        $hasAmounts = false;
        foreach ($found['rows'] as $number => $row) {
            $isGood = ImportWords::isGood($row);
            $counts['good'] += (int) $isGood;
            $counts['ticked'] += (int) ImportWords::isTicked($row);
            $counts['known'] += (int) $row['known'];
            $counts['similar'] += (int) ($isGood && $row['similar']);
            $counts['ahead'] += (int) ($isGood && DayAhead::is($row['at']));
            $hasDates = $hasDates || in_array('at-ambiguous', $row['problems'], true);
            $hasAmounts = $hasAmounts || in_array('amount-ambiguous', $row['problems'], true);
            $rows .= self::row($row, $number, Campaign::currency($id), $sources);
        }
        $said = ImportWords::headline($counts, count($found['rows']));
        $cut = $found['cut'] ? '<p class="glassjar-twice">' . esc_html__('The list is longer than can be looked through: only its beginning is here.', 'glassjar') . '</p>' : '';
        $data = '<input type="hidden" name="data" value="' . esc_attr(base64_encode((string) self::$bytes)) . '">';
        $heads = '';
        foreach (self::columns() as $number => $label) {
            $heads .= '<th role="columnheader" scope="col"' . ($number === 2 ? ' class="glassjar-sum"' : '') . '>' . esc_html($label) . '</th>';
        }
        return '<h2>' . esc_html__('Look it through', 'glassjar') . '</h2><p role="status">' . esc_html($said) . "</p>$cut" . self::reread($id, $data, $hasDates, $hasAmounts)
            . BooksScreen::open($id, 'import') . $data . self::kept(['order', 'decimal'])
            . '<div class="glassjar-scroll" role="region" tabindex="0" aria-label="' . esc_attr__('Lines of the list', 'glassjar') . "\"><table role=\"table\" class=\"widefat striped\"><thead role=\"rowgroup\"><tr role=\"row\">$heads</tr></thead><tbody role=\"rowgroup\">$rows</tbody></table></div>"
            . self::all() . self::choices($id) . '<p class="glassjar-buttons"><button class="button button-primary">' . esc_html__('Add what is ticked to the books', 'glassjar') . '</button> '
            . self::back($id) . '</p>' . Sent::end() . '</form>';
    }

    /** @return string[] */
    private static function columns(): array
    {
        return [__('Book it', 'glassjar'), __('Date', 'glassjar'), __('Amount', 'glassjar'), __('Name', 'glassjar'), __('Text', 'glassjar'), __('Where it came in', 'glassjar'), __('What about it', 'glassjar')];
    }

    /**
     * @param array<string, mixed> $row
     * @param array<string, string> $sources
     */
    private static function row(array $row, int $number, string $currency, array $sources): string
    {
        $problems = [
            'at' => __('No date was found.', 'glassjar'),
            'at-ambiguous' => __('Day and month can be read in two ways.', 'glassjar'),
            'amount' => __('No amount was found.', 'glassjar'),
            'amount-ambiguous' => __('The amount can be read in two ways.', 'glassjar'),
            /* translators: %s: currency. */
            'currency' => sprintf(__('It is not in %s.', 'glassjar'), $currency),
        ];
        $told = array_map(static function (string $problem) use ($problems): string {
            return $problems[$problem] ?? Faults::expected('');
        }, $row['problems']);
        $isGood = ImportWords::isGood($row);
        if ($row['known']) {
            $told[] = __('This line is in the books already.', 'glassjar');
        } elseif ($row['similar']) {
            $told[] = __('The books have an entry of this day and amount: the same one?', 'glassjar');
        } elseif ($isGood && $row['isOut']) {
            $told[] = __('Money out. Tick it if it was spent for the campaign.', 'glassjar');
        }
        if ($isGood && DayAhead::is($row['at'])) {
            $told[] = __('This day is still to come. Tick it only if that is right.', 'glassjar');
        }
        $money = Money::parse($row['amount'], $currency);
        $amount = in_array('amount', $row['problems'], true) || $money === null ? '–' : Words::money($money->minor, $currency, true);
        $isOut = $row['isOut'];
        /* translators: 1: number of a line, 2: amount. */
        $named = sprintf(__('Line %1$d, %2$s', 'glassjar'), (int) $row['line'], $amount);
        $tick = $isGood ? sprintf('<input type="checkbox" name="keys[]" value="%s" aria-label="%s"%s>', esc_attr($row['key']), esc_attr($named), checked(ImportWords::isTicked($row), true, false)) : '–';
        $cells = [
            $tick,
            esc_html($row['at'] === '' ? '–' : Words::date($row['at'])),
            esc_html(($isOut ? '−' : '') . $amount),
            self::chosen('named', $row, $isGood && !$isOut ? $row['name'] : '', $row['name']),
            self::chosen('labelled', $row, $isGood ? $row['label'] : '', $row['label']),
            $isGood && !$isOut && $sources !== [] ? self::from($row, $sources, $named) : '',
            esc_html(implode(' ', $told)),
        ];
        $classes = [2 => 'glassjar-sum' . ($isOut ? ' glassjar-out' : ''), 6 => 'glassjar-twice'];
        return '<tr role="row" id="glassjar-line-' . (int) $number . '">' . BooksTable::cells($cells, self::columns(), $classes) . '</tr>';
    }

    /**
     * A name or a text, to be ticked when it may be shown.
     *
     * @param array<string, mixed> $row
     */
    private static function chosen(string $name, array $row, string $choice, string $text): string
    {
        $words = '<bdi>' . esc_html($text) . '</bdi>';
        return trim($choice) === '' ? $words : sprintf(
            '<label><input type="checkbox" name="%s[]" value="%s"><span class="screen-reader-text">%s </span>%s</label>',
            esc_attr($name),
            esc_attr((string) $row['key']),
            esc_html__('Show:', 'glassjar'),
            $words
        );
    }

    /**
     * @param array<string, mixed> $row
     * @param array<string, string> $sources
     */
    private static function from(array $row, array $sources, string $named): string
    {
        $options = '<option value="">' . esc_html__('as chosen below', 'glassjar') . '</option>';
        foreach ($sources as $id => $label) {
            $options .= sprintf('<option value="%s">%s</option>', esc_attr((string) $id), esc_html($label));
        }
        /* translators: %s: which line it is. */
        $label = sprintf(__('Where it came in: %s', 'glassjar'), $named);
        return sprintf('<select name="from[%s]" aria-label="%s">%s</select>', esc_attr((string) $row['key']), esc_attr($label), $options);
    }

    /** Asks what the list does not say, and reads it again. */
    private static function reread(int $id, string $data, bool $hasDates, bool $hasAmounts): string
    {
        $html = '';
        if ($hasDates) {
            $html .= ImportWords::select(self::$options, 'order', __('What comes first in the dates', 'glassjar'), ['dmy' => __('the day', 'glassjar'), 'mdy' => __('the month', 'glassjar')]);
        }
        if ($hasAmounts) {
            $html .= ImportWords::select(self::$options, 'decimal', __('What stands before the cents', 'glassjar'), [',' => __('a comma: 12,50', 'glassjar'), '.' => __('a point: 12.50', 'glassjar')]);
        }
        return $html === '' ? '' : BooksScreen::open($id, 'look', 'glassjar-first') . "$data<div class=\"glassjar-fields\">$html</div><p class=\"glassjar-buttons\"><button class=\"button\">" . esc_html__('Read it again', 'glassjar') . '</button></p>' . Sent::end() . '</form>';
    }

    /** What ticks many at once; of use with scripts only, which show it. */
    private static function all(): string
    {
        return '<p class="glassjar-tools" data-glassjar-all hidden><button type="button" class="button" data-glassjar-tick="1">' . esc_html__('Tick all', 'glassjar')
            . '</button> <button type="button" class="button" data-glassjar-tick="">' . esc_html__('Untick all', 'glassjar') . '</button></p>';
    }

    private static function choices(int $id): string
    {
        $flags = '';
        $labels = [
            'names' => __('Show the names: everyone ticked agreed to be named in public', 'glassjar'),
            'labels' => __('Show the texts: nothing private stands in them', 'glassjar'),
        ];
        foreach ($labels as $name => $label) {
            $flags .= sprintf('<div class="glassjar-field glassjar-flag glassjar-wide"><input type="checkbox" id="glassjar-%1$s" name="%1$s" value="1"%2$s><label for="glassjar-%1$s">%3$s</label></div>', $name, checked((self::$options[$name] ?? false) === true, true, false), esc_html($label));
        }
        $sources = BooksScreen::sources($id);
        $why = in_array('gifts', DocumentBooks::toChoose($id), true) ? BooksLoose::why() : '';
        $source = $sources === [] ? '' : ImportWords::select(self::$options, 'source', __('Where it came in', 'glassjar'), ['' => '–'] + $sources, $why, self::$asked !== '');
        return "<div class=\"glassjar-fields glassjar-first\">$source$flags</div>";
    }

    /** @param string[] $names */
    private static function kept(array $names): string
    {
        $html = '';
        foreach ($names as $name) {
            $html .= sprintf('<input type="hidden" name="%s" value="%s">', esc_attr($name), esc_attr((string) (self::$options[$name] ?? '')));
        }
        return $html;
    }

    private static function back(int $id): string
    {
        return '<a class="button" href="' . esc_url(BooksScreen::url($id)) . '">' . esc_html__('Back, without adding anything', 'glassjar') . '</a>';
    }

    /** @param string[] $keys */
    private static function book(int $id, array $keys): void
    {
        $rows = Importer::preview($id, (string) self::$bytes, self::$options)['rows'];
        $isTicked = array_flip($keys);
        $lacking = array_filter($rows, static function (array $row) use ($isTicked): bool {
            return !$row['isOut'] && isset($isTicked[$row['key']]) && !isset(self::$options['sources'][$row['key']]);
        });
        self::$asked = $lacking === [] ? '' : BooksLoose::fault($id, 'gift+', self::$options['source']);
        if (self::$asked !== '') {
            return;
        }
        try {
            $count = Importer::book($id, (string) self::$bytes, ['keys' => $keys] + self::$options);
        } catch (RefusedEntry $refused) {
            self::$fault = __('A line that was ticked can’t be booked. Nothing was added.', 'glassjar');
            return;
        }
        $known = count(array_filter(array_column($rows, 'known')));
        $bad = count(array_filter($rows, static function (array $row): bool {
            return !$row['known'] && $row['problems'] !== [];
        }));
        $unticked = max(0, count($rows) - $count['booked'] - $known - $bad);
        wp_safe_redirect(add_query_arg('done', implode('-', ['imported', $count['booked'], $known, $unticked, $bad]), BooksScreen::url($id)));
        exit;
    }

    /** The bytes of the list or of the file. */
    private static function sent(string $list): string
    {
        // phpcs:ignore WordPress.Security -- the screen checked the nonce; the file is read and never kept.
        $file = $_FILES['file'] ?? null;
        $isThere = is_array($file) && ($file['error'] ?? 1) === UPLOAD_ERR_OK && is_uploaded_file((string) $file['tmp_name']) && (int) $file['size'] <= self::MOST;
        return $isThere ? (string) file_get_contents((string) $file['tmp_name']) : $list;
    }
}
