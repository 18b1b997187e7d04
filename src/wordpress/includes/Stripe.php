<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Charge;
use Glassjar\Core\Money;
use Glassjar\Core\StripeEvent;
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
     * @param array{reference: string, campaign: int, title: string, returnUrl: string, language: string, isMonthly: bool, ending: string} $about
     *     Ending: how to end what comes each month, in words.
     * @return array{id: string, url: string}
     * @throws Refusal
     */
    public static function begin(Money $amount, array $about, bool $live): array
    {
        $isMonthly = $about['isMonthly'];
        $title = Text::cut($about['title'], 200);
        $metadata = ['donation' => $about['reference'], 'campaign' => (string) $about['campaign']];
        $price = [
            'currency' => strtolower($amount->currency),
            'unit_amount' => (string) Charge::to($amount),
            'product_data' => ['name' => $title],
        ];
        $fields = [
            'mode' => $isMonthly ? 'subscription' : 'payment',
            'client_reference_id' => $about['reference'],
            'success_url' => $about['returnUrl'],
            'cancel_url' => $about['returnUrl'],
            // What is charged is in the campaign's currency: in another one it would be in no sum.
            'adaptive_pricing' => ['enabled' => 'false'],
            'line_items' => [[
                'quantity' => '1',
                'price_data' => $price + ($isMonthly ? ['recurring' => ['interval' => 'month']] : []),
            ]],
            'metadata' => $metadata,
        ];
        // Events of the payment itself don't have the session's metadata.
        $fields += $isMonthly
            ? ['subscription_data' => ['metadata' => $metadata, 'description' => $title]]
                + ($about['ending'] === '' ? [] : ['custom_text' => ['submit' => ['message' => Text::cut($about['ending'], 1000)]]])
            : ['submit_type' => 'donate', 'payment_intent_data' => ['metadata' => $metadata]];
        $short = strtolower((string) strtok($about['language'], '-_'));
        if (in_array($short, explode(' ', self::LANGUAGES), true)) {
            $fields['locale'] = $short;
        }
        $session = self::ask('POST', '/v1/checkout/sessions', $live, $fields, "glassjar-{$about['reference']}");
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
     * A payment as it stands now, with its last charge and what that did to the account.
     *
     * @return array<string, mixed>
     * @throws Refusal With Stripe's words, for the site's owner.
     */
    public static function intent(string $id): array
    {
        return self::ask('GET', '/v1/payment_intents/' . rawurlencode($id) . '?expand%5B%5D=latest_charge.balance_transaction', true, [], '', false);
    }

    /**
     * An invoice: one month of a gift that comes each month.
     *
     * @return array<string, mixed>
     * @throws Refusal With Stripe's words.
     */
    public static function invoice(string $id): array
    {
        return self::ask('GET', '/v1/invoices/' . rawurlencode($id), true, [], '', false);
    }

    /**
     * What Stripe told since a moment, newest first; a hundred at a time.
     *
     * @param int $since Seconds since 1970. Stripe keeps thirty days.
     * @param string $after The last one's id of the hundred before.
     * @return array{data: array<int, mixed>, has_more: bool}
     * @throws Refusal With Stripe's words.
     */
    public static function events(int $since, string $after = ''): array
    {
        $query = ['created' => ['gte' => $since], 'types' => StripeEvent::TYPES, 'limit' => 100] + ($after === '' ? [] : ['starting_after' => $after]);
        $answer = self::ask('GET', '/v1/events?' . http_build_query($query, '', '&'), true, [], '', false);
        return ['data' => is_array($answer['data'] ?? null) ? $answer['data'] : [], 'has_more' => ($answer['has_more'] ?? false) === true];
    }

    /**
     * @param array<string, mixed> $fields
     * @param bool $isForPayer Whether someone waits who gives: they get words of ours, and Stripe's are kept for the set-up check.
     * @return array<string, mixed>
     * @throws Refusal
     */
    private static function ask(string $method, string $path, bool $live, array $fields = [], string $idempotency = '', bool $isForPayer = true): array
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
        if (!is_wp_error($answer) && wp_remote_retrieve_response_code($answer) === 200 && is_array($body)) {
            return $body;
        }
        // What Stripe said, without anything of a visitor's.
        $said = is_wp_error($answer) ? $answer->get_error_message() : (string) ($body['error']['message'] ?? $body['error']['type'] ?? '');
        $said = Text::cut(sanitize_text_field($said), 300);
        if (!$isForPayer) {
            throw new Refusal('payments', $said !== '' ? $said : '?');
        }
        set_transient('glassjar_stripe_trouble', $said, DAY_IN_SECONDS);
        throw self::trouble();
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
