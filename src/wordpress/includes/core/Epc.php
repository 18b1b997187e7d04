<?php

declare(strict_types=1);

namespace Glassjar\Core;

/**
 * The text of a payment QR code ("GiroCode"): EPC069-12, version 002, UTF-8, at most 331 bytes (version 13 at error correction M).
 */
final class Epc
{
    private const MAX_BYTES = 331;
    private const MAX_HOLDER = 70;
    private const MAX_REFERENCE = 140;
    private const MAX_MINOR = 99999999999;

    /**
     * A transfer in lines that can be shown and copied; what is in the code says the same.
     *
     * @param array{holder: string, iban: string, bic?: string, reference?: string} $transfer
     * @return array{holder: string, iban: string, bic: string, reference: string, isStructured: bool}
     */
    public static function lines(array $transfer): array
    {
        $reference = self::line($transfer['reference'] ?? '');
        $structured = Iban::parseReference($reference);
        return [
            'holder' => self::line($transfer['holder']),
            'iban' => $transfer['iban'],
            'bic' => strtoupper(self::line(Iban::withoutUnseen($transfer['bic'] ?? ''))),
            'reference' => $structured ?? $reference,
            'isStructured' => $structured !== null,
        ];
    }

    /**
     * The payment code of a transfer, or why there is none: `currency`, `country`, `iban`, `bic`, `holder`, `amount`.
     *
     * @param array{holder: string, iban: string, bic?: string, reference?: string, currency: string} $transfer
     *     The IBAN bare, in capitals and with fitting check digits.
     * @return array{text: string, holder: string, reference: string, shortened: string[]}|string
     */
    public static function of(array $transfer, ?Money $amount = null)
    {
        $lines = self::lines($transfer);
        $country = Sepa::countryOf($lines['iban']);
        if ($transfer['currency'] !== 'EUR' || ($amount !== null && $amount->currency !== 'EUR')) {
            return 'currency';
        }
        if ($country === null) {
            return 'country';
        }
        if (strlen($lines['iban']) !== $country['length']) {
            return 'iban';
        }
        $bic = $lines['bic'];
        if ($bic === '' ? $country['needsBic'] : preg_match('/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?\z/', $bic) !== 1) {
            return 'bic';
        }
        if ($lines['holder'] === '') {
            return 'holder';
        }
        if ($amount !== null && ($amount->minor < 1 || $amount->minor > self::MAX_MINOR)) {
            return 'amount';
        }
        $kept = $lines;
        $kept['holder'] = self::fit($lines['holder'], self::MAX_HOLDER, self::MAX_BYTES);
        $left = self::MAX_BYTES + 1 - strlen(self::text(['reference' => '-'] + $kept, $amount));
        // Whatever the holder's letters, a structured reference has its room; only one's own words may lack it.
        $kept['reference'] = $lines['isStructured'] ? $lines['reference'] : self::fit($lines['reference'], self::MAX_REFERENCE, $left);
        $shortened = array_values(array_filter(['holder', 'reference'], static function (string $field) use ($kept, $lines): bool {
            return $kept[$field] !== $lines[$field];
        }));
        return [
            'text' => self::text($kept, $amount),
            'holder' => $kept['holder'],
            'reference' => $kept['reference'],
            'shortened' => $shortened,
        ];
    }

    /** @param array{holder: string, iban: string, bic: string, reference: string, isStructured: bool} $lines */
    private static function text(array $lines, ?Money $amount): string
    {
        $money = $amount === null ? '' : 'EUR' . $amount->text();
        $references = $lines['isStructured'] ? [$lines['reference']] : ['', $lines['reference']];
        $all = array_merge(['BCD', '002', '1', 'SCT', $lines['bic'], $lines['holder'], $lines['iban'], $money, ''], $references);
        // Nothing stands after the last line that is filled.
        return Text::trim(implode("\n", $all));
    }

    /** On one line, without what can't be seen: a line break in a field would begin the next one. */
    private static function line(string $text): string
    {
        $seen = (string) preg_replace('/[\p{Cf}\p{Cs}]/u', '', Text::wellFormed($text));
        return Text::clean((string) preg_replace('/[' . Text::SPACE . '\p{Cc}\p{Z}]+/u', ' ', $seen));
    }

    /** The beginning of a text that is no longer than allowed, in UTF-16 units and in bytes; never a part of a grapheme. */
    private static function fit(string $text, int $maxLength, int $room): string
    {
        if (strlen($text) <= $room && Text::length($text) <= $maxLength) {
            return $text;
        }
        preg_match_all('/\X/u', $text, $graphemes);
        $begin = self::begin($graphemes[0], $maxLength, $room);
        // Some scripts chain letters to graphemes without end: of such a one, at least its beginning.
        return $begin !== '' ? $begin : self::begin(Text::characters($text), $maxLength, $room);
    }

    /** @param string[] $pieces */
    private static function begin(array $pieces, int $maxLength, int $room): string
    {
        $kept = '';
        $length = 0;
        foreach ($pieces as $piece) {
            $length += Text::length($piece);
            if ($length > $maxLength || strlen($kept . $piece) > $room) {
                break;
            }
            $kept .= $piece;
        }
        return Text::trim($kept);
    }
}
