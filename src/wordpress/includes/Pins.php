<?php

declare(strict_types=1);

namespace Glassjar;

/**
 * Which campaign is meant where none is named: in a post, the newest that there was when the post first spoke of one, and that for
 * good, so that an old post never shows another account. Each post keeps the number; what stands in no post (a widget, a theme) has one
 * of the site.
 */
final class Pins
{
    /** Meta of a post, and option of the site. */
    public const KEY = '_glassjar_campaign';

    public static function start(): void
    {
        add_action('save_post', [self::class, 'onSave'], 10, 2);
        add_action('transition_post_status', [self::class, 'onStatus'], 5, 3);
    }

    /** The campaign that is meant here, in the loop or out of it; 0 for none. */
    public static function here(): int
    {
        $post = get_post();
        if ($post !== null && $post->post_type === Campaign::TYPE) {
            return (int) $post->ID;
        }
        return $post !== null && self::speaks($post->post_content) ? self::of((int) $post->ID) : self::ofSite();
    }

    /** The campaign that is meant in a post; 0 for none. */
    public static function of(int $post): int
    {
        $id = (int) get_post_meta($post, self::KEY, true);
        if ($id === 0) {
            $id = Campaign::published()[0] ?? 0;
            if ($id > 0 && get_post_status($post) === 'publish') {
                add_post_meta($post, self::KEY, $id, true);
            }
        }
        return $id;
    }

    /** The campaign that is meant where there is no post; 0 for none. */
    public static function ofSite(): int
    {
        $id = (int) get_option(self::KEY, 0);
        if ($id === 0) {
            $id = Campaign::published()[0] ?? 0;
            if ($id > 0) {
                add_option(self::KEY, $id);
            }
        }
        return $id;
    }

    /** A post was saved. */
    public static function onSave(int $id, \WP_Post $post): void
    {
        if ($post->post_type === Campaign::TYPE || $post->post_status === 'auto-draft' || wp_is_post_revision($id)) {
            return;
        }
        $was = (int) get_post_meta($id, self::KEY, true);
        if (!self::speaks($post->post_content)) {
            if ($was > 0) {
                delete_post_meta($id, self::KEY);
            }
            return;
        }
        $newest = $was > 0 ? 0 : (Campaign::published()[0] ?? 0);
        if ($newest > 0) {
            add_post_meta($id, self::KEY, $newest, true);
        }
    }

    /** Before another campaign becomes the newest, what named none is held to the one it showed. */
    public static function onStatus(string $new, string $old, \WP_Post $post): void
    {
        if ($post->post_type !== Campaign::TYPE || ($new === 'publish') === ($old === 'publish')) {
            return;
        }
        $others = array_values(array_diff(Campaign::published(), [$post->ID]));
        $newest = $others[0] ?? 0;
        if ($old === 'publish' && ($newest === 0 || get_post_field('post_date', $newest) < $post->post_date)) {
            $newest = $post->ID;
        }
        self::pinAll($newest);
    }

    /** Holds every post that speaks of a campaign and is held to none yet, and the site, to one. */
    public static function pinAll(int $campaign): void
    {
        global $wpdb;
        if ($campaign === 0) {
            return;
        }
        add_option(self::KEY, $campaign);
        $ids = $wpdb->get_col($wpdb->prepare(
            "SELECT p.ID FROM $wpdb->posts p LEFT JOIN $wpdb->postmeta m ON m.post_id = p.ID AND m.meta_key = %s
             WHERE m.meta_id IS NULL AND p.post_type NOT IN (%s, 'revision') AND p.post_status <> 'auto-draft' AND (p.post_content LIKE %s OR p.post_content LIKE %s)",
            self::KEY,
            Campaign::TYPE,
            '%[%glassjar%',
            '%<!-- wp:glassjar/%'
        ));
        foreach ($ids as $id) {
            add_post_meta((int) $id, self::KEY, $campaign, true);
        }
    }

    private static function speaks(string $content): bool
    {
        return preg_match('/\[[^\w\[\]]*glassjar/i', $content) === 1 || strpos($content, '<!-- wp:glassjar/') !== false;
    }
}
