<?php

declare(strict_types=1);

namespace Glassjar\Rest;

use Glassjar\Core\Signature;
use Glassjar\DonationEvents;
use Glassjar\Refusal;
use Glassjar\Settings;

/** `POST stripe`: what Stripe tells. Its signature is the permission. */
final class HookRoutes
{
    private const MOST = 1000000;

    public static function register(): void
    {
        register_rest_route(Routes::SPACE, '/stripe', [
            'methods' => 'POST',
            'callback' => [self::class, 'take'],
            'permission_callback' => [self::class, 'isSigned'],
        ]);
    }

    /**
     * Whether one of our secrets signed these very bytes, within five minutes.
     *
     * @return true|\WP_Error
     */
    public static function isSigned(\WP_REST_Request $request)
    {
        $body = $request->get_body();
        if (strlen($body) > self::MOST) {
            return new \WP_Error('glassjar_too_large', 'this is too long', ['status' => 413]);
        }
        if (Settings::hookSecrets(true) === [] && Settings::hookSecrets(false) === []) {
            return new \WP_Error('glassjar_unavailable', 'no secret for this webhook is set', ['status' => 503]);
        }
        return self::mode($request) === null
            ? new \WP_Error('glassjar_signature', 'this is not signed by Stripe', ['status' => 400])
            : true;
    }

    public static function take(\WP_REST_Request $request): \WP_REST_Response
    {
        return Routes::answer(static function () use ($request): \WP_REST_Response {
            $event = json_decode($request->get_body(), true);
            if (!is_array($event)) {
                throw new Refusal('invalid', 'expected JSON');
            }
            // A test event with a live secret, or the reverse, is none of either.
            if (($event['livemode'] ?? null) !== self::mode($request)) {
                throw new Refusal('invalid', 'livemode does not match the secret');
            }
            DonationEvents::take($event);
            return new \WP_REST_Response(['received' => true]);
        });
    }

    /** Whose secret signed: true for live, false for test, null for none. */
    private static function mode(\WP_REST_Request $request): ?bool
    {
        foreach ([true, false] as $live) {
            $header = (string) $request->get_header('stripe_signature');
            if (Signature::isGood($request->get_body(), $header, Settings::hookSecrets($live), time())) {
                return $live;
            }
        }
        return null;
    }
}
