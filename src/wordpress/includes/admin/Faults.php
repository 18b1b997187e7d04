<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Core\AmountInput;
use Glassjar\Front\Words;

/** What is said beside a field whose answer can't be taken: what to write instead. Plain text. */
final class Faults
{
    /** @param array<string, mixed> $fault As AmountInput::read tells it. */
    public static function amount(array $fault, string $currency): string
    {
        switch ($fault['kind']) {
            case 'ambiguous':
                /* translators: 1: an amount without signs in it, like "1000"; 2: the same with a decimal sign, like "1,00". */
                return sprintf(__('This can be read in two ways. Write %1$s or %2$s.', 'glassjar'), $fault['whole'], $fault['part']);
            case 'decimals':
                return $fault['decimals'] === 0
                    /* translators: %s: currency. */
                    ? sprintf(__('%s has no cents: write a whole number.', 'glassjar'), $currency)
                    /* translators: 1: currency, 2: a number. */
                    : sprintf(__('%1$s has %2$d digits after the decimal sign, not more.', 'glassjar'), $currency, $fault['decimals']);
            case 'not-positive':
                return __('Write an amount above zero, without a minus.', 'glassjar');
            case 'too-large':
                /* translators: %s: an amount. */
                return sprintf(__('That is more than can be counted here (%s at most).', 'glassjar'), Words::money($fault['limit']->minor, $currency));
            case 'too-small':
                /* translators: %s: an amount. */
                return sprintf(__('Write %s or more.', 'glassjar'), Words::money($fault['limit']->minor, $currency));
            default:
                /* translators: %s: an example amount. */
                return sprintf(__('This is no amount. Write it like %s.', 'glassjar'), Words::money(1250, $currency, true));
        }
    }

    /** Buttons that write into their field what its amount may mean, where it can be read in two ways. The script shows them. */
    public static function choices(string $typed, string $currency): string
    {
        $html = '';
        foreach ((array) preg_split('/[;\r\n]+/', $typed) as $one) {
            foreach ($html === '' ? AmountInput::choices((string) $one, $currency, get_user_locale()) : [] as $text => $amount) {
                $html .= sprintf(
                    '<button type="button" class="button" data-glassjar-writes="%s">%s</button> ',
                    esc_attr(str_replace((string) $one, (string) $text, $typed)),
                    esc_html(Words::money($amount->minor, $currency, true))
                );
            }
        }
        return $html === '' ? '' : "<p class=\"glassjar-meant\" hidden>$html</p>";
    }

    /** @param string $expected A kind of value, as the wire format's reader names it. */
    public static function expected(string $expected): string
    {
        $sentences = [
            'name' => __('Something has to stand here.', 'glassjar'),
            'amount' => __('An amount has to stand here.', 'glassjar'),
            'positive' => __('An amount above zero has to stand here.', 'glassjar'),
            'count' => __('Write a whole number.', 'glassjar'),
            'place' => __('Write a place, from 1 on.', 'glassjar'),
            'date' => __('Write a day that there is, like 2026-05-31.', 'glassjar'),
            'link' => __('Write a whole address, beginning with https://', 'glassjar'),
            'iban' => __('This is no IBAN: its check digits don’t fit. Compare it with your bank’s, sign by sign.', 'glassjar'),
            'currency' => __('Choose a currency.', 'glassjar'),
            'order' => __('The last day is before the first one. Correct one of them.', 'glassjar'),
            'future' => __('This day is still to come: write the day on which this was so.', 'glassjar'),
        ];
        return $sentences[$expected] ?? __('This can’t be taken as it is.', 'glassjar');
    }
}
