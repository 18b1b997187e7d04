<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;
use Glassjar\Refusal;
use Glassjar\Rights;
use Glassjar\StoreError;
use Glassjar\Transfer;

/** A campaign with its books from a file: one question, and a draft to look through before anyone sees it. */
final class TransferScreen
{
    public const PAGE = 'glassjar-transfer';
    private const ACTION = 'glassjar_transfer';

    /** @var string Why nothing was made. */
    private static $fault = '';

    public static function url(): string
    {
        return add_query_arg(['post_type' => Campaign::TYPE, 'page' => self::PAGE], admin_url('edit.php'));
    }

    private static function may(): bool
    {
        return current_user_can(Rights::MONEY) && current_user_can('edit_glassjar_campaigns');
    }

    public static function load(): void
    {
        if (!self::may()) {
            wp_die(esc_html__('You may not see this page.', 'glassjar'), '', ['response' => 403]);
        }
        if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
            return;
        }
        // A file that is larger than the server takes arrives as nothing at all, its nonce included.
        if ($_POST === [] && $_FILES === []) {
            self::$fault = self::tooLarge();
            return;
        }
        check_admin_referer(self::ACTION);
        // phpcs:ignore WordPress.Security -- read as untrusted text and never kept.
        $file = $_FILES['file'] ?? [];
        $error = (int) ($file['error'] ?? UPLOAD_ERR_NO_FILE);
        if ($error === UPLOAD_ERR_INI_SIZE || $error === UPLOAD_ERR_FORM_SIZE) {
            self::$fault = self::tooLarge();
        } elseif ($error === UPLOAD_ERR_NO_FILE) {
            self::$fault = __('Choose a file first.', 'glassjar');
        } elseif ($error !== UPLOAD_ERR_OK || !is_uploaded_file((string) $file['tmp_name'])) {
            self::$fault = __('The file did not arrive whole. Please try again.', 'glassjar');
        } else {
            self::take((string) file_get_contents((string) $file['tmp_name']));
        }
    }

    private static function take(string $json): void
    {
        try {
            $made = Transfer::import($json);
            wp_safe_redirect(add_query_arg('moved', implode('-', [$made['entries'], $made['rest'], $made['ahead']]), CampaignScreen::url($made['id'])));
            exit;
        } catch (Refusal $refusal) {
            self::$fault = $refusal->getMessage();
        } catch (StoreError $error) {
            self::$fault = __('The database could not take it; nothing was made. Please try again.', 'glassjar');
        }
    }

    private static function tooLarge(): string
    {
        return sprintf(
            /* translators: %s: a size, like 2M */
            __('This server takes files up to %s only, and yours is larger. Ask your host to raise “upload_max_filesize” and “post_max_size”. Nothing was made.', 'glassjar'),
            size_format(wp_max_upload_size())
        );
    }

    public static function render(): void
    {
        echo '<div class="wrap glassjar-admin"><h1>' . esc_html__('Import a campaign', 'glassjar') . '</h1>';
        if (self::$fault !== '') {
            echo '<div class="notice notice-error" role="alert" id="glassjar-fault"><p>' . esc_html(self::$fault) . '</p></div>';
        }
        echo '<p>' . esc_html__('Moves a campaign with its books to this site: from another WordPress site (Books, “Download as JSON”), from a Glassjar server (npx glassjar export), or from the campaign.json of a page without either.', 'glassjar') . '</p>';
        echo '<p>' . esc_html__('It becomes a draft with the same sums, which you can look through before anyone sees it. Names that are not shown to readers are not in such a file.', 'glassjar') . '</p>';
        echo '<form method="post" enctype="multipart/form-data" action="' . esc_url(self::url()) . '">';
        wp_nonce_field(self::ACTION);
        echo '<p><label for="glassjar-file">' . esc_html__('JSON file', 'glassjar') . '</label><br><input type="file" id="glassjar-file" name="file" accept=".json,application/json" required></p>';
        echo '<p><button class="button button-primary">' . esc_html__('Import', 'glassjar') . '</button></p></form></div>';
    }

    /** What is said of a campaign that was just made of a file. */
    public static function notice(): void
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- two numbers that are shown.
        if (preg_match('/^(\d{1,9})-(\d{1,4})-(\d{1,9})\z/', (string) ($_GET['moved'] ?? ''), $match) !== 1) {
            return;
        }
        $text = sprintf(
            /* translators: %s: a number */
            _n('The campaign was imported as a draft, with %s entry.', 'The campaign was imported as a draft, with %s entries.', (int) $match[1], 'glassjar'),
            number_format_i18n((int) $match[1])
        );
        if ((int) $match[2] > 0) {
            $text .= ' ' . __('What the file stated beyond its entries is booked as one entry without a name, so that the sums are the same.', 'glassjar');
        }
        echo '<div class="notice notice-success"><p>' . esc_html($text) . '</p></div>';
        if ((int) $match[3] > 0) {
            /* translators: %s: a number */
            $ahead = sprintf(_n('%s entry is of a day still to come. It is booked as the file has it: look in the books whether the day is right.', '%s entries are of days still to come. They are booked as the file has them: look in the books whether the days are right.', (int) $match[3], 'glassjar'), number_format_i18n((int) $match[3]));
            echo '<div class="notice notice-warning"><p>' . esc_html($ahead) . '</p></div>';
        }
    }
}
