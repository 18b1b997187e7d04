<?php

declare(strict_types=1);

namespace Glassjar\Rest;

use Glassjar\Donations;
use Glassjar\DonationState;
use Glassjar\Origins;
use Glassjar\Refusal;

/**
 * `POST campaigns/{id}/donations` and `GET donations/{reference}`: giving, for everyone. No nonce, since pages are kept by caches for
 * days; instead the origin is looked at, a key makes it safe to repeat, and tries are counted.
 */
final class DonationRoutes
{
    /** The most that a request may hold, in bytes. */
    private const MOST = 20000;

    public static function register(): void
    {
        register_rest_route(Routes::SPACE, '/campaigns/(?P<id>\d{1,18})/donations', [
            'methods' => 'POST',
            'callback' => [self::class, 'begin'],
            'permission_callback' => [self::class, 'isFromHere'],
            'args' => ['id' => Routes::id()],
        ]);
        register_rest_route(Routes::SPACE, '/donations/(?P<reference>[A-Za-z0-9_-]{1,64})', [
            'methods' => 'GET',
            'callback' => [self::class, 'read'],
            'permission_callback' => '__return_true',
            'args' => ['reference' => ['type' => 'string', 'required' => true]],
        ]);
        add_filter('rest_pre_serve_request', [self::class, 'headers'], 20, 3);
    }

    /**
     * Whether a page of this site (or one its owner named) asks. Browsers always say so with a POST; what says nothing is no page.
     *
     * @return true|\WP_Error
     */
    public static function isFromHere(\WP_REST_Request $request)
    {
        return Origins::isAllowed(Origins::of((string) $request->get_header('origin')))
            ? true
            : new \WP_Error('glassjar_forbidden', __('This site may not start donations here; its owner can allow it in the settings.', 'glassjar'), ['status' => 403]);
    }

    public static function begin(\WP_REST_Request $request): \WP_REST_Response
    {
        return Routes::answer(static function () use ($request): \WP_REST_Response {
            if (strlen($request->get_body()) > self::MOST) {
                throw new Refusal('too-large', 'this is too long');
            }
            $wanted = json_decode($request->get_body(), true);
            if (!is_array($wanted)) {
                throw new Refusal('invalid', 'expected JSON');
            }
            $key = (string) $request->get_header('idempotency_key');
            return new \WP_REST_Response(Donations::begin((int) $request->get_url_params()['id'], $key, $wanted));
        });
    }

    public static function read(\WP_REST_Request $request): \WP_REST_Response
    {
        return Routes::answer(static function () use ($request): \WP_REST_Response {
            return new \WP_REST_Response(DonationState::status((string) $request->get_url_params()['reference']));
        });
    }

    /**
     * Who may read the answers: pages that may start donations, and never with a visitor's rights.
     *
     * @param mixed $response
     */
    public static function headers(bool $isServed, $response, \WP_REST_Request $request): bool
    {
        if (preg_match('#^/glassjar/v1/(?:campaigns/\d{1,18}/donations|donations/)#', $request->get_route()) === 1 && !headers_sent()) {
            $origin = Origins::of((string) $request->get_header('origin'));
            header_remove('Access-Control-Allow-Credentials');
            header_remove('Access-Control-Allow-Origin');
            if (Origins::isAllowed($origin)) {
                header("Access-Control-Allow-Origin: $origin");
                header('Access-Control-Allow-Headers: Content-Type, Idempotency-Key');
            }
            header('Vary: Origin');
            header('Cache-Control: no-store');
        }
        return $isServed;
    }
}
