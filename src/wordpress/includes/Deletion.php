<?php

declare(strict_types=1);

namespace Glassjar;

/**
 * Deleting a campaign for good. What was shown to people as booked must stay to be looked up, so a campaign with books stays, in the
 * trash; one that was never public and took no real money goes with all that was tried in it.
 */
final class Deletion
{
    /** Meta of a campaign that was public once. */
    private const WAS_PUBLIC = '_glassjar_was_public';

    /** In the address of a list or a screen: how many were kept. */
    private const KEPT = 'glassjar_kept';

    /** @var bool Whether one of WordPress's screens is about to delete. */
    private static $isOnScreen = false;

    /** @var int How many were kept in this request. */
    private static $kept = 0;

    public static function start(): void
    {
        add_action('transition_post_status', [self::class, 'onStatus'], 10, 3);
        add_filter('pre_delete_post', [self::class, 'keep'], 10, 2);
        add_action('deleted_post', [self::class, 'clear'], 10, 2);
        add_action('load-edit.php', [self::class, 'onScreen']);
        add_action('load-post.php', [self::class, 'onScreen']);
        add_action('admin_notices', [self::class, 'tell']);
    }

    public static function onStatus(string $new, string $old, \WP_Post $post): void
    {
        if ($post->post_type === Campaign::TYPE && in_array($new, ['publish', 'private'], true)) {
            update_post_meta($post->ID, self::WAS_PUBLIC, '1');
        }
    }

    /** Of campaigns from before this was noted: whoever is public now was. */
    public static function note(): void
    {
        foreach (Campaign::published() as $id) {
            update_post_meta($id, self::WAS_PUBLIC, '1');
        }
    }

    /**
     * @param \WP_Post|false|null $check
     * @return \WP_Post|false|null
     */
    public static function keep($check, \WP_Post $post)
    {
        $isLeaving = defined('WP_UNINSTALL_PLUGIN');
        if ($post->post_type !== Campaign::TYPE || $isLeaving || !Books::isBegun($post->ID) || self::isTrial($post->ID)) {
            return $check;
        }
        self::$kept++;
        // On WordPress's own screens a refusal is a bare error page, in the middle of the rest; there it is counted and told.
        return self::$isOnScreen ? $post : false;
    }

    /** @param int|string $id */
    public static function clear($id, \WP_Post $post): void
    {
        global $wpdb;
        if ($post->post_type !== Campaign::TYPE || defined('WP_UNINSTALL_PLUGIN')) {
            return;
        }
        foreach (['entries', 'people', 'donations', 'documents', 'books', 'sums'] as $name) {
            // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
            $wpdb->query($wpdb->prepare('DELETE FROM ' . Store::table($name) . ' WHERE campaign = %d', (int) $id));
        }
    }

    /** A screen that may delete campaigns begins. */
    public static function onScreen(): void
    {
        // phpcs:disable WordPress.Security.NonceVerification -- read only; WordPress checks it before it deletes.
        $asked = array_intersect(['delete', 'delete_all'], [$_REQUEST['action'] ?? '', $_REQUEST['action2'] ?? '', isset($_REQUEST['delete_all']) ? 'delete_all' : '']);
        // phpcs:enable
        if ($asked === []) {
            return;
        }
        self::$isOnScreen = true;
        add_filter('wp_redirect', static function (string $url): string {
            if (self::$kept === 0) {
                return $url;
            }
            $query = [];
            wp_parse_str((string) wp_parse_url($url, PHP_URL_QUERY), $query);
            $deleted = max(0, (int) ($query['deleted'] ?? 0) - self::$kept);
            $url = $deleted > 0 ? add_query_arg('deleted', $deleted, $url) : remove_query_arg('deleted', $url);
            return add_query_arg(self::KEPT, self::$kept, $url);
        });
    }

    public static function tell(): void
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- read only.
        $count = is_string($_GET[self::KEPT] ?? null) ? (int) $_GET[self::KEPT] : 0;
        if ($count < 1 || !current_user_can('edit_glassjar_campaigns')) {
            return;
        }
        $words = sprintf(
            /* translators: %d: how many campaigns. */
            _n('%d campaign with books was kept: what was shown to people as booked must stay to be looked up. In the trash nobody sees it.', '%d campaigns with books were kept: what was shown to people as booked must stay to be looked up. In the trash nobody sees them.', $count, 'glassjar'),
            $count
        );
        echo '<div class="notice notice-warning"><p>' . esc_html($words) . '</p></div>';
    }

    /** Whether it was never public and took no real money. */
    private static function isTrial(int $id): bool
    {
        global $wpdb;
        if (get_post_meta($id, self::WAS_PUBLIC, true) !== '') {
            return false;
        }
        $table = Store::table('donations');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        return Store::row($wpdb->prepare("SELECT id FROM $table WHERE campaign = %d AND livemode = 1 LIMIT 1", $id)) === null;
    }
}
