<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Books;
use Glassjar\Campaign;
use Glassjar\Core\AmountInput;
use Glassjar\Core\Calendar;
use Glassjar\Core\Money;
use Glassjar\Core\Text;
use Glassjar\Entries;
use Glassjar\Front\Words;
use Glassjar\People;
use Glassjar\Refusal;
use Glassjar\RefusedEntry;

/**
 * One entry of the books: what is known of it, giving it back in whole or in part, mending it by two entries, and who gave. What came
 * through a payment is given back where it was paid, and comes here by itself.
 */
final class BooksEntry
{
    /** @var array<string, string> By place. */
    private static $faults = [];

    public static function url(int $id, string $name): string
    {
        return add_query_arg('entry', $name, BooksScreen::url($id));
    }

    /** The entry that is looked at; null for none. @return array<string, string|null>|null */
    public static function asked(int $id): ?array
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- read only.
        $name = is_string($_GET['entry'] ?? null) ? $_GET['entry'] : '';
        return preg_match('/^e[0-9a-f]{16}\z/', $name) === 1 ? self::find($id, $name) : null;
    }

    /** Whether something that was typed can't be taken. */
    public static function isAtFault(): bool
    {
        return self::$faults !== [];
    }

    /**
     * Does what a form of an entry asks for.
     *
     * @param array<string, mixed> $sent
     * @return string A word for what was done; '' when something typed can't be taken.
     */
    public static function take(int $id, string $do, array $sent): string
    {
        $name = is_string($sent['entry'] ?? null) ? $sent['entry'] : '';
        $row = self::find($id, $name);
        if ($row === null) {
            return 'gone';
        }
        try {
            switch ($do) {
                case 'reverse':
                    return self::reverse($id, $row, $sent);
                case 'correct':
                    return self::correct($id, $row, $sent);
                case 'name':
                    return self::name($id, $row, $sent);
                default:
                    return self::erase($row);
            }
        } catch (Refusal $refused) {
            return 'meanwhile';
        } catch (RefusedEntry $refused) {
            if ($refused->field === 'amount' && $refused->expected === 'other') {
                return 'same';
            }
            return $refused->field === 'donation' ? 'provider' : 'gone';
        }
    }

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

    /** @return array<string, string|null>|null */
    private static function find(int $id, string $name): ?array
    {
        global $wpdb;
        return Entries::select($wpdb->prepare('e.campaign = %d AND e.name = %s', $id, $name))[0] ?? null;
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
        $links = $row['reverses'] === '' ? [] : array_filter([self::find($id, (string) $row['reverses'])]);
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
        return sprintf('<a href="%s">%s</a>', esc_url(self::url($id, (string) $row['name'])), esc_html(BooksTable::named($row)));
    }

    /** @param array<string, string|null> $row */
    private static function backForm(int $id, array $row, int $left): string
    {
        $fields = [
            ['path' => 'back.amount', 'kind' => 'amount', 'label' => __('How much', 'glassjar'), 'help' => __('All that is left of it, or a part.', 'glassjar')],
            ['path' => 'back.at', 'kind' => 'date', 'label' => __('On which day', 'glassjar')],
        ];
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

    /** @param array<string, string|null> $row */
    private static function nameForm(int $id, array $row): string
    {
        $fields = [
            ['path' => 'who.name', 'kind' => 'text', 'label' => __('Who gave', 'glassjar'), 'help' => __('Only who agreed to be named in public. Empty: nobody is named.', 'glassjar')],
            ['path' => 'who.message', 'kind' => 'text', 'label' => __('What they wrote', 'glassjar')],
            ['path' => 'who.email', 'kind' => 'text', 'label' => __('E-mail address', 'glassjar'), 'help' => __('Never shown. WordPress’s tools for personal data find the gift by it.', 'glassjar')],
            ['path' => 'who.hideAmount', 'kind' => 'flag', 'label' => __('Don’t show the name beside the amount', 'glassjar')],
        ];
        $values = ['who' => self::personOf($row)];
        $erase = (int) $row['person'] === 0 ? '' : BooksScreen::open($id, 'erase', 'glassjar-erase') . '<input type="hidden" name="entry" value="' . esc_attr((string) $row['name']) . '"><p class="glassjar-buttons">' . sprintf(
            '<button class="button" data-glassjar-ask="%s">%s</button>',
            esc_attr__('Erase the name, the message and the e-mail address?', 'glassjar'),
            esc_html__('Erase who gave', 'glassjar')
        ) . '</p>' . Sent::end() . '</form>';
        return self::form($id, $row, 'name', __('Who gave', 'glassjar'), $fields, $values, self::stamp($row), __('Save who gave', 'glassjar'), __('No sum changes by it.', 'glassjar'), '', $erase);
    }

    /**
     * @param array<string, string|null> $row
     * @param array<int, array<string, mixed>> $fields
     * @param array<string, mixed> $values
     * @param int|string $stamp What it was made from.
     */
    private static function form(int $id, array $row, string $do, string $title, array $fields, array $values, $stamp, string $button, string $intro, string $hidden, string $more = ''): string
    {
        $isTyped = self::$faults !== [] && BooksScreen::typed('do') === $do;
        $view = new FormView($isTyped ? BooksScreen::typedTree() : $values, $isTyped ? self::$faults : [], true, (string) $row['currency']);
        $html = '';
        foreach ($fields as $field) {
            $html .= $view->field($field, $field['path']);
        }
        return '<section class="glassjar-first"><h3>' . esc_html($title) . '</h3><p>' . esc_html($intro) . '</p>' . BooksScreen::open($id, $do, 'glassjar-' . $do, self::url($id, (string) $row['name']))
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

    /** @param array<string, string|null> $row @return array{name: string, message: string, email: string, hideAmount: string} */
    private static function personOf(array $row): array
    {
        return [
            'name' => (string) $row['person_name'],
            'message' => (string) $row['person_message'],
            'email' => (string) $row['person_email'],
            'hideAmount' => (int) $row['hide_amount'] === 1 ? '1' : '',
        ];
    }

    /** What is known of who gave, in short: another treasurer may have changed it meanwhile. @param array<string, string|null> $row */
    private static function stamp(array $row): string
    {
        return md5((string) wp_json_encode(self::personOf($row)));
    }

    /**
     * @param array<string, mixed> $sent
     * @return array<string, string>
     */
    private static function part(array $sent, string $part): array
    {
        $fields = $sent['glassjar'][$part] ?? [];
        return array_map(static function ($value): string {
            return is_string($value) ? Text::clean($value) : '';
        }, is_array($fields) ? $fields : []);
    }

    /**
     * @param array<string, string|null> $row
     * @param array<string, mixed> $sent
     */
    private static function reverse(int $id, array $row, array $sent): string
    {
        if ((int) $row['donation'] > 0) {
            return 'provider';
        }
        $stamp = is_string($sent['stamp'] ?? null) ? (int) $sent['stamp'] : 0;
        $taken = (int) $row['amount'] - $stamp;
        $isRefund = ($sent['reason'] ?? '') === 'refund' && in_array($row['flow'], ['gift+', 'sale+'], true);
        $amount = new Money($stamp, (string) $row['currency']);
        $at = '';
        if ($isRefund) {
            $typed = self::part($sent, 'back') + ['amount' => '', 'at' => ''];
            $amount = self::amount('back.amount', $typed['amount'], $row);
            $at = self::day('back.at', $typed['at']);
            if ($amount !== null && $amount->minor > $stamp) {
                /* translators: %s: an amount. */
                self::$faults['back.amount'] = sprintf(__('No more than %s is left of it.', 'glassjar'), Words::money($stamp, $amount->currency, true));
            }
            if (self::$faults !== []) {
                return '';
            }
        }
        // The same for whoever looked at the same: a second click, and a second treasurer, give nothing back twice.
        $done = Books::reverse($id, (string) $row['name'], $isRefund ? 'refund' : 'void', "form-reverse:{$row['name']}:$taken", $amount, (string) $at);
        return $done['isNew'] ? 'reversed' : 'already';
    }

    /**
     * @param array<string, string|null> $row
     * @param array<string, mixed> $sent
     */
    private static function correct(int $id, array $row, array $sent): string
    {
        $typed = self::part($sent, 'right');
        $amount = self::amount('right.amount', $typed['amount'] ?? '', $row);
        $at = self::day('right.at', $typed['at'] ?? '');
        $changes = array_intersect_key($typed, ['source' => 1, 'label' => 1]);
        if (($changes['source'] ?? '') !== '' && $changes['source'] !== $row['source'] && !array_key_exists($changes['source'], BooksScreen::sources($id))) {
            self::$faults['right.source'] = Faults::expected('name');
        }
        if (self::$faults !== [] || $amount === null || $at === null) {
            return '';
        }
        // A time of day that the field can't hold stays, when the day does.
        $changes += ['amount' => $amount->text()] + ($at === substr((string) $row['at'], 0, 10) ? [] : ['at' => $at]);
        $left = is_string($sent['stamp'] ?? null) ? (int) $sent['stamp'] : 0;
        $done = Books::correct($id, (string) $row['name'], $changes, (int) $row['amount'] - $left, 'form-correct:' . BooksScreen::key());
        return $done['isNew'] ? 'corrected' : 'already';
    }

    /**
     * @param array<string, string|null> $row
     * @param array<string, mixed> $sent
     */
    private static function name(int $id, array $row, array $sent): string
    {
        if (($sent['stamp'] ?? '') !== self::stamp($row)) {
            return 'meanwhile';
        }
        $typed = self::part($sent, 'who') + ['name' => '', 'message' => '', 'email' => '', 'hideAmount' => ''];
        if ($typed['email'] !== '' && !is_email($typed['email'])) {
            self::$faults['who.email'] = __('This is no e-mail address.', 'glassjar');
            return '';
        }
        Books::name($id, (string) $row['name'], ['hideAmount' => $typed['hideAmount'] === '1'] + $typed);
        return 'named';
    }

    /** @param array<string, string|null> $row */
    private static function erase(array $row): string
    {
        if ((int) $row['person'] === 0) {
            return 'gone';
        }
        People::erase((int) $row['person']);
        return 'erased';
    }

    /** @param array<string, string|null> $row */
    private static function amount(string $place, string $typed, array $row): ?Money
    {
        $read = AmountInput::read($typed, (string) $row['currency'], get_user_locale());
        if (isset($read['fault'])) {
            self::$faults[$place] = Faults::amount($read['fault'], (string) $row['currency']);
        }
        return $read['amount'] ?? null;
    }

    private static function day(string $place, string $typed): ?string
    {
        if (Calendar::isDate($typed)) {
            return $typed;
        }
        self::$faults[$place] = Faults::expected('date');
        return null;
    }
}
