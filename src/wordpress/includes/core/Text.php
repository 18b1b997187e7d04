<?php

declare(strict_types=1);

namespace Glassjar\Core;

/**
 * Texts made safe to stand beside figures, as src/core/text.ts does it. Works without mbstring and intl; without intl, letters that
 * were typed in parts stay in parts.
 */
final class Text
{
    /** What JavaScript's \s means; PCRE's own differs with the way it was built. Stands inside of [ ]. */
    public const SPACE = '\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}';

    private const UNSAFE = '/[\x{00}-\x{08}\x{0b}-\x{1f}\x{7f}-\x{9f}\x{61c}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}'
        . '\x{2060}-\x{2069}\x{feff}]/u';

    /** Without control or direction characters, without towers of marks, normalised where PHP can (NFC), trimmed, and UTF-8. */
    public static function clean(string $text): string
    {
        $text = self::compose((string) preg_replace(self::UNSAFE, '', self::wellFormed($text)));
        return self::trim((string) preg_replace('/(\p{M}{4})\p{M}+/u', '$1', $text));
    }

    /** The words of HTML, in one line. What only looks like a tag (`5 < 6`) is none, and stays. */
    public static function ofHtml(string $html): string
    {
        $text = (string) preg_replace(['#<(script|style)\b[^>]*>.*?</\1\s*>#is', '#<!--.*?-->#s'], ' ', $html);
        // What is a box of its own on the page is parted from the next by a blank.
        $text = (string) preg_replace('#</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|br|hr|tr|td|th|table|blockquote|figure|figcaption|section|article|pre)\b[^<>]*>#i', ' ', $text);
        $text = (string) preg_replace('#</?[a-z][^<>]*>#i', '', $text);
        return self::trim((string) preg_replace('/[ \t\r\n]+/', ' ', html_entity_decode($text, ENT_QUOTES, 'UTF-8')));
    }

    /** A text's beginning, cut between words, with a sign that it goes on. */
    public static function beginning(string $text, int $most): string
    {
        if (count(self::characters($text)) <= $most) {
            return $text;
        }
        $cut = self::cut($text, $most - 1);
        return (string) preg_replace('/[' . self::SPACE . ',;:.–-]+\S{0,30}\z/u', '', $cut) . '…';
    }

    /** Whether something is to be seen. */
    public static function isVisible(string $text): bool
    {
        return preg_match('/[\p{L}\p{N}\p{P}\p{S}]/u', $text) === 1;
    }

    public static function trim(string $text): string
    {
        return (string) preg_replace('/^[' . self::SPACE . ']+|[' . self::SPACE . ']+\z/u', '', $text);
    }

    /** NFC, where PHP has the intl extension. */
    public static function compose(string $text): string
    {
        if (preg_match('/[\x80-\xff]/', $text) !== 1 || !class_exists('Normalizer')) {
            return $text;
        }
        $composed = \Normalizer::normalize($text, \Normalizer::FORM_C);
        return is_string($composed) ? $composed : $text;
    }

    /** Without the bytes that are no UTF-8. */
    public static function wellFormed(string $text): string
    {
        if (preg_match('//u', $text) === 1) {
            return $text;
        }
        $sequence = '/[\x00-\x7f]+|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}'
            . '|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}/';
        preg_match_all($sequence, $text, $found);
        return implode('', $found[0]);
    }

    /**
     * The characters of a text.
     *
     * @return string[]
     */
    public static function characters(string $text): array
    {
        $found = preg_split('//u', $text, -1, PREG_SPLIT_NO_EMPTY);
        return is_array($found) ? $found : [];
    }

    /** The code point of a text's first character. */
    public static function codePoint(string $character): int
    {
        $bytes = array_values((array) unpack('C*', $character));
        $first = (int) $bytes[0];
        if ($first < 0x80) {
            return $first;
        }
        $count = $first < 0xe0 ? 1 : ($first < 0xf0 ? 2 : 3);
        $code = $first & (0x3f >> $count);
        for ($at = 1; $at <= $count; $at++) {
            $code = ($code << 6) | ((int) $bytes[$at] & 0x3f);
        }
        return $code;
    }

    /** The character of a code point, in UTF-8. */
    public static function character(int $code): string
    {
        if ($code < 0x80) {
            return chr($code);
        }
        if ($code < 0x800) {
            return chr(0xc0 | $code >> 6) . chr(0x80 | $code & 0x3f);
        }
        if ($code < 0x10000) {
            return chr(0xe0 | $code >> 12) . chr(0x80 | $code >> 6 & 0x3f) . chr(0x80 | $code & 0x3f);
        }
        return chr(0xf0 | $code >> 18) . chr(0x80 | $code >> 12 & 0x3f) . chr(0x80 | $code >> 6 & 0x3f) . chr(0x80 | $code & 0x3f);
    }

    /** Signs as JavaScript counts them: UTF-16 units. */
    public static function length(string $text): int
    {
        $count = 0;
        foreach (self::characters($text) as $character) {
            $count += strlen($character) > 3 ? 2 : 1;
        }
        return $count;
    }

    /** At most so many characters, for a column that holds no more. */
    public static function cut(string $text, int $most): string
    {
        $characters = self::characters($text);
        return count($characters) <= $most ? $text : implode('', array_slice($characters, 0, $most));
    }
}
