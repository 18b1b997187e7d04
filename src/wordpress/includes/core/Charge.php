<?php

declare(strict_types=1);

namespace Glassjar\Core;

/** Amounts as Stripe counts them (docs.stripe.com/currencies). Its exponents are not ISO 4217's; see src/core/charge.ts. */
final class Charge
{
    private const ZERO_DECIMAL = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF';

    /** Whole units, but sent with two zeros behind: 5 UGX are 500. */
    private const ZEROS_BEHIND = 'ISK UGX';

    private const THREE_DECIMAL = 'BHD JOD KWD OMR TND';

    private const WHOLE_PAYOUTS = 'HUF ISK TWD UGX';

    /** The least that Stripe takes in one charge, in minor units of ISO 4217. */
    private const LEAST = [
        'AED' => 200, 'AUD' => 50, 'BRL' => 50, 'CAD' => 50, 'CHF' => 50, 'CZK' => 1500, 'DKK' => 250, 'EUR' => 50, 'GBP' => 30,
        'HKD' => 400, 'HUF' => 17500, 'INR' => 50, 'JPY' => 50, 'MXN' => 1000, 'MYR' => 200, 'NOK' => 300, 'NZD' => 50, 'PLN' => 200,
        'RON' => 200, 'SEK' => 300, 'SGD' => 50, 'THB' => 1000, 'USD' => 50,
    ];

    /** Stripe's eight digits: more is refused by most ways of paying other than cards. */
    private const MOST = 99999999;

    /**
     * How Stripe counts a currency, or null for one that it doesn't take. `charged` of its units are `minor` of ISO 4217's; amounts
     * and payouts are multiples of the steps, in minor units.
     *
     * @return array{charged: int, minor: int, step: int, payoutStep: int, minimum: ?int, maximum: int}|null
     */
    public static function rule(string $currency): ?array
    {
        $decimals = Currency::decimals($currency);
        if ($decimals === null || $decimals > 3 || ($decimals === 3 && !self::has(self::THREE_DECIMAL, $currency))) {
            return null;
        }
        $charged = self::has(self::ZEROS_BEHIND, $currency) ? 100 : 1;
        $minor = $charged === 1 && self::has(self::ZERO_DECIMAL, $currency) ? 10 ** $decimals : 1;
        $step = $decimals === 3 ? 10 : $minor;
        return [
            'charged' => $charged,
            'minor' => $minor,
            'step' => $step,
            'payoutStep' => self::has(self::WHOLE_PAYOUTS, $currency) ? 10 ** $decimals : $step,
            'minimum' => self::LEAST[$currency] ?? null,
            'maximum' => intdiv(intdiv(self::MOST * $minor, $charged), $step) * $step,
        ];
    }

    /**
     * The integer by which Stripe is asked for an amount. Never rounds: what Stripe can't charge exactly is refused.
     *
     * @throws Invalid For a currency or an amount that Stripe doesn't take.
     */
    public static function to(Money $amount): int
    {
        $rule = self::rule($amount->currency);
        $minor = $amount->minor;
        if ($rule === null) {
            throw new Invalid("{$amount->currency} can't be charged by Stripe");
        }
        if ($minor <= 0 || $minor % $rule['step'] !== 0 || $minor > $rule['maximum'] || $minor < (int) $rule['minimum']) {
            throw new Invalid("$minor minor units of {$amount->currency} can't be charged");
        }
        return intdiv($minor, $rule['minor']) * $rule['charged'];
    }

    /**
     * The amount that an integer of Stripe's means.
     *
     * @param string $currency In capitals or as Stripe sends it, in small letters.
     * @throws Invalid For a currency that Stripe doesn't take and for what is no whole number of minor units.
     */
    public static function from(int $charged, string $currency): Money
    {
        $code = strtoupper($currency);
        $rule = self::rule($code);
        if ($rule === null || $charged % $rule['charged'] !== 0) {
            throw new Invalid("Stripe can't have meant $charged $code");
        }
        return new Money(Money::times(intdiv($charged, $rule['charged']), $rule['minor']), $code);
    }

    private static function has(string $codes, string $currency): bool
    {
        return strpos($codes, $currency) !== false;
    }
}
