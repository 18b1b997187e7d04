<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\CampaignDocument;
use Glassjar\Donations;
use Glassjar\Front\Assets;

/**
 * The real panel beside the form. It stands in a page of the site's own theme, in a frame, so that it looks as readers will see it; the
 * form is read by the same code that saves it.
 */
final class Preview
{
    private const PAGE = 'glassjar-preview';
    private const NONCE = 'glassjar_preview';

    public static function frame(int $id): void
    {
        $url = add_query_arg([self::PAGE => '1', '_wpnonce' => wp_create_nonce(self::NONCE)], home_url('/'));
        printf(
            '<aside class="glassjar-preview" id="glassjar-preview" aria-labelledby="glassjar-preview-title"><h2 id="glassjar-preview-title">%s</h2><p class="description">%s</p>'
            . '<p class="glassjar-preview-state" role="status"></p><iframe title="%s" src="%s" data-nonce="%s"></iframe></aside>',
            esc_html__('As readers will see it', 'glassjar'),
            esc_html__('The preview follows while you type. Nothing is saved by that.', 'glassjar'),
            esc_attr__('Preview of the panel', 'glassjar'),
            esc_url($url),
            esc_attr(wp_create_nonce(self::NONCE . $id))
        );
    }

    /** Answers the form's typed text with the campaign it would be. */
    public static function answer(): void
    {
        $id = CampaignScreen::asked();
        try {
            $nonce = (string) (Sent::fields()['nonce'] ?? '');
        } catch (Incomplete $incomplete) {
            FormAnswer::send(['refusal' => $incomplete->getMessage()], 413);
            return;
        }
        if (wp_verify_nonce($nonce, self::NONCE . $id) === false || !CampaignScreen::may($id)) {
            FormAnswer::send(['refusal' => __('This preview has expired. Load the form again.', 'glassjar')], 403);
            return;
        }
        $answers = CampaignForm::answers($id);
        $title = CampaignForm::title($id);
        $data = CampaignForm::typed($id, $answers);
        $campaign = CampaignDocument::from($id, CampaignForm::html($title !== '' ? $title : __('Name of the campaign', 'glassjar')), CampaignForm::html(CampaignForm::summary($id)), $data);
        FormAnswer::send([
            'campaign' => $campaign === null ? null : json_decode(CampaignDocument::encode($campaign)),
            // With it the panel has the button that it will have on the page.
            'offer' => Donations::offerIn(CampaignForm::currency($id), $data['fields'], $data['options']),
        ], 200);
    }

    /** The page in the frame: the theme's styles, and one panel. For those who fill in forms only. */
    public static function page(): void
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- here it is.
        if (!isset($_GET[self::PAGE])) {
            return;
        }
        nocache_headers();
        if (!current_user_can('edit_glassjar_campaigns') || !wp_verify_nonce((string) ($_GET['_wpnonce'] ?? ''), self::NONCE)) {
            wp_die(esc_html__('This preview has expired. Load the form again.', 'glassjar'), '', ['response' => 403]);
        }
        show_admin_bar(false);
        Assets::need();
        $script = plugins_url('admin/preview.js', \Glassjar\FILE);
        echo '<!doctype html><html ';
        language_attributes();
        echo '><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">';
        wp_head();
        echo '<style>html{margin-top:0!important}body{margin:0;padding:12px;min-height:0}</style>';
        echo '</head><body class="' . esc_attr(implode(' ', get_body_class('glassjar-preview-page'))) . '"><div class="entry-content">';
        echo '<glassjar-panel id="glassjar-shown"></glassjar-panel></div>';
        wp_footer();
        // phpcs:ignore WordPress.WP.EnqueuedResources -- a page of its own, outside the theme's loop.
        printf('<script type="module" src="%s" data-library="%s"></script></body></html>', esc_url($script), esc_url(Assets::url('glassjar.js')));
        exit;
    }
}
