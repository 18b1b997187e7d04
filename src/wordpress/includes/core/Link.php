<?php

declare(strict_types=1);

namespace Glassjar\Core;

/** Which texts may become links: the one list of schemes, as src/core/link.ts has it. Where the two could differ, this one refuses more. */
final class Link
{
    /** An absolute http(s), mailto or tel address without embedded credentials, or one on the own site: `/`, `./`, `../`. */
    public static function isLink(string $text): bool
    {
        if ($text === '' || preg_match('/[\\\\\x00-\x20' . Text::SPACE . ']/u', $text) !== 0) {
            return false;
        }
        if (preg_match('#^(?:/(?!/)|\.\.?/)#', $text) === 1) {
            return true;
        }
        if (preg_match('#^(?:mailto|tel):[^?\#]#i', $text) === 1) {
            return true;
        }
        $host = '(?:\[[0-9a-f:.]+\]|[^/?\#@:\[\]<>^|%"`{}\p{C}\p{Z}]+)';
        if (preg_match("~^https?://$host(?::([0-9]{1,5}))?(?:[/?#].*)?\\z~isu", $text, $match) !== 1) {
            return false;
        }
        return (int) ($match[1] ?? 0) <= 65535;
    }
}
