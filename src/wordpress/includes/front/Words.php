<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Core\AmountInput;
use Glassjar\Core\Calendar;
use Glassjar\Core\Currency;
use Glassjar\Core\Money;

/** Figures and dates in the site's language, as plain text: escaped where it is put into HTML. Works without intl. */
final class Words
{
    /** The signs that part thousands, by language; most of the world has the point or a narrow blank. */
    private const GROUPS = ['.' => "\u{a0}", ',' => '.'];

    private const BLANK_GROUPS = '/^(?:fr|nb|nn|no|sv|fi|pl|cs|sk|ru|uk|bg|hu|et|lv|lt)\b/';

    /** An amount of minor units: `12.480 €`, `€12,480`; with decimals only when there are some. */
    public static function money(int $minor, string $currency, bool $isExact = false): string
    {
        $text = (new Money(abs($minor), $currency))->text();
        [$whole, $fraction] = array_pad(explode('.', $text), 2, '');
        $isRound = !$isExact && trim($fraction, '0') === '';
        $number = self::group($whole) . ($isRound || $fraction === '' ? '' : self::decimal() . $fraction);
        $sign = Currency::sign($currency);
        $minus = $minor < 0 ? "\u{2212}" : '';
        $isBefore = preg_match('/^(?:en|zh|ja|ko|he|hi|th)(?![a-z])/', self::locale()) === 1;
        // A code of letters is parted from its number, a sign in front is not.
        if (!$isBefore) {
            return "$minus$number\u{a0}$sign";
        }
        return $minus . $sign . (preg_match('/^[A-Z]{3}\z/', $sign) === 1 ? "\u{a0}" : '') . $number;
    }

    /** An amount of the wire format (`7.68`) in words; the text itself when it is none. */
    public static function amount(string $amount, string $currency): string
    {
        $money = Money::parse($amount, $currency);
        return $money === null ? $amount : self::money($money->minor, $currency);
    }

    /** A whole number: `12.800`. */
    public static function number(int $number): string
    {
        return ($number < 0 ? "\u{2212}" : '') . self::group((string) abs($number));
    }

    /** A value with how well it is known: "at least 12,800". */
    public static function bounded(string $value, string $bound): string
    {
        if ($bound === 'at-least') {
            /* translators: %s: an amount or a number that is known only as a lower bound. */
            return sprintf(__('at least %s', 'glassjar'), $value);
        }
        /* translators: %s: an amount or a number that is known only roughly. */
        return $bound === 'about' ? sprintf(__('about %s', 'glassjar'), $value) : $value;
    }

    /** A date of the wire format as the campaign wrote it, in its own time: `22. Mai 2026`, `22. Mai 2026, 14:50`. */
    public static function date(string $date): string
    {
        if (!Calendar::isDate($date)) {
            return '';
        }
        $noon = gmmktime(12, 0, 0, (int) substr($date, 5, 2), (int) substr($date, 8, 2), (int) substr($date, 0, 4));
        $day = wp_date((string) get_option('date_format', 'F j, Y'), (int) $noon, new \DateTimeZone('UTC'));
        return $day . (Calendar::isInstant($date) ? ', ' . substr($date, 11, 5) : '');
    }

    /** The site's locale as WordPress has it: `de_DE_formal`. */
    public static function locale(): string
    {
        return determine_locale();
    }

    /** Whether the site's language addresses its reader formally. */
    public static function isFormal(): bool
    {
        return substr(self::locale(), -7) === '_formal';
    }

    private static function decimal(): string
    {
        return AmountInput::decimalSign(self::locale());
    }

    private static function group(string $digits): string
    {
        $locale = self::locale();
        $sign = ',';
        if (preg_match('/^(?:de|it)_(?:CH|LI)/', $locale) === 1) {
            $sign = "\u{2019}";
        } elseif (preg_match(self::BLANK_GROUPS, $locale) === 1) {
            $sign = self::GROUPS['.'];
        } elseif (self::decimal() === ',') {
            $sign = self::GROUPS[','];
        }
        return (string) preg_replace('/\B(?=(?:[0-9]{3})+\z)/', $sign, $digits);
    }
}
