<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Core\AmountInput;
use Glassjar\Core\Link;
use Glassjar\Core\Text;

/**
 * The elements there are, and which of their attributes an author may set: what the block.json of each says. Attributes that name
 * figures, an account or an address to read from are in none: a contributor must not be able to show another IBAN than the campaign's.
 */
final class Elements
{
    /** The folders in blocks/, in the order of the inserter. */
    public const NAMES = [
        'panel', 'counter', 'progress', 'donate', 'bank', 'book', 'share', 'ledger', 'updates', 'press', 'supporters', 'reach', 'needs',
        'embed', 'record', 'sections',
    ];

    private const SECTIONS = ['ledger', 'updates', 'press', 'supporters', 'reach', 'needs', 'embeds', 'record'];

    /** @var array<string, array<string, mixed>> */
    private static $known = [];

    /**
     * The attributes of an element as block.json names and describes them, without the campaign.
     *
     * @return array<string, array<string, mixed>>
     */
    public static function attributes(string $name): array
    {
        if (!isset(self::$known[$name])) {
            $file = dirname(__DIR__, 2) . "/blocks/$name/block.json";
            $block = in_array($name, self::NAMES, true) ? json_decode((string) file_get_contents($file), true) : [];
            self::$known[$name] = array_diff_key($block['attributes'] ?? [], ['campaign' => 1]);
        }
        return self::$known[$name];
    }

    /**
     * What of given attributes may stand on the element: `headingLevel`, `heading-level`, `heading_level` and, from shortcodes,
     * `headinglevel` are the same; a bare word is a flag.
     *
     * @param array<int|string, mixed> $given
     * @return array<string, string|true> By the attribute's name in HTML; true for a flag.
     */
    public static function allowed(string $name, array $given, string $currency = 'EUR'): array
    {
        $flat = [];
        foreach ($given as $key => $value) {
            $word = is_int($key) ? (is_string($value) ? $value : '') : $key;
            $flat[strtolower(str_replace(['-', '_'], '', $word))] = is_int($key) ? true : $value;
        }
        $kept = [];
        foreach (self::attributes($name) as $attribute => $about) {
            $key = strtolower($attribute);
            if (!array_key_exists($key, $flat) || $flat[$key] === ($about['default'] ?? null)) {
                continue;
            }
            $value = self::value($attribute, $about, $flat[$key], $currency);
            if ($value !== null) {
                $kept[strtolower((string) preg_replace('/[A-Z]/', '-$0', $attribute))] = $value;
            }
        }
        return $kept;
    }

    /**
     * @param array<string, mixed> $about
     * @param mixed $value
     * @return string|true|null Null for what is refused.
     */
    private static function value(string $attribute, array $about, $value, string $currency)
    {
        if ($about['type'] === 'boolean') {
            return in_array($value, [true, 1, '1', 'true', 'yes', 'on', ''], true) ? true : null;
        }
        if ($about['type'] === 'integer') {
            $isWhole = is_int($value) || (is_string($value) && preg_match('/^[0-9]\z/', $value) === 1);
            return $isWhole && in_array((int) $value, $about['enum'], true) ? (string) (int) $value : null;
        }
        if (!is_string($value)) {
            return null;
        }
        if (isset($about['enum'])) {
            return in_array($value, $about['enum'], true) ? $value : null;
        }
        $text = Text::cut(Text::clean($value), 300);
        switch ($attribute) {
            case 'url':
                return preg_match('#^https?://#i', $text) === 1 && Link::isLink($text) ? $text : null;
            case 'amount':
                $read = AmountInput::read($text, $currency, Words::locale());
                return isset($read['amount']) ? $read['amount']->text() : null;
            case 'sections':
                // A minus says: none of them.
                $chosen = array_intersect((array) preg_split('/[\s,]+/', strtolower($text)), self::SECTIONS);
                return $chosen !== [] || in_array($text, ['-', 'none'], true) ? implode(' ', $chosen) : null;
            case 'networks':
                $chosen = preg_grep('/^[a-z]{1,20}\z/', (array) preg_split('/[\s,]+/', strtolower($text)));
                return $chosen ? implode(' ', $chosen) : null;
            default:
                return $text !== '' ? $text : null;
        }
    }
}
