<?php

declare(strict_types=1);

namespace Glassjar;

/** "Check my set-up": what keeps a panel or a payment from working, told in WordPress's Site Health and on the plugin's own page. */
final class SiteHealth
{
    /** WordPress's name of the action that adds books up anew. */
    public const REPAIR = 'glassjar_add_up';

    /**
     * @param array<string, mixed> $tests
     * @return array<string, mixed>
     */
    public static function tests(array $tests): array
    {
        foreach (self::checks() as $name => [$label]) {
            $tests['direct']["glassjar_$name"] = [
                'label' => $label,
                'test' => static function () use ($name): array {
                    return self::report($name);
                },
            ];
        }
        return $tests;
    }

    /**
     * All findings, for a page of our own.
     *
     * @return array<string, array{label: string, status: string, text: string, action: string}> Status: good, recommended, critical. Action:
     *     HTML: the way to where it is put right.
     */
    public static function findings(): array
    {
        $found = [];
        foreach (self::checks() as $name => [$label, $check]) {
            [$status, $text] = $check();
            $found[$name] = ['label' => $label, 'status' => $status, 'text' => $text, 'action' => self::action($name, $status)];
        }
        return $found;
    }

    /** @return array<string, mixed> */
    private static function report(string $name): array
    {
        [$label, $check] = self::checks()[$name];
        [$status, $text] = $check();
        return [
            'label' => $label,
            'status' => $status,
            'badge' => ['label' => 'Glassjar', 'color' => 'blue'],
            'description' => '<p>' . esc_html($text) . '</p>',
            'actions' => self::action($name, $status),
            'test' => "glassjar_$name",
        ];
    }

    /** Where a finding is put right: an address, and its words. @return string[] */
    private static function link(string $name): array
    {
        $settings = [add_query_arg(['post_type' => Campaign::TYPE, 'page' => 'glassjar-settings'], admin_url('edit.php')), __('Open the settings', 'glassjar')];
        $links = [
            'https' => [admin_url('site-health.php'), __('Open Site Health', 'glassjar')],
            'permalinks' => [admin_url('options-permalink.php'), __('Open the permalinks', 'glassjar')],
            'rest' => [rest_url('glassjar/v1/campaigns/0'), __('See what the address answers', 'glassjar')],
            'keys' => $settings,
            'hook' => $settings,
            'notes' => [add_query_arg(['post_type' => Campaign::TYPE, 'page' => 'glassjar-books'], admin_url('edit.php')), __('Open the books', 'glassjar')],
            'reconcile' => $settings,
            'cron' => [admin_url('plugins.php'), __('Open the plugins', 'glassjar')],
            'proxy' => $settings,
        ];
        return $links[$name] ?? [];
    }

    /** @return array<string, array{string, callable(): array{string, string}}> */
    private static function checks(): array
    {
        return [
            'https' => [__('Glassjar: encrypted connection (HTTPS)', 'glassjar'), [self::class, 'https']],
            'permalinks' => [__('Glassjar: permalinks', 'glassjar'), [self::class, 'permalinks']],
            'rest' => [__('Glassjar: figures for visitors', 'glassjar'), [self::class, 'rest']],
            'keys' => [__('Glassjar: card payments', 'glassjar'), [self::class, 'keys']],
            'hook' => [__('Glassjar: messages from Stripe', 'glassjar'), [self::class, 'hook']],
            'notes' => [__('Glassjar: card payments and books', 'glassjar'), [self::class, 'notes']],
            'reconcile' => [__('Glassjar: daily comparison with Stripe', 'glassjar'), [self::class, 'reconcile']],
            'cron' => [__('Glassjar: daily clean-up', 'glassjar'), [self::class, 'cron']],
            'tables' => [__('Glassjar: safety of the books', 'glassjar'), [self::class, 'tables']],
            'sums' => [__('Glassjar: sums of the books', 'glassjar'), [self::class, 'sums']],
            'proxy' => [__('Glassjar: telling visitors apart', 'glassjar'), [self::class, 'proxy']],
        ];
    }

    /** @return array{string, string} */
    public static function https(): array
    {
        if (strpos(home_url(), 'https://') === 0) {
            return ['good', __('This site is reached by HTTPS.', 'glassjar')];
        }
        return !Settings::takesCards()
            ? ['recommended', __('This site is not reached by HTTPS, so nobody can be sure that the bank account on the page is yours. Your host can turn it on.', 'glassjar')]
            : ['critical', __('This site is not reached by HTTPS. Take no card payments before it is: your host can turn it on.', 'glassjar')];
    }

    /** @return array{string, string} */
    public static function permalinks(): array
    {
        return get_option('permalink_structure') !== ''
            ? ['good', __('Campaigns have readable addresses.', 'glassjar')]
            : ['recommended', __('They are set to “Plain”. Campaigns work, but their addresses are hard to pass on: choose another structure under Settings › Permalinks.', 'glassjar')];
    }

    /** @return array{string, string} */
    public static function rest(): array
    {
        $answer = wp_remote_get(rest_url('glassjar/v1/campaigns/0'), ['timeout' => 5, 'cookies' => [], 'redirection' => 0]);
        if (is_wp_error($answer)) {
            return ['recommended', __('This site could not ask itself, so this could not be checked.', 'glassjar')];
        }
        $body = json_decode(wp_remote_retrieve_body($answer), true);
        return wp_remote_retrieve_response_code($answer) === 404 && ($body['code'] ?? '') === 'glassjar_not_found'
            ? ['good', __('The panel can ask for them.', 'glassjar')]
            : ['critical', __('The REST API does not answer visitors: a security plugin or the server blocks it. Allow /wp-json/glassjar/v1/, or panels show the figures of the moment the page was made.', 'glassjar')];
    }

    /** @return array{string, string} */
    public static function keys(): array
    {
        $live = Settings::isLive();
        $key = Settings::key($live);
        if ($key === '') {
            return ['good', __('Off: no key of Stripe is set. Bank account and links work without it.', 'glassjar')];
        }
        if (Settings::hookSecrets($live) === []) {
            return ['critical', __('There is a key, but no secret for the webhook (whsec_…). Payments would arrive and not be counted until the supporter comes back.', 'glassjar')];
        }
        $trouble = (string) get_transient('glassjar_stripe_trouble');
        if ($trouble !== '') {
            return ['recommended', sprintf(
                /* translators: %s: what Stripe said, in English */
                __('Within the last day, Stripe could not be reached or refused. It said: %s', 'glassjar'),
                $trouble
            )];
        }
        if (!$live) {
            return ['recommended', __('Test mode: cards are not charged, and test gifts are not in the books.', 'glassjar')];
        }
        return strpos($key, 'rk_') === 0
            ? ['good', __('On, with a restricted key.', 'glassjar')]
            : ['recommended', __('On, with a secret key that may do everything in your Stripe account. A restricted key is enough, and safer: see Settings.', 'glassjar')];
    }

    /** @return array{string, string} */
    public static function hook(): array
    {
        if (Settings::key(Settings::isLive()) === '') {
            return ['good', __('Not needed: card payments are off.', 'glassjar')];
        }
        global $wpdb;
        $table = Store::table('events');
        // What this site asked for itself says nothing of the webhook, and each mode has one of its own.
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $last = Store::row($wpdb->prepare(
            "SELECT received_at FROM $table WHERE type NOT IN ('fetched', 'balance_transaction') AND livemode = %d ORDER BY id DESC LIMIT 1",
            (int) Settings::isLive()
        ));
        return $last === null
            ? ['recommended', sprintf(
                /* translators: %s: address */
                __('Nothing has come from Stripe yet. In Stripe, add a webhook to %s.', 'glassjar'),
                rest_url('glassjar/v1/stripe')
            )]
            : ['good', sprintf(/* translators: %s: date and time */ __('Stripe last wrote on %s.', 'glassjar'), (string) $last['received_at'])];
    }

    /** @return array{string, string} */
    public static function notes(): array
    {
        $table = Store::table('donations');
        $noted = Store::rows("SELECT reference FROM $table WHERE livemode = 1 AND notes <> '' ORDER BY id DESC");
        return $noted === []
            ? ['good', __('The payments and the books agree.', 'glassjar')]
            : ['recommended', sprintf(
                /* translators: 1: number, 2: references, separated by commas */
                __('Paid, but not as asked for (in another amount or currency, twice, or lost to a dispute): %1$d. What is in another currency is not in the books. Look for them in Stripe; the newest: %2$s.', 'glassjar'),
                count($noted),
                implode(', ', array_slice(array_column($noted, 'reference'), 0, 5))
            )];
    }

    /** @return array{string, string} */
    public static function reconcile(): array
    {
        if (Settings::key(true) === '') {
            return ['good', __('Not needed: no real payments are taken.', 'glassjar')];
        }
        $last = Reconcile::last();
        if ($last['trouble'] !== '') {
            return ['recommended', sprintf(
                /* translators: %s: what Stripe said, in English */
                __('Stripe could not be asked for fees and lost messages. It said: %s. The key may need to read Events, Payment Intents, Charges, Balance Transactions and Invoices.', 'glassjar'),
                $last['trouble']
            )];
        }
        if ($last['at'] === 0) {
            return ['good', __('It will run within a day.', 'glassjar')];
        }
        if ($last['at'] < time() - 3 * DAY_IN_SECONDS) {
            return ['recommended', __('It has not run for days: does WordPress’s cron run on this site?', 'glassjar')];
        }
        if ($last['differences'] !== []) {
            return ['recommended', sprintf(
                /* translators: %s: references, separated by commas */
                __('Stripe has these payments in another amount than the books: %s. Look for them there.', 'glassjar'),
                implode(', ', array_slice($last['differences'], 0, 5))
            )];
        }
        if ($last['missing'] > 0) {
            return ['recommended', sprintf(
                /* translators: %d: how many messages */
                _n('%d message of Stripe’s had never come and was fetched. Look at the webhook in Stripe.', '%d messages of Stripe’s had never come and were fetched. Look at the webhook in Stripe.', $last['missing'], 'glassjar'),
                $last['missing']
            )];
        }
        return ['good', sprintf(
            /* translators: 1: date and time, 2: how many fees */
            __('Nothing was missing. Last done: %1$s; fees booked then: %2$d.', 'glassjar'),
            (string) wp_date('Y-m-d H:i', $last['at']),
            $last['fees']
        )];
    }

    /** @return array{string, string} */
    public static function cron(): array
    {
        return wp_next_scheduled('glassjar_daily')
            ? ['good', __('It runs once a day.', 'glassjar')]
            : ['recommended', __('It does not run. Deactivate Glassjar and activate it again.', 'glassjar')];
    }

    /** @return array{string, string} */
    public static function tables(): array
    {
        global $wpdb;
        if (defined('DB_ENGINE') && DB_ENGINE === 'sqlite') {
            return ['good', __('The database books all of an entry or nothing.', 'glassjar')];
        }
        $row = Store::row($wpdb->prepare('SHOW TABLE STATUS LIKE %s', $wpdb->esc_like(Store::table('entries'))));
        return strtolower((string) ($row['Engine'] ?? '')) === 'innodb'
            ? ['good', __('The database books all of an entry or nothing.', 'glassjar')]
            : ['recommended', __('The tables are not InnoDB, so a crash in the middle of a booking can leave half of it. Ask your host to convert them.', 'glassjar')];
    }

    /** Whether the sums that pages show are what the entries come to. @return array{string, string} */
    public static function sums(): array
    {
        $wrong = Sums::wrong();
        if ($wrong === []) {
            return ['good', __('The sums that readers see are what the entries come to.', 'glassjar')];
        }
        $names = implode(', ', array_map('get_the_title', $wrong));
        return ['critical', sprintf(
            /* translators: %s: names of campaigns. */
            __('The sums that readers see are not what the entries come to: %s. Add them up anew; no entry changes by it.', 'glassjar'),
            html_entity_decode($names, ENT_QUOTES, 'UTF-8')
        )];
    }

    /** What can be done about a finding by a click, or the way to where it is put right, as HTML. */
    private static function action(string $name, string $status): string
    {
        $link = $status === 'good' ? [] : self::link($name);
        if ($link !== []) {
            return '<p><a href="' . esc_url($link[0]) . '">' . esc_html($link[1]) . '</a></p>';
        }
        return $name !== 'sums' || $status === 'good' || !current_user_can(Rights::MANAGE) ? '' : sprintf(
            '<p><a class="button" href="%s">%s</a></p>',
            esc_url(wp_nonce_url(add_query_arg('action', self::REPAIR, admin_url('admin-post.php')), self::REPAIR)),
            esc_html__('Add the books up anew', 'glassjar')
        );
    }

    /** Adds up anew what doesn't fit, and goes back to where that was told. */
    public static function repair(): void
    {
        check_admin_referer(self::REPAIR);
        if (!current_user_can(Rights::MANAGE)) {
            wp_die(esc_html__('You may not change these books.', 'glassjar'), '', ['response' => 403]);
        }
        Sums::repair();
        wp_safe_redirect(add_query_arg(['post_type' => Campaign::TYPE, 'page' => Admin\SetupScreen::PAGE], admin_url('edit.php')));
        exit;
    }

    /** @return array{string, string} */
    public static function proxy(): array
    {
        $forwarded = isset($_SERVER['HTTP_X_FORWARDED_FOR']) || isset($_SERVER['HTTP_CF_CONNECTING_IP']);
        return !$forwarded || defined('GLASSJAR_CLIENT_IP_HEADER')
            ? ['good', __('Each visitor has a limit of their own.', 'glassjar')]
            : ['recommended', __('This site stands behind a proxy, so that all visitors look like one: after a number of payments that were begun and not paid, everybody has to wait. Define GLASSJAR_CLIENT_IP_HEADER in wp-config.php with the header in which your proxy tells the visitor’s address.', 'glassjar')];
    }
}
