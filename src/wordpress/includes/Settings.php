<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Link;

/**
 * Settings of the site. Keys of the payment provider are apart from the rest, are not loaded with each page, and are never shown
 * again; constants in wp-config.php win over them:
 *
 *   GLASSJAR_STRIPE_LIVE_KEY, GLASSJAR_STRIPE_TEST_KEY         sk_live_… or, better, a restricted key rk_live_… that may write
 *                                                               Checkout Sessions and read what SettingsScreen names
 *   GLASSJAR_STRIPE_LIVE_SECRETS, GLASSJAR_STRIPE_TEST_SECRETS  whsec_… of the webhook; several parted by blanks
 *   GLASSJAR_CLIENT_IP_HEADER                                   the header in which a proxy that you run tells the visitor's address
 */
final class Settings
{
    public const OPTION = 'glassjar_settings';
    public const SECRETS = 'glassjar_stripe';

    /** Payments that may be begun, and not paid, from one address in an hour, where no other number is set. */
    private const STARTS = 20;

    /** Secrets by the name under which they are kept, each with what it must look like. */
    public const SECRET_FIELDS = [
        'live_key' => '/^(?:sk|rk)_live_[A-Za-z0-9_]{10,250}\z/',
        'test_key' => '/^(?:sk|rk)_test_[A-Za-z0-9_]{10,250}\z/',
        'live_secrets' => '/^whsec_[A-Za-z0-9+\/=_-]{16,250}(?: whsec_[A-Za-z0-9+\/=_-]{16,250}){0,3}\z/',
        'test_secrets' => '/^whsec_[A-Za-z0-9+\/=_-]{16,250}(?: whsec_[A-Za-z0-9+\/=_-]{16,250}){0,3}\z/',
    ];

    public static function register(): void
    {
        // On init and not on admin_init: what is registered later is unknown to REST.
        register_setting('glassjar', self::OPTION, [
            'type' => 'object',
            'sanitize_callback' => [self::class, 'sanitizeSent'],
            'show_in_rest' => false,
            'default' => [],
        ]);
        // Without a default: where that is what is kept, WordPress takes a change for a new option, loaded with each page.
        register_setting('glassjar', self::SECRETS, [
            'type' => 'object',
            'sanitize_callback' => [self::class, 'sanitizeSecrets'],
            'show_in_rest' => false,
        ]);
        add_filter('option_page_capability_glassjar', static function (): string {
            return Rights::MANAGE;
        });
    }

    /**
     * @return array{live: bool, origins: string[], starts: int, portal: string, removeAll: bool} Live: whether cards are charged for real. Origins:
     *     other sites whose pages may start a donation. Starts: payments that may be begun and not paid from one address in an hour. Portal: address of Stripe's customer portal, where givers end what comes each
     *     month. RemoveAll: whether uninstalling deletes the books and campaigns.
     */
    public static function all(): array
    {
        return self::sanitize(get_option(self::OPTION, []));
    }

    /** Whether cards are charged for real. */
    public static function isLive(): bool
    {
        return self::all()['live'];
    }

    /** The key for Stripe's API; '' when there is none. */
    public static function key(bool $live): string
    {
        return self::secret($live ? 'live_key' : 'test_key');
    }

    /**
     * The webhook's secrets; several while one is being replaced.
     *
     * @return string[]
     */
    public static function hookSecrets(bool $live): array
    {
        $text = self::secret($live ? 'live_secrets' : 'test_secrets');
        return $text === '' ? [] : explode(' ', $text);
    }

    /** Where a secret comes from: `constant`, `option`, or '' when there is none. */
    public static function sourceOf(string $name): string
    {
        if (self::secret($name) === '') {
            return '';
        }
        return defined('GLASSJAR_STRIPE_' . strtoupper($name)) ? 'constant' : 'option';
    }

    /** Whether card payments can be taken at all. */
    public static function takesCards(): bool
    {
        return self::key(self::isLive()) !== '';
    }

    /** What the settings' form is made of: it goes along, and comes back. */
    public static function stamp(): string
    {
        return md5((string) wp_json_encode(self::all()));
    }

    /**
     * What is to be saved. What the form of the settings sent is taken whole, and only when nobody changed them meanwhile.
     *
     * @param mixed $value
     * @return array<string, mixed>
     */
    public static function sanitizeSent($value): array
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- WordPress checked it before.
        if (($_POST['option_page'] ?? '') !== 'glassjar' || (is_array($value) && isset($value['origins']) && is_array($value['origins']))) {
            return self::sanitize($value);
        }
        $isWhole = is_array($value) && isset($value['whole']);
        if ($isWhole && ($value['stamp'] ?? '') === self::stamp()) {
            return self::sanitize($value);
        }
        if (function_exists('add_settings_error')) {
            add_settings_error(self::OPTION, 'glassjar', $isWhole
                ? __('Somebody changed these settings meanwhile. Nothing of this part was saved: look at them as they are now.', 'glassjar')
                : __('Only a part of the form arrived. Nothing of this part was saved: try again.', 'glassjar'));
        }
        return self::all();
    }

    /**
     * @param mixed $value
     * @return array{live: bool, origins: string[], starts: int, portal: string, removeAll: bool}
     */
    public static function sanitize($value): array
    {
        $value = is_array($value) ? $value : [];
        $origins = $value['origins'] ?? [];
        $origins = is_string($origins) ? (array) preg_split('/\s+/', $origins) : (is_array($origins) ? $origins : []);
        $kept = array_filter($origins, static function ($origin): bool {
            return is_string($origin) && preg_match('#^https://[a-z0-9.-]{1,250}(:[0-9]{1,5})?\z#i', $origin) === 1;
        });
        $portal = is_string($value['portal'] ?? null) ? trim($value['portal']) : '';
        return [
            'live' => !empty($value['live']),
            'origins' => array_values(array_unique(array_map('strtolower', $kept))),
            'starts' => is_numeric($value['starts'] ?? null) ? max(1, min(1000, (int) $value['starts'])) : self::STARTS,
            'portal' => strpos($portal, 'https://') === 0 && Link::isLink($portal) ? $portal : '',
            'removeAll' => !empty($value['removeAll']),
        ];
    }

    /**
     * A form never gets the secrets it saves, so an empty field keeps what is there; `-` removes it.
     *
     * @param mixed $value
     * @return array<string, string>
     */
    public static function sanitizeSecrets($value): array
    {
        $value = is_array($value) ? $value : [];
        $kept = (array) get_option(self::SECRETS, []);
        foreach (self::SECRET_FIELDS as $name => $pattern) {
            $text = is_string($value[$name] ?? null) ? trim((string) preg_replace('/\s+/', ' ', $value[$name])) : '';
            if ($text === '-') {
                unset($kept[$name]);
            } elseif (preg_match($pattern, $text) === 1) {
                $kept[$name] = $text;
            } elseif ($text !== '' && function_exists('add_settings_error')) {
                add_settings_error(self::SECRETS, $name, __('This does not look like what Stripe shows for it; it was not saved.', 'glassjar'));
            }
        }
        return array_intersect_key($kept, self::SECRET_FIELDS);
    }

    private static function secret(string $name): string
    {
        $constant = 'GLASSJAR_STRIPE_' . strtoupper($name);
        $value = defined($constant) ? constant($constant) : (((array) get_option(self::SECRETS, []))[$name] ?? '');
        $text = is_string($value) ? trim((string) preg_replace('/\s+/', ' ', $value)) : '';
        // What doesn't look like one is none: an empty secret would sign for everyone.
        return preg_match(self::SECRET_FIELDS[$name], $text) === 1 ? $text : '';
    }
}
