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
    private const ADDRESS = '/[\p{L}\p{N}._%+-]{1,64}\s{0,3}(?:@|[([{]\s{0,3}(?:at|ät)\s{0,3}[)\]}])\s{0,3}[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,9}/iu';

    /** Digits with what people put between them, and the letters an IBAN begins with. */
    private const DIGITS = '/(?:(?<![A-Za-z0-9_])[a-z]{2})?[+(]{0,3}\p{Nd}[\p{Nd}\s()\.\/\x{2010}-\x{2013}-]{4,40}\p{Nd}/iu';

    /** A day or a year. */
    private const DATE = '(?:[0-9]{1,2}[.\/-]\s?[0-9]{1,2}[.\/-]\s?[0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|(?:19|20)[0-9]{2})';

    /** One of them, or several in a row, and the hour after it. */
    private const DATES = '/^(?:' . self::DATE . '(?:(?:\s*[\/\x{2010}-\x{2013}-]\s*|\s+)(?:' . self::DATE . '|[0-9]{1,2}))*'
        . '|[0-9]{4}\s?[\/\x{2010}-\x{2013}-]\s?[0-9]{4})\z/u';

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
            return self::isNumber($run, substr($kept, max(0, $at - 12), min(12, $at))) ? '[…]' : $run;
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
    private static function isNumber(string $found, string $before): bool
    {
        $number = (string) preg_replace('/[^0-9]/', '', $found);
        // The cut may have parted a letter of several bytes.
        $isNamed = preg_match('/(?<![A-Za-z0-9_])ISBN(?:-1[03])?:?\s*\z/i', $before) === 1;
        if (preg_match(self::DATES, $found) === 1 || $isNamed || self::isBook($number)) {
            return false;
        }
        $count = preg_match_all('/\p{Nd}/u', $found);
        return $count >= (preg_match('/^[(\s]*[+0٠۰]/u', $found) === 1 ? 7 : 9);
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
