<?php

declare(strict_types=1);

namespace Glassjar\Front;

/**
 * `[glassjar]`, and `[glassjar_counter]` and the like for each element. What stands in one is read by Written; what can't be read is
 * told to those who write: on the page, and in the editor.
 */
final class Shortcodes
{
    /** @var string|null The inside of the shortcode at work, as it was written. */
    private static $raw;

    public static function register(): void
    {
        foreach (self::tags() as $tag => $element) {
            add_shortcode($tag, static function ($attributes) use ($element): string {
                return self::panel($attributes, $element);
            });
        }
        // WordPress splits at straight quotes only, and hands on what is left of other ones.
        add_filter('pre_do_shortcode_tag', [self::class, 'remember'], 10, 4);
        foreach (['the_content', 'widget_text', 'widget_text_content', 'widget_block_content'] as $text) {
            add_filter($text, [self::class, 'findable'], 6);
        }
    }

    /** WordPress finds no shortcode with a blank before its name, or with one that doesn't break behind it. */
    public static function findable(string $content): string
    {
        if (stripos($content, 'glassjar') === false) {
            return $content;
        }
        $found = preg_replace('/(?<!\[)\[(?:\s|\x{a0}|&nbsp;)*(glassjar(?:[_-][a-z]+)?)(?:\x{a0}|\x{202f}|[\x{2000}-\x{200b}])+/iu', '[$1 ', $content);
        return (string) preg_replace('/(?<!\[)\[(?:\s|\x{a0}|&nbsp;)+(?=glassjar\b)/iu', '[', $found ?? $content);
    }

    /**
     * @param string|false $output
     * @param array<string|int, string>|string $attributes
     * @param array<int, string> $match
     * @return string|false
     */
    public static function remember($output, string $tag, $attributes, array $match)
    {
        self::$raw = isset(self::tags()[$tag]) ? $match[3] : null;
        return $output;
    }

    /**
     * `[glassjar]` is the panel; `show="counter progress"` names what to show in its place.
     *
     * @param array<int|string, string>|string $attributes
     */
    public static function panel($attributes, string $element = 'panel'): string
    {
        $raw = self::$raw;
        self::$raw = null;
        if ($raw === null) {
            // Called by a program, with what it gives.
            $raw = '';
            foreach (is_array($attributes) ? $attributes : [] as $name => $value) {
                $raw .= is_int($name) ? " $value" : sprintf(' %s="%s"', $name, str_replace('"', '', (string) $value));
            }
        }
        $read = Written::read($element, $raw);
        return Renderer::elements($read['names'], $read['given'], $read['told']);
    }

    /**
     * What in a text's shortcodes can't be read.
     *
     * @return string[] Sentences, with the shortcode.
     */
    public static function problems(string $content): array
    {
        if (stripos($content, 'glassjar') === false) {
            return [];
        }
        $told = [];
        preg_match_all('/' . get_shortcode_regex(array_keys(self::tags())) . '/', self::findable($content), $matches, PREG_SET_ORDER);
        foreach ($matches as $match) {
            $element = self::tags()[$match[2]] ?? null;
            // In two pairs of brackets it is only shown.
            if ($element === null || ($match[1] === '[' && $match[6] === ']')) {
                continue;
            }
            foreach (Written::read($element, $match[3])['told'] as $sentence) {
                $told[] = html_entity_decode(wp_strip_all_tags("[{$match[2]}{$match[3]}]"), ENT_QUOTES, 'UTF-8') . ': ' . $sentence;
            }
        }
        return $told;
    }

    /** @return array<string, string> The element of each shortcode, also as people write its name. */
    private static function tags(): array
    {
        static $tags = [];
        if ($tags === []) {
            foreach (['' => 'panel'] + array_combine(Elements::NAMES, Elements::NAMES) as $name => $element) {
                $tag = $name === '' ? 'glassjar' : "glassjar_$name";
                foreach ([$tag, str_replace('_', '-', $tag), ucfirst($tag), strtoupper($tag)] as $one) {
                    $tags[$one] = $element;
                }
            }
        }
        return $tags;
    }
}
