<?php

declare(strict_types=1);

namespace Glassjar\Core;

/**
 * Reads an amount as people write it: `12`, `12,50`, `1.234,56`, `1,234.56`, `1 234`, `50,-`, `50 €`, `٥٠`. What can be read in two
 * ways is refused and never guessed. The rules are src/core/amount-input.ts's, case for case.
 */
final class AmountInput
{
    /** Where each script's digits begin. */
    private const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10];

    /** What people call a currency beside its code and its sign. */
    private const NAMES = [
        'EUR' => '€ euro euros',
        'GBP' => '£ pound pounds pfund',
        'USD' => '$ us$ dollar dollars',
        'CHF' => 'fr fr. sfr sfr. franken francs franc',
        'JPY' => '¥ ￥ yen 円',
        'SEK' => 'kr kr. kronor krona kronen',
        'NOK' => 'kr kr. kroner krone kronen',
        'DKK' => 'kr kr. kroner krone kronen',
        'ISK' => 'kr kr. krónur króna kronen',
        'PLN' => 'zł zloty złoty złotych',
        'CZK' => 'kč kronen koruna korun',
        'HUF' => 'ft ft. forint forints',
    ];

    /** Marks that nobody sees and that mean nothing within a number. Overrides of the direction change what is seen. */
    private const UNSEEN = '/[\x{ad}\x{61c}\x{200b}-\x{200f}\x{2060}\x{feff}]/u';

    private const MAX_WHOLE = 999999999;

    /**
     * @param string $locale Whose way of writing the fault's suggestions follow: BCP 47 or WordPress's own (`de_DE`).
     * @param array{minimum?: ?int, maximum?: ?int, step?: int} $limits In minor units.
     * @return array{amount: Money}|array{fault: array{kind: string, whole?: string, part?: string, decimals?: int, limit?: Money}}
     *     Kinds of faults: `empty`, `unreadable`, `ambiguous`, `not-positive`, `decimals`, `too-small`, `too-large`, `step`.
     */
    public static function read(string $text, string $currency, string $locale, array $limits = []): array
    {
        $text = Text::trim((string) preg_replace(self::UNSEEN, '', Text::compose(Text::wellFormed($text))));
        $plain = self::plainDigits(self::bare($text, $currency));
        if ($plain === '') {
            return self::fault('empty');
        }
        if ($plain === null) {
            return self::fault('unreadable');
        }
        if (preg_match('/^[-\x{2212}\x{2013}][' . Text::SPACE . ']*[0-9]/u', $plain) === 1) {
            return self::fault('not-positive');
        }
        $parts = self::split($plain);
        if ($parts === null) {
            return self::fault('unreadable');
        }
        [$whole, $fraction, $isAmbiguous] = $parts;
        $decimals = (int) Currency::decimals($currency);
        if ($isAmbiguous && $decimals > 0) {
            // A zero in front makes three decimals readable in one way: no thousands begin with it.
            $part = ($decimals > 2 ? '0' : '') . $whole . self::decimalSign($locale) . substr($fraction, 0, $decimals);
            return ['fault' => ['kind' => 'ambiguous', 'whole' => $whole . $fraction, 'part' => $part]];
        }
        // Behind a yen there is nothing: what a sign parts are thousands.
        if ($isAmbiguous) {
            [$whole, $fraction] = [$whole . $fraction, ''];
        }
        if (strlen($fraction) > $decimals) {
            return ['fault' => ['kind' => 'decimals', 'decimals' => $decimals]];
        }
        $digits = (string) preg_replace('/^0+(?=[0-9])/', '', $whole);
        $amount = strlen($digits) > 15 ? null : Money::parse($fraction !== '' ? "$digits.$fraction" : $digits, $currency);
        if ($amount === null) {
            return ['fault' => ['kind' => 'too-large', 'limit' => self::largest($currency, $limits)]];
        }
        return self::within($amount, $limits);
    }

    /**
     * What a text may mean that can be read in two ways: amounts, by a text that means nothing else. Empty for any other text.
     *
     * @return array<string, Money>
     */
    public static function choices(string $text, string $currency, string $locale): array
    {
        $fault = Currency::decimals($currency) === null ? [] : (self::read($text, $currency, $locale)['fault'] ?? []);
        $choices = [];
        foreach (array_intersect_key($fault, ['whole' => true, 'part' => true]) as $one) {
            $amount = self::read((string) $one, $currency, $locale)['amount'] ?? null;
            if ($amount !== null) {
                $choices[(string) $one] = $amount;
            }
        }
        return $choices;
    }

    /**
     * Holds an amount against the limits.
     *
     * @param array{minimum?: ?int, maximum?: ?int, step?: int} $limits In minor units.
     * @return array{amount: Money}|array{fault: array{kind: string, limit?: Money}}
     */
    public static function within(Money $amount, array $limits): array
    {
        $minimum = $limits['minimum'] ?? null;
        $step = $limits['step'] ?? 1;
        $maximum = self::largest($amount->currency, $limits);
        if ($amount->minor <= 0) {
            return self::fault('not-positive');
        }
        if ($minimum !== null && $amount->minor < $minimum) {
            return ['fault' => ['kind' => 'too-small', 'limit' => new Money($minimum, $amount->currency)]];
        }
        if ($amount->minor > $maximum->minor) {
            return ['fault' => ['kind' => 'too-large', 'limit' => $maximum]];
        }
        if ($amount->minor % $step !== 0) {
            return ['fault' => ['kind' => 'step', 'limit' => new Money($step, $amount->currency)]];
        }
        return ['amount' => $amount];
    }

    /** How a locale writes decimals. Most of the world has the comma; these have the point. */
    public static function decimalSign(string $locale): string
    {
        if (preg_match('/^(?:de|fr|it)[_-](?:CH|LI)|^es[_-](?:MX|US|PR|GT|HN|NI|PA|PE|SV|DO|CU)/', $locale) === 1) {
            return strpos($locale, 'fr') === 0 ? ',' : '.';
        }
        if (preg_match('/^ar(?:[_-](?:EG|SA|IQ|SY|YE))?\b|^(?:fa|ckb|ps|ur[_-]IN)\b/', $locale) === 1) {
            return "\u{66b}";
        }
        return preg_match('/^(?:en(?![_-]ZA)|zh|ja|ko|th|hi|bn|he|ta|te|mr|ms|sw|cy|ga|mt|my|si|km|am|ne|pa|gu|kn|ml)(?![a-z])/', $locale) === 1
            ? '.'
            : ',';
    }

    /** @return array{fault: array{kind: string}} */
    private static function fault(string $kind): array
    {
        return ['fault' => ['kind' => $kind]];
    }

    /** @param array{minimum?: ?int, maximum?: ?int, step?: int} $limits */
    private static function largest(string $currency, array $limits): Money
    {
        $maximum = $limits['maximum'] ?? null;
        return $maximum !== null ? new Money($maximum, $currency) : Money::parse((string) self::MAX_WHOLE, $currency);
    }

    /** Without the campaign's own currency, at the ends alone, and without the dash that stands for no cents: `50,-`. */
    private static function bare(string $text, string $currency): string
    {
        $names = self::NAMES[$currency] ?? (substr($currency, -1) === 'D' ? '$ dollar dollars' : '');
        $known = array_filter(array_merge([$currency, Currency::sign($currency)], explode(' ', $names)));
        $own = self::alternatives($known);
        $space = '[' . Text::SPACE . ']';
        $rest = (string) preg_replace('/^([-\x{2212}\x{2013}]?' . $space . '*)(?:' . $own . ')(?!\p{L})' . $space . '*/iu', '$1', $text);
        $rest = Text::trim((string) preg_replace('/(\P{L})(?:' . $own . ')\z/iu', '$1', $rest));
        $decimals = (int) Currency::decimals($currency);
        $signs = self::alternatives(array_filter($known, static function (string $name): bool {
            return preg_match('/[\p{L}.]/u', $name) !== 1;
        }));
        // In France and Portugal the sign may stand where the decimals begin. Whoever means something else doesn't end so.
        if ($signs !== '' && $decimals > 0) {
            $rest = (string) preg_replace('/(\p{Nd})(?:' . $signs . ')(\p{Nd}{' . $decimals . '})\z/u', "\$1\u{66b}\$2", $rest);
        }
        return (string) preg_replace('/(\p{Nd})[.,]' . $space . '?[-\x{2212}\x{2013}\x{2014}]{1,2}\z/u', "\$1\u{66b}", $rest);
    }

    /**
     * Literal texts as a pattern, the longest first.
     *
     * @param string[] $texts
     */
    private static function alternatives(array $texts): string
    {
        usort($texts, static function (string $a, string $b): int {
            return strlen($b) <=> strlen($a);
        });
        return implode('|', array_map(static function (string $text): string {
            return preg_quote($text, '/');
        }, $texts));
    }

    /** With Latin digits, or null where two scripts' digits stand in one amount: nobody writes that, but a lookalike may. */
    private static function plainDigits(string $text): ?string
    {
        $used = [];
        $latin = preg_replace_callback(
            '/\p{Nd}/u',
            static function (array $match) use (&$used): string {
                $code = Text::codePoint($match[0]);
                foreach (self::ZEROS as $zero) {
                    if ($code >= $zero && $code < $zero + 10) {
                        $used[$zero] = true;
                        return (string) ($code - $zero);
                    }
                }
                $used[-1] = true;
                return 'x';
            },
            str_replace(["\u{ff0c}", "\u{ff0e}"], [',', '.'], $text)
        );
        return count($used) > 1 ? null : (string) $latin;
    }

    /**
     * Parts an amount at its decimals, or answers null for what is none. Points and commas part thousands or decimals; blanks,
     * apostrophes and Arabic's U+066C only thousands; Arabic's U+066B only decimals.
     *
     * @return array{string, string, bool}|null
     */
    private static function split(string $text): ?array
    {
        $pattern = '/^([0-9][0-9.,' . Text::SPACE . '\'\x{2019}\x{66c}]*?)(?:([.,\x{66b}])([0-9]*))?\z/u';
        if (preg_match($pattern, $text, $match) !== 1) {
            return null;
        }
        $head = $match[1];
        $mark = $match[2] ?? '';
        $tail = $match[3] ?? '';
        $sign = preg_match('/[^0-9]/u', $head, $found) === 1 ? $found[0] : '';
        // The same sign all along parts thousands: 1.000.000.
        $whole = $sign === '' ? $head : self::ungroup($sign === $mark ? $text : $head, $sign);
        if ($whole === null) {
            return null;
        }
        if ($mark === '' || $sign === $mark) {
            return [$whole, '', false];
        }
        $isEither = $mark !== "\u{66b}" && $sign === '' && strlen($tail) === 3 && strlen($whole) <= 3 && $whole[0] !== '0';
        return [$whole, $tail, $isEither];
    }

    /** Digits whose thousands are parted by a sign (in India hundreds above the first thousand); null where the groups are none. */
    private static function ungroup(string $text, string $sign): ?string
    {
        $plain = str_replace($sign, ' ', $text);
        $areGroups = preg_match('/^[1-9][0-9]{0,2}(?: [0-9]{3})+\z/', $plain) === 1
            || ($sign === ',' && preg_match('/^[1-9][0-9]?(?: [0-9]{2})* [0-9]{3}\z/', $plain) === 1);
        return $areGroups ? str_replace(' ', '', $plain) : null;
    }
}
