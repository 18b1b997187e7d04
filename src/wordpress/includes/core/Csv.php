<?php

declare(strict_types=1);

namespace Glassjar\Core;

/** Reads tables as banks and spreadsheets write them: any of three separators, any of four encodings. Needs no extension. */
final class Csv
{
    /** Windows-1252, from 0x80 to 0x9f; 0 where it has nothing. */
    private const WINDOWS = [
        0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0,
        0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
    ];

    /** UTF-8 of a file's bytes: by its byte-order mark, else by what its bytes can be; Windows-1252 can be anything. */
    public static function decode(string $bytes): string
    {
        if (strncmp($bytes, "\xef\xbb\xbf", 3) === 0) {
            return Text::wellFormed(substr($bytes, 3));
        }
        if (strncmp($bytes, "\xff\xfe", 2) === 0 || strncmp($bytes, "\xfe\xff", 2) === 0) {
            return self::fromUtf16(substr($bytes, 2), $bytes[0] === "\xff");
        }
        // Latin letters in UTF-16 are every other byte a nought.
        $head = substr($bytes, 0, 200);
        $noughts = substr_count($head, "\0");
        if ($noughts > 0 && $noughts * 3 > strlen($head)) {
            return self::fromUtf16($bytes, ($head[1] ?? '') === "\0");
        }
        return preg_match('//u', $bytes) === 1 ? $bytes : self::fromWindows($bytes);
    }

    /**
     * The cells of a table, line by line (RFC 4180). Lines with nothing in them are left out.
     *
     * @return array<int, string[]> By the number of the line on which each begins, from 1.
     */
    public static function rows(string $text, string $separator): array
    {
        $rows = [];
        $cells = [''];
        $line = 1;
        $begun = 1;
        $isQuoted = false;
        $length = strlen($text);
        for ($at = 0; $at <= $length; $at++) {
            $sign = $at < $length ? $text[$at] : "\n";
            $last = count($cells) - 1;
            if ($isQuoted && $at < $length) {
                if ($sign === '"' && ($text[$at + 1] ?? '') === '"') {
                    $cells[$last] .= '"';
                    $at++;
                } elseif ($sign === '"') {
                    $isQuoted = false;
                } else {
                    $cells[$last] .= $sign;
                    $line += $sign === "\n" ? 1 : 0;
                }
            } elseif ($sign === '"' && trim($cells[$last]) === '') {
                $cells[$last] = '';
                $isQuoted = true;
            } elseif ($sign === $separator) {
                $cells[] = '';
            } elseif ($sign === "\n" || $sign === "\r") {
                if ($sign === "\r" && ($text[$at + 1] ?? '') === "\n") {
                    $at++;
                }
                if (trim(implode('', $cells)) !== '') {
                    $rows[$begun] = array_map([Text::class, 'clean'], $cells);
                }
                $cells = [''];
                $begun = ++$line;
                $isQuoted = false;
            } else {
                $cells[$last] .= $sign;
            }
        }
        return $rows;
    }

    /** What parts the cells: the sign that stands equally often in most of the lines. '' when none does. */
    public static function separatorOf(string $text): string
    {
        $best = '';
        $most = 0;
        $beginning = implode("\n", array_slice((array) preg_split('/\r\n|\r|\n/', $text, 60), 0, 50));
        foreach (["\t", ';', ','] as $separator) {
            $counts = array_count_values(array_map('count', self::rows($beginning, $separator)));
            unset($counts[1]);
            $lines = $counts === [] ? 0 : max($counts);
            // A comma also parts decimals, and may stand in every line for that: it comes last.
            if ($lines > $most) {
                $best = $separator;
                $most = $lines;
            }
        }
        return $best;
    }

    private static function fromUtf16(string $bytes, bool $isLittle): string
    {
        $units = array_values((array) unpack($isLittle ? 'v*' : 'n*', substr($bytes, 0, strlen($bytes) & ~1)));
        $text = '';
        for ($at = 0, $count = count($units); $at < $count; $at++) {
            $unit = $units[$at];
            $next = $units[$at + 1] ?? 0;
            if ($unit >= 0xd800 && $unit < 0xdc00 && $next >= 0xdc00 && $next < 0xe000) {
                $text .= Text::character(0x10000 + (($unit - 0xd800) << 10) + ($next - 0xdc00));
                $at++;
            } elseif ($unit < 0xd800 || $unit > 0xdfff) {
                $text .= Text::character($unit);
            }
        }
        return $text;
    }

    private static function fromWindows(string $bytes): string
    {
        return (string) preg_replace_callback('/[\x80-\xff]/', static function (array $match): string {
            $code = ord($match[0]);
            $code = $code < 0xa0 ? self::WINDOWS[$code - 0x80] : $code;
            return $code === 0 ? '' : Text::character($code);
        }, $bytes);
    }
}
