<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Books;
use Glassjar\Core\Money;
use Glassjar\Entries;
use Glassjar\Front\Words;

/** The page of one entry of the books: what is known of it, and the forms for what can be done to it. */
final class BooksEntryView
{
    /** @param array<string, string|null> $row */
    public static function view(int $id, array $row): string
    {
        $left = (int) $row['amount'] - Books::takenBack($id, (string) $row['name']);
        $isIn = in_array($row['flow'], ['gift+', 'sale+'], true);
        $isOurs = (int) $row['donation'] === 0;
        $html = '<p><a href="' . esc_url(BooksScreen::url($id)) . '">' . esc_html__('All entries', 'glassjar') . '</a></p><h2>' . esc_html(BooksTable::named($row)) . '</h2>' . self::facts($id, $row, $left);
        if (!$isOurs) {
            $html .= '<p class="glassjar-first">' . esc_html($isIn
                ? __('This came by card. Refund it at Stripe; it comes here by itself.', 'glassjar')
                : __('Stripe told this. What changes there comes here by itself.', 'glassjar')) . '</p>';
        } elseif ($row['reverses'] === '' && $left > 0) {
            $html .= ($isIn ? self::backForm($id, $row, $left) : '') . self::correctForm($id, $row, $left);
        }
        return $html . ($isIn ? self::nameForm($id, $row) : '');
    }

    /** @param array<string, string|null> $row */
    private static function facts(int $id, array $row, int $left): string
    {
        global $wpdb;
        $currency = (string) $row['currency'];
        $facts = [
            __('Number in the books', 'glassjar') => (int) $row['number'] > 0 ? Words::number((int) $row['number']) : '',
            __('What for', 'glassjar') => (string) $row['label'],
            __('Where it came in', 'glassjar') => $row['source'] === '' ? '' : (BooksScreen::sources($id)[(string) $row['source']] ?? (string) $row['source']),
            __('Who gave', 'glassjar') => (string) $row['person_name'],
            __('What they wrote', 'glassjar') => (string) $row['person_message'],
            __('E-mail address', 'glassjar') => (string) $row['person_email'],
            __('Left of it', 'glassjar') => $left < (int) $row['amount'] ? Words::money($left, $currency, true) : '',
        ];
        $html = '';
        foreach (array_filter($facts) as $term => $value) {
            $html .= '<dt>' . esc_html($term) . '</dt><dd><bdi>' . esc_html($value) . '</bdi></dd>';
        }
        $links = $row['reverses'] === '' ? [] : array_filter([BooksEntry::find($id, (string) $row['reverses'])]);
        foreach ($links as $other) {
            $html .= '<dt>' . esc_html__('Takes back', 'glassjar') . '</dt><dd>' . self::link($id, $other) . '</dd>';
        }
        foreach (Entries::select($wpdb->prepare('e.reverses = %s AND e.campaign = %d ORDER BY e.id LIMIT 50', $row['name'], $id)) as $other) {
            $html .= '<dt>' . esc_html__('Taken back by', 'glassjar') . '</dt><dd>' . self::link($id, $other) . '</dd>';
        }
        return $html === '' ? '' : "<dl class=\"glassjar-facts\">$html</dl>";
    }

    /** @param array<string, string|null> $row */
    private static function link(int $id, array $row): string
    {
        return sprintf('<a href="%s">%s</a>', esc_url(BooksEntry::url($id, (string) $row['name'])), esc_html(BooksTable::named($row)));
    }

    /** @param array<string, string|null> $row */
    private static function backForm(int $id, array $row, int $left): string
    {
        $fields = [
            ['path' => 'back.amount', 'kind' => 'amount', 'label' => __('How much', 'glassjar'), 'help' => __('All that is left of it, or a part.', 'glassjar')],
            ['path' => 'back.at', 'kind' => 'date', 'label' => __('On which day', 'glassjar')],
        ];
        $fields = DayAhead::asked($fields, self::typedIn('reverse', 'back'), 1, 'back.');
        $values = ['back' => ['amount' => self::typable($left, $row), 'at' => wp_date('Y-m-d')]];
        return self::form($id, $row, 'reverse', __('Give back', 'glassjar'), $fields, $values, $left, __('It was given back', 'glassjar'), __('The entry stays; another one of its own takes it back.', 'glassjar'), '<input type="hidden" name="reason" value="refund">');
    }

    /** @param array<string, string|null> $row */
    private static function correctForm(int $id, array $row, int $left): string
    {
        $isCost = $row['flow'] === 'cost+';
        $sources = BooksScreen::sources($id);
        $fields = [
            ['path' => 'right.at', 'kind' => 'date', 'label' => __('Date', 'glassjar')],
            ['path' => 'right.amount', 'kind' => 'amount', 'label' => __('Amount', 'glassjar')],
        ];
        if (!$isCost && ($sources !== [] || $row['source'] !== '')) {
            $options = ['' => '–'] + $sources + ($row['source'] === '' ? [] : [(string) $row['source'] => (string) $row['source']]);
            $fields[] = ['path' => 'right.source', 'kind' => 'choice', 'label' => __('Where it came in', 'glassjar'), 'options' => $options];
        }
        $fields[] = ['path' => 'right.label', 'kind' => 'text', 'label' => __('What for', 'glassjar')];
        $fields = DayAhead::asked($fields, self::typedIn('correct', 'right'), 0, 'right.');
        $values = ['right' => ['at' => substr((string) $row['at'], 0, 10), 'amount' => self::typable($left, $row), 'source' => (string) $row['source'], 'label' => (string) $row['label']]];
        $void = BooksScreen::open($id, 'reverse', 'glassjar-void') . self::hidden($row, $left)
            . '<input type="hidden" name="reason" value="void"><p class="glassjar-buttons">' . sprintf(
                '<button class="button" data-glassjar-ask="%s">%s</button>',
                /* translators: %s: an entry, like "Gift, May 22, 2026: €50.00". */
                esc_attr(sprintf(__('Take back “%s”?', 'glassjar'), BooksTable::named($row))),
                esc_html__('It was a mistake: take it back', 'glassjar')
            ) . '</p>' . Sent::end() . '</form>';
        return self::form($id, $row, 'correct', __('Correct', 'glassjar'), $fields, $values, $left, __('Take it back and book it so', 'glassjar'), __('Both stand in the books: what was taken back, and what is right.', 'glassjar'), '', $void);
    }

    /** What was typed into a form that has a fault. @return array<string, string> */
    private static function typedIn(string $do, string $part): array
    {
        $typed = BooksEntry::faults() !== [] && BooksScreen::typed('do') === $do ? (BooksScreen::typedTree()[$part] ?? []) : [];
        return array_filter(is_array($typed) ? $typed : [], 'is_string');
    }

    /** @param array<string, string|null> $row */
    private static function nameForm(int $id, array $row): string
    {
        $fields = [
            ['path' => 'who.name', 'kind' => 'text', 'label' => __('Who gave', 'glassjar'), 'help' => __('Only who agreed to be named in public. Empty: nobody is named.', 'glassjar')],
            ['path' => 'who.message', 'kind' => 'text', 'label' => __('What they wrote', 'glassjar')],
            ['path' => 'who.email', 'kind' => 'text', 'label' => __('E-mail address', 'glassjar'), 'help' => __('Never shown. WordPress’s tools for personal data find the gift by it.', 'glassjar')],
            ['path' => 'who.hideAmount', 'kind' => 'flag', 'label' => __('Don’t show the name beside the amount', 'glassjar'), 'help' => self::hidingHelp()],
        ];
        $values = ['who' => BooksEntry::personOf($row)];
        $erase = (int) $row['person'] === 0 ? '' : BooksScreen::open($id, 'erase', 'glassjar-erase') . '<input type="hidden" name="entry" value="' . esc_attr((string) $row['name']) . '"><p class="glassjar-buttons">' . sprintf(
            '<button class="button" data-glassjar-ask="%s">%s</button>',
            esc_attr__('Erase the name, the message and the e-mail address?', 'glassjar'),
            esc_html__('Erase who gave', 'glassjar')
        ) . '</p>' . Sent::end() . '</form>';
        return self::form($id, $row, 'name', __('Who gave', 'glassjar'), $fields, $values, BooksEntry::stamp($row), __('Save who gave', 'glassjar'), __('No sum changes by it.', 'glassjar'), '', $erase);
    }

    /**
     * @param array<string, string|null> $row
     * @param array<int, array<string, mixed>> $fields
     * @param array<string, mixed> $values
     * @param int|string $stamp What it was made from.
     */
    private static function form(int $id, array $row, string $do, string $title, array $fields, array $values, $stamp, string $button, string $intro, string $hidden, string $more = ''): string
    {
        $isTyped = BooksEntry::faults() !== [] && BooksScreen::typed('do') === $do;
        $view = new FormView($isTyped ? BooksScreen::typedTree() : $values, $isTyped ? BooksEntry::faults() : [], true, (string) $row['currency']);
        $html = '';
        foreach ($fields as $field) {
            $html .= $view->field($field, $field['path']);
        }
        return '<section class="glassjar-first"><h3>' . esc_html($title) . '</h3><p>' . esc_html($intro) . '</p>' . BooksScreen::open($id, $do, 'glassjar-' . $do, BooksEntry::url($id, (string) $row['name']))
            . self::hidden($row, $stamp) . $hidden . '<input type="hidden" name="key" value="' . esc_attr(wp_generate_uuid4()) . "\"><div class=\"glassjar-fields\">$html</div>"
            . '<p class="glassjar-buttons"><button class="button button-primary">' . esc_html($button) . '</button></p>' . Sent::end() . "</form>$more</section>";
    }

    /**
     * @param array<string, string|null> $row
     * @param int|string $stamp
     */
    private static function hidden(array $row, $stamp): string
    {
        return sprintf('<input type="hidden" name="entry" value="%s"><input type="hidden" name="stamp" value="%s">', esc_attr((string) $row['name']), esc_attr((string) $stamp));
    }

    /** An amount as it stands in a field. @param array<string, string|null> $row */
    private static function typable(int $minor, array $row): string
    {
        return FormView::amount((new Money($minor, (string) $row['currency']))->text(), (string) $row['currency']);
    }

    /** What hiding does, and what it doesn't. */
    public static function hidingHelp(): string
    {
        return __('Readers see them apart. Whoever reads this site’s public data can still find which name goes with which amount: leave the name empty if nobody may.', 'glassjar');
    }
}
