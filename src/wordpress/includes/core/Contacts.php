<?php

declare(strict_types=1);

namespace Glassjar\Core;

/**
 * A net for what must not be public though a giver wrote it: ways to reach them. It errs on the side of hiding, as src/core/privacy.ts
 * does; what a page masks is in no public answer either.
 */
final class Contacts
{
    /** An e-mail address or a Mastodon handle, also with a written-out at. */
    private const ADDRESS = '/[\p{L}\p{N}._%+-]{1,64}[\s\p{Cf}]{0,3}(?:@|[([{]\s{0,3}(?:at|ät)\s{0,3}[)\]}])[\s\p{Cf}]{0,3}[\p{L}\p{N}\p{Cf}-]{1,63}(?:\.[\p{L}\p{N}\p{Cf}-]{1,63}){1,9}/iu';

    /** Digits with what people put between them, seen or not, and the letters an IBAN begins with. */
    private const DIGITS = '/(?:(?<![A-Za-z0-9_])[a-z]{2})?[+(]{0,3}\p{Nd}[\p{Nd}\p{Cf}\s()\.\/\x{2010}-\x{2013}-]{4,40}\p{Nd}/iu';

    /** Parts of what is none of these though it has as many digits: src/core/privacy.ts shows examples. */
    private const DAY = '(?:0?[1-9]|[12][0-9]|3[01])';
    private const YEAR = '(?:1[5-9]|20)[0-9]{2}';
    private const TO = '(?:\s*[\/\x{2010}-\x{2013}-]\s*)';
    private const HOUR = '(?:[01]?[0-9]|2[0-4])';
    private const STAMP = '20[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])(?:[\s_-]?(?:[01][0-9]|2[0-3])(?:[0-5][0-9]){1,2})?';
    private const DATE = '(?:' . self::DAY . '\.' . self::TO . ')?(?:' . self::DAY . '[.\/-]\s?' . self::DAY . '[.\/-]\s?(?:' . self::YEAR . '|[0-9]{2})'
        . '|' . self::YEAR . '[-\/.][0-9]{1,2}[-\/.][0-9]{1,2}|' . self::YEAR . '(?:\s?[\/\x{2010}-\x{2013}-]\s?[0-9]{2}(?![0-9]))?'
        . '|' . self::STAMP . '|' . self::DAY . '\.\s?' . self::DAY . '\.?)';
    private const DATED = self::DATE . '(?:\s+(?:[\x{2010}-\x{2013}-]\s+)?' . self::HOUR . '(?:\.[0-5][0-9])?'
        . '(?:\s?[\x{2010}-\x{2013}-]\s?' . self::HOUR . '(?:\.[0-5][0-9])?)?)?';
    private const THOUSANDS = '[1-9][0-9]{0,2}(?:\.[0-9]{3})+';

    /** Days, years and hours, also in a row; thousands; decimals. */
    private const HARMLESS = '/^(?:' . self::DATED . '(?:(?:' . self::TO . '|\s+)' . self::DATED . ')*|[0-9]{4}\s?[\/\x{2010}-\x{2013}-]\s?[0-9]{4}'
        . '|' . self::HOUR . '\.[0-5][0-9]' . self::TO . self::HOUR . '\.[0-5][0-9]|' . self::THOUSANDS . '(?:' . self::TO . self::THOUSANDS . ')*'
        . '|[1-9]?[0-9]\.[0-9]+)\z/u';

    /** What stands before the number of a book, a magazine, a paper, an order. */
    private const NAMED = '/(?<![A-Za-z0-9_])(?:IS[BS]N(?:-1[03]|-L)?|DOI|(?:bestell|auftrags|rechnungs|vorgangs|sendungs|ticket|los|buchungs|artikel'
        . '|order|invoice|booking|item|tracking|lot)[\s-]?(?:nummer|nr|no|number|id|#))[.:#\s]*\z/i';

    /** An amount beside its currency, where thousands may be parted by blanks or by nothing. */
    private const SUM = '/^[1-9](?:[0-9]{0,6}|[0-9]{0,2}(?:\s[0-9]{3})+)(?:\.[0-9]{2})?'
        . '(?:\s*[\x{2010}-\x{2013}-]\s*[1-9](?:[0-9]{0,6}|[0-9]{0,2}(?:\s[0-9]{3})+))?\z/u';
    private const CURRENCY_BEFORE = '/(?:€|\$|£|¥|(?<![A-Za-z0-9_])(?:EUR|CHF|USD|GBP))\s*\z/i';
    private const CURRENCY_AFTER = '/^\s*(?:€|\$|£|¥|(?:EUR|Euros?|CHF|Franken|USD|Dollars?|GBP)(?![A-Za-z0-9_]))/i';

    /** A text in which each address and number is replaced by `[…]`, the mark of an omission. */
    public static function without(string $text): string
    {
        if (preg_match('/[@\x{ff20}\x{fe6b}\p{N}\p{Ps}]/u', $text) !== 1) {
            return $text;
        }
        $plain = self::plain($text);
        $kept = (string) preg_replace(self::ADDRESS, '[…]', $plain);
        $kept = (string) preg_replace_callback(self::DIGITS, static function (array $found) use ($kept): string {
            [$run, $at] = $found[0];
            return self::isNumber($run, substr($kept, max(0, $at - 24), min(24, $at)), substr($kept, $at + strlen($run), 12)) ? '[…]' : $run;
        }, $kept, -1, $count, PREG_OFFSET_CAPTURE);
        return $kept === $plain ? $text : $kept;
    }

    /** Whether a text has an e-mail address, a phone or an account number in it. */
    public static function has(string $text): bool
    {
        return self::without($text) !== $text;
    }

    /**
     * An entry as anyone may read it: a name that is an address is left out.
     *
     * @param array<string, mixed> $entry
     * @return array<string, mixed>
     */
    public static function masked(array $entry): array
    {
        if (isset($entry['name']) && self::has($entry['name'])) {
            unset($entry['name']);
        }
        if (isset($entry['message'])) {
            $entry['message'] = self::without($entry['message']);
        }
        return $entry;
    }

    /** Whether a run of digits can be dialled or transferred to: seven digits from a 0 or a +, nine from anything else. */
    private static function isNumber(string $found, string $before, string $after): bool
    {
        $seen = (string) preg_replace('/\p{Cf}/u', '', $found);
        $number = (string) preg_replace('/[^0-9]/', '', $seen);
        // The cuts before and after may have parted a letter of several bytes.
        if (preg_match(self::HARMLESS, $seen) === 1 || preg_match(self::NAMED, $before) === 1 || self::isBook($number) || self::isOldBook($seen)) {
            return false;
        }
        $isSum = preg_match(self::SUM, $seen) === 1;
        if ($isSum && (preg_match(self::CURRENCY_BEFORE, $before) === 1 || preg_match(self::CURRENCY_AFTER, $after) === 1)) {
            return false;
        }
        $count = preg_match_all('/\p{Nd}/u', $found);
        return $count >= (preg_match('/^[(\s]*[+0٠۰]/u', $found) === 1 ? 7 : 9);
    }

    /** Whether four groups are an ISBN of ten digits: their check digit fits. */
    private static function isOldBook(string $text): bool
    {
        $number = str_replace('-', '', $text);
        if (preg_match('/^[0-9]{1,5}-[0-9]{1,7}-[0-9]{1,7}-[0-9]\z/', $text) !== 1 || strlen($number) !== 10) {
            return false;
        }
        $sum = 0;
        foreach (str_split($number) as $index => $digit) {
            $sum += (int) $digit * (10 - $index);
        }
        return $sum % 11 === 0;
    }

    /** Whether thirteen digits are an ISBN: their check digit fits. */
    private static function isBook(string $number): bool
    {
        if (preg_match('/^97[89][0-9]{10}\z/', $number) !== 1) {
            return false;
        }
        $sum = 0;
        foreach (str_split($number) as $index => $digit) {
            $sum += (int) $digit * ($index % 2 === 1 ? 3 : 1);
        }
        return $sum % 10 === 0;
    }

    /** Full-width characters are the same to a reader, and so to us. */
    private static function plain(string $text): string
    {
        if (class_exists(\Normalizer::class)) {
            $plain = \Normalizer::normalize($text, \Normalizer::FORM_KC);
            return is_string($plain) ? $plain : $text;
        }
        return (string) preg_replace_callback('/[\x{ff01}-\x{ff5e}]/u', static function (array $found): string {
            // Three bytes in UTF-8, and as far from their narrow form as FF01 is from "!".
            return chr(((ord($found[0][1]) & 0x3f) << 6 | (ord($found[0][2]) & 0x3f)) + 0x21 - 0xf01);
        }, str_replace('﹫', '@', $text));
    }
}
