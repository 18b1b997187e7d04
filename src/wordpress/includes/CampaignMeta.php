<?php

declare(strict_types=1);

namespace Glassjar;

/**
 * The three pieces of data beside a campaign's post, each a JSON text in post meta. WordPress runs `sanitize` over whatever is written
 * there, by whomever.
 */
final class CampaignMeta
{
    /** @var bool Whether it is we who write. */
    private static $isOwn = false;

    /** @return array<string, mixed> */
    public static function read(int $id, string $key): array
    {
        $text = get_post_meta($id, $key, true);
        $value = is_string($text) && $text !== '' ? json_decode($text, true) : null;
        return is_array($value) ? $value : [];
    }

    /** @param array<string, mixed> $value */
    public static function write(int $id, string $key, array $value): void
    {
        self::$isOwn = true;
        update_post_meta($id, $key, wp_slash(self::toMeta($value)));
        self::$isOwn = false;
    }

    /** @param mixed $value */
    public static function sanitize(string $key, $value): string
    {
        $value = self::$isOwn || !is_string($value) ? $value : self::unstripped($key, $value);
        $fields = is_string($value) ? json_decode($value, true) : null;
        $fields = is_array($fields) ? $fields : [];
        if ($key === Campaign::OPTIONS) {
            return self::toMeta(self::sanitizeOptions($fields));
        }
        $kept = Campaign::check($fields + ['currency' => 'EUR'])['fields'];
        if (!isset($fields['currency'])) {
            unset($kept['currency']);
        }
        $news = array_flip(Campaign::NEWS_FIELDS);
        return self::toMeta($key === Campaign::NEWS ? array_intersect_key($kept, $news) : array_diff_key($kept, $news));
    }

    /**
     * A copy as it was meant. Plugins that duplicate posts hand meta on without the slashes that WordPress takes away, and with
     * them goes every `\n` and `\"` of the JSON: the text of which this is what is left is looked up.
     */
    private static function unstripped(string $key, string $value): string
    {
        global $wpdb;
        foreach ($wpdb->get_col($wpdb->prepare("SELECT meta_value FROM $wpdb->postmeta WHERE meta_key = %s", $key)) as $other) {
            if ($other !== $value && stripslashes((string) $other) === $value) {
                return (string) $other;
            }
        }
        return $value;
    }

    /**
     * @param array<string, mixed> $options
     * @return array{card: bool, monthly: bool, categories: int[], tags: int[], appearance: array<string, string>}
     */
    public static function sanitizeOptions(array $options): array
    {
        $ids = static function ($value): array {
            return array_values(array_unique(array_filter(array_map('intval', is_array($value) ? $value : []), static function (int $id): bool {
                return $id > 0;
            })));
        };
        $appearance = [];
        foreach (is_array($options['appearance'] ?? null) ? $options['appearance'] : [] as $name => $value) {
            // No part of CSS but names, colours and sizes: nothing that loads, ends a rule or begins another.
            if (
                is_string($value) && preg_match('/^[a-z][a-z0-9-]{0,60}\z/', (string) $name) === 1
                && preg_match('/^[#a-z0-9.%, ()\/-]{1,60}\z/i', $value) === 1 && stripos($value, 'url') === false
            ) {
                $appearance[(string) $name] = $value;
            }
        }
        return [
            'card' => ($options['card'] ?? false) === true,
            'monthly' => ($options['monthly'] ?? false) === true,
            'categories' => $ids($options['categories'] ?? []),
            'tags' => $ids($options['tags'] ?? []),
            'appearance' => $appearance,
        ];
    }

    /** @param array<string, mixed> $value */
    private static function toMeta(array $value): string
    {
        $json = (string) wp_json_encode((object) $value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
        // Tables of old sites (utf8) take no character of four bytes, and nothing of what has one in it: as JSON writes it, they do.
        return (string) preg_replace_callback('/[\x{10000}-\x{10ffff}]/u', static function (array $found): string {
            return trim((string) wp_json_encode($found[0]), '"');
        }, $json);
    }
}
