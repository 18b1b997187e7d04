<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;
use Glassjar\Core\Currency;
use Glassjar\Rights;

/**
 * The first campaign in three questions: what it is for, where the money goes, how much it takes. What is answered is a draft from the
 * beginning, so that it can be left and come back to; all else is in the campaign's form.
 */
final class StartScreen
{
    public const PAGE = 'glassjar-start';
    private const ACTION = 'glassjar_start';

    /** Whose first campaign it is. */
    private const DRAFT = 'glassjar_start';

    /** That the plugin was just activated, by hand and on this site alone. */
    public const WELCOME = 'glassjar_welcome';

    /** Currencies that are named first. */
    private const USUAL = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'CAD', 'AUD', 'NZD', 'JPY', 'INR', 'BRL'];

    /** @var array<string, string> */
    private static $faults = [];

    /** @var array<string, string>|null */
    private static $typed;

    public static function url(int $id = 0): string
    {
        $query = ['post_type' => Campaign::TYPE, 'page' => self::PAGE] + ($id > 0 ? ['campaign' => $id] : []);
        return add_query_arg($query, admin_url('edit.php'));
    }

    /** After activation, and where there is no campaign yet: one line that points here. Nobody is taken anywhere. */
    public static function pointer(): void
    {
        $screen = get_current_screen();
        $isOurs = $screen !== null && $screen->id === 'edit-' . Campaign::TYPE;
        $isWelcome = $screen !== null && in_array($screen->id, ['plugins', 'dashboard'], true) && get_option(self::WELCOME) === '1';
        if ((!$isOurs && !$isWelcome) || !self::may() || self::hasCampaigns()) {
            return;
        }
        printf(
            '<div class="notice notice-info"><p><strong>%s</strong> %s</p><p><a class="button button-primary" href="%s">%s</a> <a class="button-link" href="%s">%s</a></p></div>',
            esc_html__('Glassjar is ready.', 'glassjar'),
            esc_html__('Three questions, and your first campaign is there as a draft.', 'glassjar'),
            esc_url(self::url()),
            esc_html__('Begin', 'glassjar'),
            esc_url($isOurs ? CampaignScreen::url() : wp_nonce_url(admin_url('admin-post.php?action=glassjar_later'), 'glassjar_later')),
            $isOurs ? esc_html__('Go to the whole form', 'glassjar') : esc_html__('Not now', 'glassjar')
        );
    }

    /** "Not now": the pointer goes, and the page stays in the menu. */
    public static function later(): void
    {
        check_admin_referer('glassjar_later');
        if (self::may()) {
            delete_option(self::WELCOME);
        }
        wp_safe_redirect(wp_get_referer() ?: admin_url());
        exit;
    }

    public static function load(): void
    {
        if (!self::may()) {
            wp_die(esc_html__('You may not add campaigns.', 'glassjar'), '', ['response' => 403]);
        }
        if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
            return;
        }
        check_admin_referer(self::ACTION);
        $id = self::draft();
        if (isset($_POST['publish'])) {
            if ($id > 0 && current_user_can('publish_glassjar_campaigns')) {
                wp_update_post(['ID' => $id, 'post_status' => 'publish']);
            }
            wp_safe_redirect(add_query_arg('done', '1', self::url($id)));
            exit;
        }
        self::$typed = StartAnswers::sent();
        [$fields, self::$faults] = StartAnswers::read(self::$typed);
        if (self::$faults === []) {
            $id = StartAnswers::keep($id, self::$typed, $fields);
            update_user_meta(get_current_user_id(), self::DRAFT, $id);
            delete_option(self::WELCOME);
            wp_safe_redirect(add_query_arg('done', '1', self::url($id)));
            exit;
        }
    }

    public static function render(): void
    {
        $id = self::draft();
        echo '<div class="wrap glassjar-admin glassjar-start">';
        // phpcs:ignore WordPress.Security.NonceVerification -- only what is shown.
        if ($id > 0 && isset($_GET['done']) && self::$typed === null) {
            self::done($id);
        } else {
            self::form($id);
        }
        echo '</div>';
    }

    private static function form(int $id): void
    {
        $values = self::$typed ?? StartAnswers::kept($id);
        echo '<h1>' . esc_html__('Your first campaign', 'glassjar') . '</h1><p>' . esc_html__('Three questions. What you answer is kept as a draft that nobody sees, and everything can be changed later.', 'glassjar') . '</p>';
        if (self::$faults !== []) {
            echo '<div class="notice notice-error inline" role="alert"><p>' . esc_html__('Nothing was saved yet. Please look at what is marked.', 'glassjar') . '</p></div>';
        }
        echo '<form method="post" novalidate action="' . esc_url(self::url($id)) . '">';
        wp_nonce_field(self::ACTION);
        self::question(1, __('What is it for?', 'glassjar'));
        self::line($values, 'title', __('Name of the campaign', 'glassjar'), __('Short, as it would stand on a poster.', 'glassjar'), 'text', true);
        self::line($values, 'beneficiary', __('For whom', 'glassjar'), __('A person, a family, an association. May stay empty.', 'glassjar'));
        self::line($values, 'organiser', __('Who organises it', 'glassjar'), __('Readers give to people whose name they know.', 'glassjar'));
        echo '</fieldset>';
        self::question(2, __('Where does the money go?', 'glassjar'));
        $ways = [
            'bank' => __('To a bank account', 'glassjar'),
            'link' => __('To a page elsewhere, like PayPal', 'glassjar'),
            'later' => __('I don’t know yet', 'glassjar'),
        ];
        echo '<div class="glassjar-choices" role="radiogroup" aria-label="' . esc_attr__('Where does the money go?', 'glassjar') . '">';
        foreach ($ways as $way => $label) {
            printf(
                '<label><input type="radio" name="start[way]" value="%s"%s> %s</label>',
                esc_attr($way),
                checked($values['way'] ?? 'bank', $way, false),
                esc_html($label)
            );
        }
        echo '</div><div class="glassjar-way of-bank">';
        self::line($values, 'holder', __('Account holder', 'glassjar'), __('As the bank has it, letter by letter.', 'glassjar'));
        self::line($values, 'iban', __('IBAN', 'glassjar'));
        echo '</div><div class="glassjar-way of-link">';
        self::line($values, 'url', __('Address of the page', 'glassjar'), __('Copy it from your browser: https://…', 'glassjar'), 'url');
        self::line($values, 'label', __('What it is called', 'glassjar'), __('For example PayPal. The button then says “Donate by PayPal”.', 'glassjar'));
        echo '</div></fieldset>';
        self::question(3, __('How much does it take?', 'glassjar'));
        self::line($values, 'goal', __('Goal', 'glassjar'), __('May stay empty: a campaign needs no goal.', 'glassjar'));
        self::currencies($values['currency'] ?? Campaign::currency(0));
        echo '</fieldset><p class="submit"><button class="button button-primary button-hero" name="save" value="1">' . esc_html__('Make the draft', 'glassjar') . '</button> <a class="button-link" href="'
            . esc_url(CampaignScreen::url($id)) . '">' . esc_html__('Skip this and go to the whole form', 'glassjar') . '</a></p></form>';
    }

    /** What can be done with the draft. */
    private static function done(int $id): void
    {
        $isPublic = get_post_status($id) === 'publish';
        $code = "[glassjar id=\"$id\"]";
        echo '<h1>' . esc_html($isPublic ? __('Your campaign is public.', 'glassjar') : __('Your draft is there.', 'glassjar')) . '</h1><p><strong>' . esc_html(get_the_title($id)) . '</strong></p>';
        echo '<div class="glassjar-next">';
        if ($isPublic) {
            printf('<a class="button button-primary button-hero" href="%s">%s</a> ', esc_url((string) get_permalink($id)), esc_html__('View the campaign', 'glassjar'));
        } else {
            printf('<a class="button button-hero" href="%s">%s</a> ', esc_url((string) get_preview_post_link($id)), esc_html__('See it as readers will', 'glassjar'));
            if (current_user_can('publish_glassjar_campaigns')) {
                echo '<form method="post" action="' . esc_url(self::url($id)) . '">';
                wp_nonce_field(self::ACTION);
                echo '<button class="button button-primary button-hero" name="publish" value="1">' . esc_html__('Publish', 'glassjar') . '</button></form>';
            }
        }
        echo '</div><div class="glassjar-first"><h2>' . esc_html__('To show it on another page', 'glassjar') . '</h2><p>' . esc_html__('Copy this into a post or a page, or add the block “Glassjar”:', 'glassjar')
            . '</p><p><code class="glassjar-code">' . esc_html($code) . '</code></p>';
        if (!$isPublic) {
            echo '<p class="description">' . esc_html__('Readers see it there once the campaign is published.', 'glassjar') . '</p>';
        }
        echo '</div><div class="glassjar-first"><h2>' . esc_html__('What comes next', 'glassjar') . '</h2><ul class="ul-disc">';
        $next = [
            CampaignScreen::url($id) => __('Add news, a book, milestones and more in the form', 'glassjar'),
            add_query_arg(['post' => $id, 'action' => 'edit'], admin_url('post.php')) => __('Write the story', 'glassjar'),
            BooksScreen::url($id) => __('Enter what has already come in', 'glassjar'),
            self::url($id) => __('Change an answer', 'glassjar'),
        ];
        foreach ($next as $url => $label) {
            echo '<li><a href="' . esc_url($url) . '">' . esc_html($label) . '</a></li>';
        }
        echo '</ul></div>';
    }

    /** The campaign that is being begun: the one that is named, else the draft that this user left; 0 for none. */
    private static function draft(): int
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- only which one is shown.
        $asked = isset($_GET['campaign']) && is_string($_GET['campaign']) ? (int) $_GET['campaign'] : 0;
        $id = $asked > 0 ? $asked : (int) get_user_meta(get_current_user_id(), self::DRAFT, true);
        $isOpen = $id > 0 && Campaign::exists($id) && current_user_can('edit_post', $id) && ($asked > 0 || get_post_status($id) === 'draft');
        return $isOpen ? $id : 0;
    }

    private static function may(): bool
    {
        return current_user_can('edit_glassjar_campaigns') && current_user_can(Rights::MONEY);
    }

    /** Whether this page is asked for. */
    public static function isHere(): bool
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- only which menu is shown.
        return ($_GET['page'] ?? '') === self::PAGE;
    }

    public static function hasCampaigns(): bool
    {
        $counts = (array) wp_count_posts(Campaign::TYPE);
        return array_sum(array_map('intval', array_diff_key($counts, ['trash' => 1, 'auto-draft' => 1]))) > 0;
    }

    private static function question(int $number, string $words): void
    {
        printf('<fieldset class="glassjar-first"><legend><span class="glassjar-number" aria-hidden="true">%d</span> %s</legend>', (int) $number, esc_html($words));
    }

    /** @param array<string, string> $values */
    private static function line(array $values, string $name, string $label, string $help = '', string $type = 'text', bool $isMust = false): void
    {
        $fault = self::$faults[$name] ?? '';
        $about = trim(($fault === '' ? '' : "glassjar-start-$name-fault ") . ($help === '' ? '' : "glassjar-start-$name-help"));
        printf(
            '<div class="glassjar-field"><label for="glassjar-start-%1$s">%2$s</label>%7$s<input type="text"%5$s id="glassjar-start-%1$s" name="start[%1$s]" value="%3$s"%4$s%6$s>%8$s</div>',
            esc_attr($name),
            esc_html($label),
            esc_attr($values[$name] ?? ''),
            $about === '' ? '' : ' aria-describedby="' . esc_attr($about) . '"',
            $type === 'url' ? ' inputmode="url"' : '',
            ($isMust ? ' required' : '') . ($fault === '' ? '' : ' aria-invalid="true"'),
            $fault === '' ? '' : '<p class="glassjar-fault" id="glassjar-start-' . esc_attr($name) . '-fault">' . esc_html($fault) . '</p>'
                . ($name === 'goal' ? Faults::choices($values[$name] ?? '', $values['currency'] ?? '') : ''),
            $help === '' ? '' : '<p class="description" id="glassjar-start-' . esc_attr($name) . '-help">' . esc_html($help) . '</p>'
        );
    }

    private static function currencies(string $chosen): void
    {
        $list = '';
        foreach (array_unique(array_merge([$chosen], self::USUAL)) as $code) {
            $sign = Currency::sign($code);
            $list .= sprintf('<option value="%s"%s>%s</option>', esc_attr($code), selected($code, $chosen, false), esc_html($sign === $code ? $code : "$code ($sign)"));
        }
        echo '<div class="glassjar-field"><label for="glassjar-start-currency">' . esc_html__('Currency', 'glassjar') . "</label><select id=\"glassjar-start-currency\" name=\"start[currency]\">$list</select></div>"; // phpcs:ignore WordPress.Security.EscapeOutput -- escaped above.
    }
}
