<?php

declare(strict_types=1);

namespace Glassjar\Core;

/** The countries of SEPA with the length of their IBANs, as src/core/sepa.ts has them with their sources. */
final class Sepa
{
    /** The European Economic Area, where a transfer needs no BIC. */
    private const IN_EEA = 'AT20 BE16 BG22 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GR27 HR21 HU28 IE22 IS26 IT27 LI21 LT20 LU20 LV21'
        . ' MT31 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24';

    private const OUTSIDE_EEA = 'AD24 AL28 CH21 GB22 GI23 MC27 MD24 ME22 MK19 RS22 SM27 VA22';

    /**
     * What SEPA knows of an IBAN's country, or null where the account is not in SEPA.
     *
     * @return array{length: int, needsBic: bool}|null
     */
    public static function countryOf(string $iban): ?array
    {
        if (preg_match('/^[A-Z]{2}/', $iban, $match) !== 1) {
            return null;
        }
        foreach ([self::IN_EEA, self::OUTSIDE_EEA] as $needsBic => $countries) {
            if (preg_match("/\\b{$match[0]}([0-9]{2})/", $countries, $found) === 1) {
                return ['length' => (int) $found[1], 'needsBic' => (bool) $needsBic];
            }
        }
        return null;
    }
}
