<?php

declare(strict_types=1);

namespace Glassjar\Rest;

use Glassjar\Campaign;
use Glassjar\Core\Contacts;
use Glassjar\Core\Invalid;
use Glassjar\DocumentBooks;
use Glassjar\Entries;
use Glassjar\Refusal;
use Glassjar\Rendered;
use Glassjar\Rights;
use Glassjar\StoreError;
use Glassjar\Sums;

/** `GET campaigns/{id}`: the campaign in the wire format, for everyone. No session, no nonce, nothing about who asks. */
final class CampaignRoutes
{
    /** Seconds that a cache may keep it. */
    private const FRESH = 15;

    /** Seconds that a reader of entries gives to books that have no numbers yet. */
    private const PATIENCE = 0.5;

    /** @var array<string, array{body: string, etag: string}> What this request has read, to be sent as it is. */
    private static $read = [];

    public static function register(): void
    {
        register_rest_route(Routes::SPACE, '/campaigns/(?P<id>\d{1,18})', [
            'methods' => 'GET',
            'callback' => [self::class, 'read'],
            'permission_callback' => '__return_true',
            'args' => ['id' => Routes::id()],
        ]);
        register_rest_route(Routes::SPACE, '/campaigns/(?P<id>\d{1,18})/entries', [
            'methods' => 'GET',
            'callback' => [self::class, 'entries'],
            'permission_callback' => '__return_true',
            'args' => [
                'id' => Routes::id(),
                'before' => ['type' => 'integer', 'minimum' => 1, 'default' => PHP_INT_MAX],
                'limit' => ['type' => 'integer', 'minimum' => 1, 'maximum' => 500, 'default' => 50],
            ],
        ]);
        // After core's own CORS headers (10), which name the asker and allow credentials.
        add_filter('rest_pre_serve_request', [self::class, 'serve'], 20, 3);
    }

    /** @return \WP_REST_Response|\WP_Error */
    public static function read(\WP_REST_Request $request)
    {
        $id = (int) $request['id'];
        $known = (string) $request->get_header('if_none_match');
        try {
            // What is known already is not read to be thrown away.
            $etag = $known === '' ? null : Rendered::etag($id);
            if ($etag !== null && self::matches($known, $etag)) {
                return self::headed(new \WP_REST_Response(null, 304), $etag);
            }
            $rendered = Rendered::of($id);
        } catch (StoreError | Invalid $error) {
            return Routes::answer(static function () use ($error): \WP_REST_Response {
                throw $error instanceof StoreError ? $error : new StoreError($error->getMessage());
            });
        }
        if ($rendered === null) {
            return Routes::notFound();
        }
        self::$read[get_current_blog_id() . " $id"] = $rendered;
        return self::headed(new \WP_REST_Response(json_decode($rendered['body'])), $rendered['etag']);
    }

    private static function headed(\WP_REST_Response $response, string $etag): \WP_REST_Response
    {
        $response->header('ETag', $etag);
        $response->header('Cache-Control', 'public, max-age=' . self::FRESH . ', stale-while-revalidate=60');
        return $response;
    }

    /**
     * A page of the books, the newest first, as the reference server answers it: `before` a number, at most `limit`. Of what is not
     * published, only for who may edit it.
     */
    public static function entries(\WP_REST_Request $request): \WP_REST_Response
    {
        return Routes::answer(static function () use ($request): \WP_REST_Response {
            $id = (int) $request['id'];
            $isPublic = Campaign::isPublished($id);
            if (!$isPublic && !(Campaign::exists($id) && current_user_can(Rights::MONEY) && current_user_can('edit_post', $id))) {
                throw new Refusal('not-found', __('There is no such campaign.', 'glassjar'));
            }
            Sums::catchUp($id, self::PATIENCE);
            $fields = Campaign::fields($id);
            $figures = $isPublic ? Rendered::figures($id) : null;
            $homes = $figures === null ? [] : DocumentBooks::homes($figures['campaign'], $fields['sources'] ?? []);
            $entries = array_map([Contacts::class, 'masked'], Entries::page($id, (int) $request['before'], (int) $request['limit'], empty($fields['hideNames'])));
            $last = $entries[count($entries) - 1]['number'] ?? 1;
            $answer = ['entries' => array_map(static function (array $entry) use ($homes): array {
                // Where sums stand for the lines, each belongs to a source that has one.
                $home = $homes[$entry['flow'][0]] ?? '';
                return $entry + ($home === '' ? [] : ['source' => $home]);
            }, $entries)];
            $response = new \WP_REST_Response($answer + ($last > 1 ? ['next' => $last] : []));
            $response->header('Cache-Control', $isPublic ? 'public, max-age=5' : 'private, no-store');
            return $response;
        });
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
        if (preg_match('#^/glassjar/v1/campaigns/(\d{1,18})(/entries)?\z#', $request->get_route(), $match) !== 1) {
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
        if ($isServed || isset($match[2]) || $request->get_method() !== 'GET' || $status !== 200) {
            return $isServed;
        }
        $rendered = self::$read[get_current_blog_id() . ' ' . (int) $match[1]] ?? null;
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
