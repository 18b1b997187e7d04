<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Core\Text;

/**
 * What somebody wrote into a shortcode: read as it was meant, also with the quotation marks, blanks and dashes that word processors and
 * editors make of it, or told in a sentence. Never taken for something else in silence.
 */
final class Written
{
    private const DOUBLE = '"„“”‟″«»＂';
    private const SINGLE = "'‚‘’‛′‹›`´＇";
    private const DASHES = '/[\x{2010}-\x{2015}\x{2212}\x{ff0d}]/u';

    /** Words for the two attributes that each shortcode has, in small letters without hyphens. */
    private const NAMES = [
        'id' => 'id', 'campaign' => 'id', 'campaignid' => 'id', 'number' => 'id', 'no' => 'id', 'nr' => 'id', 'nummer' => 'id', 'kampagne' => 'id', 'aktion' => 'id',
        'show' => 'show', 'zeige' => 'show', 'zeigen' => 'show', 'anzeigen' => 'show',
    ];

    /** German names of the parts. */
    private const PARTS = [
        'zähler' => 'counter', 'zaehler' => 'counter', 'fortschritt' => 'progress', 'spenden' => 'donate', 'spende' => 'donate', 'konto' => 'bank', 'bankkonto' => 'bank',
        'buch' => 'book', 'teilen' => 'share', 'kassenbuch' => 'ledger', 'neuigkeiten' => 'updates', 'presse' => 'press', 'unterstützer' => 'supporters',
        'reichweite' => 'reach', 'bedarf' => 'needs', 'video' => 'embed', 'rückblick' => 'record', 'details' => 'sections',
    ];

    /**
     * Reads a shortcode's inside.
     *
     * @param string $element The element that the shortcode stands for; `panel` for `[glassjar]`, which alone knows `show`.
     * @return array{names: string[], given: array<string, string|true>, told: string[]} Names: the elements to show. Given: attributes,
     *     and `id` as a number's text where one is named, or as it was written where that is none. Told: sentences for editors.
     */
    public static function read(string $element, string $raw): array
    {
        $given = [];
        $told = [];
        $ids = [];
        $show = [];
        foreach (self::tokens($raw) as [$name, $value, $word]) {
            $key = self::key($name);
            $is = self::NAMES[$key] ?? null;
            if ($name === '' && preg_match('/^\D{0,4}\d{1,15}\z/u', $value) === 1) {
                $is = 'id';
            } elseif ($name === '' && $element === 'panel' && self::part(self::key($value)) !== null) {
                $is = 'show';
            }
            if ($is === 'id') {
                $ids[] = preg_match('/^(?:#|№|n[or]\.?)?\s*(\d{1,15})[,;.]?\z/iu', trim($value), $match) === 1 ? ltrim($match[1], '0') : $value;
            } elseif ($is === 'show' && $element === 'panel') {
                $show = array_merge($show, self::words($value));
            } elseif ($name !== '' && array_key_exists($key, $given) && $given[$key] !== $value) {
                /* translators: %s: a word in a shortcode. */
                $told[] = sprintf(__('“%s” is there twice.', 'glassjar'), $name);
            } else {
                // A bare word is a flag.
                $given[$name === '' ? self::key($value) : $key] = $name === '' ? true : $value;
                $written[$name === '' ? self::key($value) : $key] = $word;
            }
        }
        $names = [];
        foreach ($show as $word) {
            $part = self::part($word);
            if ($part === null) {
                /* translators: 1: a word in a shortcode, 2: a list of words. */
                $told[] = sprintf(__('There is nothing called “%1$s” to show. There are: %2$s.', 'glassjar'), $word, implode(', ', Elements::NAMES));
            } else {
                $names[] = $part;
            }
        }
        $names = $names === [] ? [$element] : array_values(array_unique($names));
        $told = array_merge($told, self::unknown($names, $given, $written ?? []));
        if (count(array_unique($ids)) > 1) {
            $told[] = __('Two campaigns are named. Readers see nothing here.', 'glassjar');
            $ids = ['?'];
        }
        return ['names' => $names, 'given' => $given + ($ids === [] ? [] : ['id' => $ids[0]]), 'told' => array_values(array_unique($told))];
    }

    /**
     * Names and values, as they were meant.
     *
     * @return array<int, array{string, string, string}> Name ('' for a bare word), value, and the whole as written.
     */
    private static function tokens(string $raw): array
    {
        $text = (string) preg_replace('/<\/?[a-z!][^>]*>/i', ' ', Text::wellFormed($raw));
        // Editors write them as entities, some of them twice.
        $text = html_entity_decode(html_entity_decode($text, ENT_QUOTES | ENT_HTML5, 'UTF-8'), ENT_QUOTES | ENT_HTML5, 'UTF-8');
        $text = (string) preg_replace('/[\x{200b}-\x{200f}\x{2060}\x{feff}\x{ad}]+/u', '', $text);
        $text = trim((string) preg_replace('/[\s\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{3000}]+/u', ' ', $text));
        // `[glassjar=12]`
        $text = (string) preg_replace('/^[=:＝：]\s*/u', 'id=', $text);
        $double = preg_quote(self::DOUBLE, '/');
        $single = preg_quote(self::SINGLE, '/');
        $name = '(?<name>[\p{L}\p{N}_\-\x{2010}-\x{2015}\x{2212}]+)\s*[=＝：:](?!\/\/)\s*';
        // A mark that opens is closed by one of its kind before a blank or the end; else by the next of its kind; else by the end.
        $quoted = static function (string $marks, string $group): string {
            return "[$marks]+\\s?(?<$group>(?:(?![$marks](?:[\\s,;]|$)).)*?)\\s?(?:[$marks]+(?=[\\s,;]|$)|$)";
        };
        $pattern = "/\\G[\\s,;]*(?:(?:$name)?(?:" . $quoted($double, 'double') . '|' . $quoted($single, 'single') . ')'
            . "|$name(?<bare>[^\\s]+(?:(?<=[,;])\\s[^\\s=]+(?=\\s|$))*)|(?<word>\\S+))/uJ";
        $found = [];
        preg_match_all($pattern, $text, $matches, PREG_SET_ORDER | PREG_UNMATCHED_AS_NULL);
        foreach ($matches as $match) {
            $value = $match['double'] ?? $match['single'] ?? $match['bare'] ?? $match['word'] ?? '';
            $value = trim($value, ' ');
            $isDash = preg_match('/^[\-\x{2010}-\x{2015}\x{2212}]\z/u', $value) === 1;
            $found[] = [(string) preg_replace(self::DASHES, '-', $match['name'] ?? ''), $isDash ? '-' : $value, trim($match[0])];
        }
        return $found;
    }

    private static function key(string $name): string
    {
        $name = (string) preg_replace(self::DASHES, '-', $name);
        return str_replace(['-', '_'], '', function_exists('mb_strtolower') ? mb_strtolower($name, 'UTF-8') : strtolower($name));
    }

    /** @return string[] */
    private static function words(string $value): array
    {
        return array_map([self::class, 'key'], array_values(array_filter((array) preg_split('/[\s,;+&\/]+/u', $value), 'strlen')));
    }

    private static function part(string $word): ?string
    {
        $part = self::PARTS[$word] ?? $word;
        return in_array($part, Elements::NAMES, true) ? $part : null;
    }

    /**
     * What of the attributes none of the elements knows, and what is refused.
     *
     * @param string[] $names
     * @param array<string, string|true> $given
     * @param array<string, string> $written
     * @return string[]
     */
    private static function unknown(array $names, array $given, array $written): array
    {
        $told = [];
        foreach ($given as $key => $value) {
            $isKnown = false;
            $isTaken = false;
            $all = ['id'];
            foreach ($names as $name) {
                foreach (Elements::attributes($name) as $attribute => $about) {
                    $all[] = strtolower((string) preg_replace('/[A-Z]/', '-$0', $attribute));
                    if (strtolower($attribute) === $key) {
                        $isKnown = true;
                        $isTaken = $isTaken || $value === ($about['default'] ?? null) || Elements::allowed($name, [$key => $value]) !== []
                            || in_array($value, [false, 'false', '0', 'no', 'off', (string) json_encode($about['default'] ?? null)], true);
                    }
                }
            }
            if (!$isKnown) {
                $all = $names === ['panel'] ? array_merge($all, ['show']) : $all;
                /* translators: 1: what stands in a shortcode, 2: a list of words. */
                $told[] = sprintf(__('“%1$s” is not known here and was left out. Known are: %2$s.', 'glassjar'), $written[$key] ?? $key, implode(', ', array_unique($all)));
            } elseif (!$isTaken) {
                /* translators: %s: what stands in a shortcode. */
                $told[] = sprintf(__('“%s” can’t be used and was left out.', 'glassjar'), $written[$key] ?? $key);
            }
        }
        return $told;
    }
}
