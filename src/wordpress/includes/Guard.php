<?php

declare(strict_types=1);

namespace Glassjar;

/**
 * What is public stays as it was published for whoever may not publish: its status, date, password, address and author, by whatever way
 * they write (REST, the editors, quick and bulk edit, XML-RPC). They could not undo it. Title, story and summary are theirs.
 */
final class Guard
{
    /** Statuses that only someone with the right to publish gives. */
    private const PUBLIC = ['publish', 'private', 'future'];

    private const KEPT = ['post_status', 'post_date', 'post_date_gmt', 'post_password', 'post_name', 'post_author'];

    public static function start(): void
    {
        add_filter('rest_pre_insert_' . Campaign::TYPE, [self::class, 'onRest'], 10, 2);
        add_filter('wp_insert_post_data', [self::class, 'onWrite'], 99, 2);
    }

    /** Whether this user may change how a campaign stands in public. */
    public static function mayPublish(int $id): bool
    {
        // Nobody in particular: the site's own work, such as publishing at a planned hour, and its command line.
        return get_current_user_id() === 0 || current_user_can('publish_glassjar_campaigns')
            || !in_array(get_post_status($id), self::PUBLIC, true);
    }

    /**
     * @param \stdClass|\WP_Error $post
     * @return \stdClass|\WP_Error
     */
    public static function onRest($post, \WP_REST_Request $request)
    {
        $id = (int) ($request->get_url_params()['id'] ?? 0);
        if (is_wp_error($post) || $id === 0 || self::mayPublish($id)) {
            return $post;
        }
        $old = get_post($id);
        foreach (self::KEPT as $column) {
            if (isset($post->$column) && $old !== null && !self::isSame($column, (string) $post->$column, (string) $old->$column)) {
                return new \WP_Error('glassjar_public', self::words(), ['status' => rest_authorization_required_code()]);
            }
        }
        return $post;
    }

    /**
     * The last place before the database, whoever writes.
     *
     * @param array<string, mixed> $data Slashed, as WordPress hands it on.
     * @param array<string, mixed> $given
     * @return array<string, mixed>
     */
    public static function onWrite(array $data, array $given): array
    {
        $id = (int) ($given['ID'] ?? 0);
        if (($data['post_type'] ?? '') !== Campaign::TYPE || $id === 0 || self::mayPublish($id)) {
            return $data;
        }
        $old = get_post($id);
        $isChanged = false;
        foreach ($old === null ? [] : self::KEPT as $column) {
            $isChanged = $isChanged || !self::isSame($column, (string) wp_unslash($data[$column] ?? ''), (string) $old->$column);
            $data[$column] = wp_slash((string) $old->$column);
        }
        // Who asked for it is told; a program gets what is allowed of it.
        $isAsked = is_admin() || (defined('XMLRPC_REQUEST') && XMLRPC_REQUEST);
        if ($isChanged && $isAsked) {
            wp_die(esc_html(self::words()), '', ['response' => 403, 'back_link' => true]);
        }
        return $data;
    }

    private static function isSame(string $column, string $new, string $old): bool
    {
        // Forms have no seconds.
        $length = strpos($column, 'post_date') === 0 ? 16 : PHP_INT_MAX;
        return substr($new, 0, $length) === substr($old, 0, $length);
    }

    private static function words(): string
    {
        return __('This campaign is public: only who may publish changes its status, date, password, address or author. Nothing was saved.', 'glassjar');
    }
}
