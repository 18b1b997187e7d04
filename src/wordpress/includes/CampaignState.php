<?php

declare(strict_types=1);

namespace Glassjar;

/**
 * What stands in a campaign at a moment, as far as its form shows it: what a form was made of, what somebody else made of it, what is
 * typed. Two of them are compared place by place.
 */
final class CampaignState
{
    /**
     * As saved. Read anew: what a cache has may be older than what another request wrote.
     *
     * @return array{title: string, summary: string, status: string, tree: array<string, mixed>, options: array<string, mixed>} Tree: the
     *     wire format's fields, news and all; options: as `chosen` has them.
     */
    public static function of(int $id): array
    {
        // Not clean_post_cache, by which plugins also throw away the pages that they keep.
        wp_cache_delete($id, 'posts');
        wp_cache_delete($id, 'post_meta');
        $text = static function (string $column) use ($id): string {
            return html_entity_decode((string) get_post_field($column, $id, 'raw'), ENT_QUOTES, 'UTF-8');
        };
        return [
            'title' => $text('post_title'),
            'summary' => $text('post_excerpt'),
            'status' => (string) get_post_status($id),
            'tree' => Campaign::news($id) + Campaign::fields($id),
            'options' => self::chosen(Campaign::options($id)),
        ];
    }

    /**
     * Options as the form asks for them.
     *
     * @param array<string, mixed> $options
     * @return array<string, mixed>
     */
    public static function chosen(array $options): array
    {
        $look = $options['appearance'] ?? [];
        return ['form' => $look['form'] ?? 'bar', 'give' => $look['give'] ?? ''] + array_diff_key($options, ['appearance' => 1]);
    }

    /**
     * The part of a state that a user may change, and so can lose.
     *
     * @param array<string, mixed> $state
     * @return array<string, mixed>
     */
    public static function visible(array $state): array
    {
        if (current_user_can(Rights::MONEY)) {
            return current_user_can(Rights::NEWS) ? $state : ['tree' => array_diff_key($state['tree'], array_flip(Campaign::NEWS_FIELDS))] + $state;
        }
        return ['tree' => array_intersect_key($state['tree'], array_flip(Campaign::NEWS_FIELDS)), 'options' => []] + $state;
    }

    /**
     * Whether two values say the same, in whatever order their names stand.
     *
     * @param mixed $one
     * @param mixed $other
     */
    public static function same($one, $other): bool
    {
        return self::text($one) === self::text($other);
    }

    /** @param mixed $value */
    public static function text($value): string
    {
        return (string) wp_json_encode(self::sorted($value));
    }

    /**
     * What is at a place of a tree; null for nothing.
     *
     * @param array<string, mixed> $tree
     * @return mixed
     */
    public static function at(array $tree, string $path)
    {
        foreach (explode('.', $path) as $key) {
            if (!is_array($tree) || !array_key_exists($key, $tree)) {
                return null;
            }
            $tree = $tree[$key];
        }
        return $tree;
    }

    /**
     * @param mixed $value
     * @return mixed
     */
    private static function sorted($value)
    {
        if (!is_array($value)) {
            return $value;
        }
        $value = array_map([self::class, 'sorted'], $value);
        if (array_keys($value) !== range(0, count($value) - 1)) {
            ksort($value);
        }
        return $value;
    }
}
