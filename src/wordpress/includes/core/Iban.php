<?php

declare(strict_types=1);

namespace Glassjar\Core;

/** International bank account numbers (ISO 13616) and creditor references (ISO 11649): both checked by ISO 7064, mod 97-10. */
final class Iban
{
    /** An IBAN without blanks and in capitals, or null when its form or its check digits are wrong. */
    public static function parse(string $text): ?string
    {
        $bare = self::withoutUnseen($text);
        // Without /u, so that "ſ" is not taken for an S. RF begins a creditor reference.
        if (preg_match('/^(?!RF)[A-Z]{2}(?!0[01]|99)[0-9]{2}[A-Z0-9]{11,30}\z/i', $bare) !== 1) {
            return null;
        }
        $iban = strtoupper($bare);
        return self::mod97($iban) === 1 ? $iban : null;
    }

    /** In groups of four, as it is printed: `DE89 3704 0044 0532 0130 00`. */
    public static function group(string $iban): string
    {
        return rtrim(chunk_split($iban, 4, ' '));
    }

    /** A creditor reference without blanks and in capitals, or null when its form or its check digits are wrong. */
    public static function parseReference(string $text): ?string
    {
        $bare = self::withoutUnseen($text);
        if (preg_match('/^RF(?!0[01]|99)[0-9]{2}[A-Z0-9]{1,21}\z/i', $bare) !== 1) {
            return null;
        }
        $reference = strtoupper($bare);
        return self::mod97($reference) === 1 ? $reference : null;
    }

    /** A creditor reference around 1 to 21 letters and digits of one's own; null for what can't be in one. */
    public static function makeReference(string $own): ?string
    {
        if (preg_match('/^[A-Z0-9]{1,21}\z/i', $own) !== 1) {
            return null;
        }
        $body = strtoupper($own);
        return 'RF' . str_pad((string) (98 - self::mod97("RF00$body")), 2, '0', STR_PAD_LEFT) . $body;
    }

    /** What mod 97-10 leaves of digits and capital letters whose first four go last: 1 where the check digits fit. */
    private static function mod97(string $text): int
    {
        $left = 0;
        foreach (str_split(substr($text, 4) . substr($text, 0, 4)) as $sign) {
            $value = (int) base_convert($sign, 36, 10);
            $left = ($left * ($value > 9 ? 100 : 10) + $value) % 97;
        }
        return $left;
    }

    /** Without blanks and without what nobody sees, as mails and PDF files put it between groups: src/core/iban.ts's withoutUnseen. */
    public static function withoutUnseen(string $text): string
    {
        return (string) preg_replace('/[' . Text::SPACE . '\p{Cf}]+/u', '', $text);
    }
}
