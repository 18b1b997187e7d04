<?php

declare(strict_types=1);

namespace Glassjar\Core;

/** ISO 4217: which currencies there are, and how many decimals each has. */
final class Currency
{
    /** By decimals. Those with two are the rest of the list; ISO's units of banks and metals are not in it. */
    private const DECIMALS = [
        0 => 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
        3 => 'BHD IQD JOD KWD LYD OMR TND',
        4 => 'CLF UYW',
        2 => 'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC'
            . ' CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR'
            . ' IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD'
            . ' NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN'
            . ' SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD XCG XDR XSU YER ZAR ZMW ZWG ZWL',
    ];

    /** Signs by which people name a currency beside an amount. */
    private const SIGNS = [
        'EUR' => '€', 'GBP' => '£', 'USD' => '$', 'JPY' => '¥', 'CNY' => '¥', 'INR' => '₹', 'ILS' => '₪', 'KRW' => '₩', 'UAH' => '₴',
        'TRY' => '₺', 'VND' => '₫', 'PHP' => '₱', 'NGN' => '₦', 'PLN' => 'zł', 'CZK' => 'Kč', 'HUF' => 'Ft', 'SEK' => 'kr',
        'NOK' => 'kr', 'DKK' => 'kr.', 'ISK' => 'kr', 'BRL' => 'R$', 'CAD' => '$', 'AUD' => '$', 'NZD' => '$', 'RON' => 'lei',
        'BGN' => 'лв.', 'RUB' => '₽', 'GEL' => '₾', 'KZT' => '₸',
    ];

    /** Decimals of the currency's minor unit, or null for no currency. */
    public static function decimals(string $currency): ?int
    {
        if (preg_match('/^[A-Z]{3}\z/', $currency) !== 1) {
            return null;
        }
        foreach (self::DECIMALS as $decimals => $codes) {
            if (strpos($codes, $currency) !== false) {
                return $decimals;
            }
        }
        return null;
    }

    /** `€`, or the code itself where people use no sign. */
    public static function sign(string $currency): string
    {
        return self::SIGNS[$currency] ?? $currency;
    }

    /**
     * All codes, for a list to choose from.
     *
     * @return string[]
     */
    public static function codes(): array
    {
        $codes = explode(' ', implode(' ', self::DECIMALS));
        sort($codes);
        return $codes;
    }
}
