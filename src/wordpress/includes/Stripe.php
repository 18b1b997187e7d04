<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Charge;
use Glassjar\Core\Money;
use Glassjar\Core\Text;

/** What is asked of Stripe's API: a page to pay on, and how it stands. No SDK; nothing of Stripe's runs on the site's pages. */
final class Stripe
{
    /** What these requests were written against. */
    private const VERSION = '2024-10-28.acacia';

    /** Languages of Stripe's pages; it guesses others from the browser. */
    private const LANGUAGES = 'bg cs da de el en es et fi fil fr hr hu id it ja ko lt lv ms mt nb nl pl pt ro ru sk sl sv th tr vi zh';

    /**
     * A page on which a donation is paid. Asking again with the same reference asks for the same page.
     *
     * @return array{id: string, url: string}
     * @throws Refusal
     */
    public static function begin(string $reference, Money $amount, string $title, string $returnUrl, string $language, bool $live): array
    {
        $fields = [
            'mode' => 'payment',
            'submit_type' => 'donate',
            'client_reference_id' => $reference,
            'success_url' => $returnUrl,
            'cancel_url' => $returnUrl,
            'line_items' => [[
                'quantity' => '1',
                'price_data' => [
                    'currency' => strtolower($amount->currency),
                    'unit_amount' => (string) Charge::to($amount),
                    'product_data' => ['name' => Text::cut($title, 200)],
                ],
            ]],
            'metadata' => ['donation' => $reference],
            'payment_intent_data' => ['metadata' => ['donation' => $reference]],
        ];
        $short = strtolower((string) strtok($language, '-_'));
        if (in_array($short, explode(' ', self::LANGUAGES), true)) {
            $fields['locale'] = $short;
        }
        $session = self::ask('POST', '/v1/checkout/sessions', $live, $fields, "glassjar-$reference");
        $url = $session['url'] ?? '';
        if (!is_string($url) || strpos($url, 'https://') !== 0 || !is_string($session['id'] ?? null)) {
            throw self::trouble();
        }
        return ['id' => $session['id'], 'url' => $url];
    }

    /**
     * A session as it stands now.
     *
     * @return array<string, mixed>
     * @throws Refusal
     */
    public static function session(string $id, bool $live): array
    {
        return self::ask('GET', '/v1/checkout/sessions/' . rawurlencode($id), $live);
    }

    /**
     * @param array<string, mixed> $fields
     * @return array<string, mixed>
     * @throws Refusal
     */
    private static function ask(string $method, string $path, bool $live, array $fields = [], string $idempotency = ''): array
    {
        $headers = ['Authorization' => 'Bearer ' . Settings::key($live), 'Stripe-Version' => self::VERSION];
        $answer = wp_remote_request(self::base() . $path, [
            'method' => $method,
            'timeout' => 20,
            'redirection' => 0,
            'headers' => $idempotency !== '' ? $headers + ['Idempotency-Key' => $idempotency] : $headers,
            'body' => $method === 'POST' ? http_build_query($fields, '', '&') : null,
            'user-agent' => 'Glassjar/' . VERSION,
        ]);
        $body = is_wp_error($answer) ? null : json_decode(wp_remote_retrieve_body($answer), true);
        if (is_wp_error($answer) || wp_remote_retrieve_response_code($answer) !== 200 || !is_array($body)) {
            // For the site's owner, in the set-up check: what Stripe said, without anything of a visitor's.
            $said = is_wp_error($answer) ? $answer->get_error_message() : (string) ($body['error']['message'] ?? $body['error']['type'] ?? '');
            set_transient('glassjar_stripe_trouble', Text::cut(sanitize_text_field($said), 300), DAY_IN_SECONDS);
            throw self::trouble();
        }
        return $body;
    }

    private static function trouble(): Refusal
    {
        return new Refusal('payments', __('The payment service can’t be reached or refuses. Nothing was charged; please try again later or use another way to give.', 'glassjar'), 60);
    }

    /** Stripe's API; on a developer's machine, what stands in for it there. */
    private static function base(): string
    {
        $other = defined('GLASSJAR_STRIPE_API') ? (string) constant('GLASSJAR_STRIPE_API') : '';
        return preg_match('#^http://127\.0\.0\.1:[0-9]{1,5}\z#', $other) === 1 ? $other : 'https://api.stripe.com';
    }
}
