<?php

declare(strict_types=1);

namespace Glassjar\Rest;

use Glassjar\Campaign;
use Glassjar\Core\Invalid;
use Glassjar\StoreError;

/** `GET campaigns/{id}`: the campaign in the wire format, for everyone. No session, no nonce, nothing about who asks. */
final class CampaignRoutes
{
    /** Seconds that a cache may keep it. */
    private const FRESH = 15;

    /** @var array<int, array{body: string, etag: string}> What this request has read, to be sent as it is. */
    private static $read = [];

    public static function register(): void
    {
        register_rest_route(Routes::SPACE, '/campaigns/(?P<id>\d{1,18})', [
            'methods' => 'GET',
            'callback' => [self::class, 'read'],
            'permission_callback' => '__return_true',
            'args' => ['id' => Routes::id()],
        ]);
        // After core's own CORS headers (10), which name the asker and allow credentials.
        add_filter('rest_pre_serve_request', [self::class, 'serve'], 20, 3);
    }

    /** @return \WP_REST_Response|\WP_Error */
    public static function read(\WP_REST_Request $request)
    {
        try {
            $rendered = Campaign::rendered((int) $request['id']);
        } catch (StoreError | Invalid $error) {
            return Routes::answer(static function () use ($error): \WP_REST_Response {
                throw $error instanceof StoreError ? $error : new StoreError($error->getMessage());
            });
        }
        if ($rendered === null) {
            return Routes::notFound();
        }
        self::$read[(int) $request['id']] = $rendered;
        $response = new \WP_REST_Response(json_decode($rendered['body']));
        $response->header('ETag', $rendered['etag']);
        $response->header('Cache-Control', 'public, max-age=' . self::FRESH . ', stale-while-revalidate=60');
        if (self::matches((string) $request->get_header('if_none_match'), $rendered['etag'])) {
            $response->set_status(304);
            $response->set_data(null);
        }
        return $response;
    }

    /** Whether an If-None-Match names the tag, also as servers that compress change it: weak, or with a word behind. */
    private static function matches(string $header, string $etag): bool
    {
        $given = array_map('trim', explode(',', (string) preg_replace('/-(?:gzip|br|deflate)"/', '"', $header)));
        return in_array('*', $given, true) || in_array($etag, $given, true) || in_array("W/$etag", $given, true);
    }

    /**
     * Sends the very bytes that the tag was made of, readable from any site.
     *
     * @param mixed $response
     */
    public static function serve(bool $isServed, $response, \WP_REST_Request $request): bool
    {
        if (preg_match('#^/glassjar/v1/campaigns/(\d{1,18})\z#', $request->get_route(), $match) !== 1) {
            return $isServed;
        }
        if (!headers_sent()) {
            if (in_array($request->get_method(), ['GET', 'HEAD', 'OPTIONS'], true)) {
                header('Access-Control-Allow-Origin: *');
                header_remove('Access-Control-Allow-Credentials');
                header('Vary: Accept-Encoding');
            }
        }
        $status = $response instanceof \WP_REST_Response ? $response->get_status() : 0;
        if ($isServed || $request->get_method() !== 'GET' || $status !== 200) {
            return $isServed;
        }
        $rendered = self::$read[(int) $match[1]] ?? null;
        if ($rendered === null) {
            return false;
        }
        if (!headers_sent()) {
            header('Content-Type: application/json; charset=UTF-8');
            header('ETag: ' . $rendered['etag']);
        }
        // phpcs:ignore WordPress.Security.EscapeOutput -- JSON with its content type.
        echo $rendered['body'];
        return true;
    }
}
