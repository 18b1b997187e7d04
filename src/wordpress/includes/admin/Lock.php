<?php

declare(strict_types=1);

namespace Glassjar\Admin;

/**
 * WordPress's own lock of a post, on our form: who opens it while somebody else has it (or its story) open is asked whether to take
 * over, and who has it is told when it was. It only asks: what keeps two people apart is CampaignForm.
 */
final class Lock
{
    /** Before anything is drawn: takes the lock, where nobody has it or where that was asked for. */
    public static function take(int $id): void
    {
        if ($id === 0) {
            return;
        }
        require_once ABSPATH . 'wp-admin/includes/post.php';
        // phpcs:ignore WordPress.Security.NonceVerification -- here it is.
        $isAsked = isset($_GET['get-post-lock']);
        if ($isAsked) {
            check_admin_referer('lock-post_' . $id);
        }
        if ($isAsked || !wp_check_post_lock($id)) {
            wp_set_post_lock($id);
        }
        if ($isAsked) {
            wp_safe_redirect(CampaignScreen::url($id));
            exit;
        }
    }

    /** The dialog, which is seen only by whoever hasn't the lock, and what the script needs to keep it. */
    public static function dialog(int $id): void
    {
        if ($id === 0) {
            return;
        }
        $toForm = static function () use ($id): string {
            return CampaignScreen::url($id);
        };
        $more = static function (): void {
            echo '<p>' . esc_html__('What you typed is still in the form. You can close this, look at it and download it; saving tells you what was changed meanwhile.', 'glassjar')
                . '</p><p><button type="button" class="button" data-glassjar-close>' . esc_html__('Close', 'glassjar') . '</button></p>';
        };
        add_filter('get_edit_post_link', $toForm);
        add_action('post_lock_lost_dialog', $more);
        $before = $GLOBALS['post'] ?? null;
        // WordPress's dialog asks for the post that is edited.
        $GLOBALS['post'] = get_post($id); // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- put back below.
        _admin_notice_post_locked();
        $GLOBALS['post'] = $before; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- as it was.
        remove_filter('get_edit_post_link', $toForm);
        remove_action('post_lock_lost_dialog', $more);
        $lock = wp_check_post_lock($id) ? '' : (string) get_post_meta($id, '_edit_lock', true);
        printf('<span id="glassjar-lock" hidden data-post="%d" data-lock="%s" data-nonce="%s"></span>', (int) $id, esc_attr($lock), esc_attr(wp_create_nonce('update-post_' . $id)));
    }
}
