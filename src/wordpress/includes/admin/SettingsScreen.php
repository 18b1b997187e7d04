<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Core\StripeEvent;
use Glassjar\Rights;
use Glassjar\Settings;

/** Settings of the site: card payments, and what uninstalling does. Keys go in and never come out again. */
final class SettingsScreen
{
    public const PAGE = 'glassjar-settings';

    public static function load(): void
    {
        if (!current_user_can(Rights::MANAGE)) {
            wp_die(esc_html__('You may not change these settings.', 'glassjar'), '', ['response' => 403]);
        }
    }

    public static function render(): void
    {
        $all = Settings::all();
        echo '<div class="wrap glassjar-admin"><h1>' . esc_html__('Settings', 'glassjar') . '</h1>';
        settings_errors();
        echo '<form method="post" action="options.php"><div class="glassjar-first">';
        settings_fields('glassjar');
        printf('<input type="hidden" name="%s[stamp]" value="%s">', esc_attr(Settings::OPTION), esc_attr(Settings::stamp()));
        echo '<h2>' . esc_html__('Card payments by Stripe', 'glassjar') . '</h2><p>' . esc_html__('Not needed for bank account and links. Payers give their card on Stripe’s own page; nothing of it comes to this site.', 'glassjar') . '</p><ol>';
        $steps = [
            esc_html__('In Stripe, make a restricted key and put it here. It may write Checkout Sessions, and read Events, Payment Intents, Charges, Balance Transactions and Invoices: for fees, and for what a lost message would have told. It needs nothing else.', 'glassjar'),
            /* translators: %s: an address. */
            sprintf(esc_html__('In Stripe, add a webhook to %s and put its secret (whsec_…) here.', 'glassjar'), '<code>' . esc_html(rest_url('glassjar/v1/stripe')) . '</code>'),
            esc_html__('Try it in test mode first, then switch to real payments below.', 'glassjar'),
        ];
        foreach ($steps as $step) {
            echo '<li>' . wp_kses($step, ['code' => []]) . '</li>';
        }
        echo '</ol><details class="glassjar-more"><summary>' . esc_html__('The events that the webhook needs', 'glassjar') . '</summary><p><code>'
            . esc_html(implode(', ', StripeEvent::TYPES)) . '</code></p></details><div class="glassjar-fields">';
        $labels = [
            'live_key' => __('Key for real payments', 'glassjar'),
            'live_secrets' => __('Webhook secret for real payments', 'glassjar'),
            'test_key' => __('Key for tests', 'glassjar'),
            'test_secrets' => __('Webhook secret for tests', 'glassjar'),
        ];
        foreach ($labels as $name => $label) {
            self::secret($name, $label);
        }
        echo '</div>';
        self::flag('live', __('Real payments: cards are charged', 'glassjar'), $all['live']);
        printf(
            '<div class="glassjar-field"><label for="glassjar-portal">%s</label><input type="text" inputmode="url" class="code" placeholder="https://billing.stripe.com/p/login/…" id="glassjar-portal" name="%s[portal]" value="%s" aria-describedby="glassjar-portal-help"><p class="description" id="glassjar-portal-help">%s</p></div>',
            esc_html__('Address of your customer portal', 'glassjar'),
            esc_attr(Settings::OPTION),
            esc_attr($all['portal']),
            esc_html__('For gifts that come every month: there, givers end them by themselves. Stripe makes it under Settings › Billing › Customer portal.', 'glassjar')
        );
        printf(
            '<div class="glassjar-field"><label for="glassjar-starts">%s</label><input type="number" min="1" max="1000" id="glassjar-starts" name="%s[starts]" value="%d" aria-describedby="glassjar-starts-help"><p class="description" id="glassjar-starts-help">%s</p></div>',
            esc_html__('Payments begun and not paid, from one network in an hour', 'glassjar'),
            esc_attr(Settings::OPTION),
            (int) $all['starts'],
            esc_html__('This slows down people who try out stolen cards. What is paid isn’t counted, so that everyone at a school fête can give from the same Wi-Fi.', 'glassjar')
        );
        echo '</div><div class="glassjar-first"><h2>' . esc_html__('Other sites, and uninstalling', 'glassjar') . '</h2><div class="glassjar-field"><label for="glassjar-origins">'
            . esc_html__('Other sites whose pages may start a donation', 'glassjar') . '</label><textarea id="glassjar-origins" rows="2" name="'
            . esc_attr(Settings::OPTION) . '[origins]" aria-describedby="glassjar-origins-help">' . esc_textarea(implode("\n", $all['origins']))
            . '</textarea><p class="description" id="glassjar-origins-help">' . esc_html__('One a line, like https://example.org. Empty: only this site.', 'glassjar') . '</p></div>';
        self::flag('removeAll', __('When Glassjar is deleted, delete all campaigns and books with it', 'glassjar'), $all['removeAll']);
        echo '<p class="description">' . esc_html__('Download the books first: what is deleted then is gone.', 'glassjar') . '</p></div>';
        printf('<input type="hidden" name="%s[whole]" value="1">', esc_attr(Settings::OPTION));
        submit_button(__('Save', 'glassjar'));
        echo '</form></div>';
    }

    private static function secret(string $name, string $label): void
    {
        $source = Settings::sourceOf($name);
        $help = [
            'constant' => __('Set in wp-config.php.', 'glassjar'),
            'option' => __('Set. Leave it empty to keep it; a minus removes it.', 'glassjar'),
            '' => __('Not set.', 'glassjar'),
        ][$source];
        printf(
            '<div class="glassjar-field"><label for="glassjar-%1$s">%2$s</label><input type="password" autocomplete="off" spellcheck="false" class="code" id="glassjar-%1$s" name="%3$s[%1$s]" value="" aria-describedby="glassjar-%1$s-help"%4$s><p class="description" id="glassjar-%1$s-help">%5$s</p></div>',
            esc_attr($name),
            esc_html($label),
            esc_attr(Settings::SECRETS),
            $source === 'constant' ? ' disabled' : '',
            esc_html($help)
        );
    }

    private static function flag(string $name, string $label, bool $isOn): void
    {
        printf(
            '<p class="glassjar-field glassjar-flag"><input type="checkbox" id="glassjar-%1$s" name="%2$s[%1$s]" value="1"%3$s> <label for="glassjar-%1$s">%4$s</label></p>',
            esc_attr($name),
            esc_attr(Settings::OPTION),
            checked($isOn, true, false),
            esc_html($label)
        );
    }
}
