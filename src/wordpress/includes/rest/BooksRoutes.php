<?php

declare(strict_types=1);

namespace Glassjar\Rest;

use Glassjar\Books;
use Glassjar\Campaign;
use Glassjar\CampaignState;
use Glassjar\Core\Money;
use Glassjar\LineBooks;
use Glassjar\Lines;
use Glassjar\Refusal;
use Glassjar\RefusedEntry;
use Glassjar\Rights;
use Glassjar\Store;

/** The books and the news, for those who keep them. WordPress checks the nonce that goes with its cookies; each route checks the right. */
final class BooksRoutes
{
    public static function register(): void
    {
        $one = '/campaigns/(?P<id>\d{1,18})';
        self::route("$one/entries", 'POST', 'add', Rights::MONEY);
        self::route("$one/entries/(?P<entry>e[0-9a-f]{16})/reverse", 'POST', 'reverse', Rights::MONEY);
        self::route("$one/import", 'POST', 'import', Rights::MONEY);
        self::route("$one/news", 'GET', 'news', Rights::NEWS);
        self::route("$one/news", 'POST', 'saveNews', Rights::NEWS);
        self::route("$one/updates", 'POST', 'addUpdate', Rights::NEWS);
        self::route("$one/check", 'POST', 'check', Rights::NEWS);
        add_filter('rest_request_before_callbacks', [self::class, 'whole'], 10, 3);
    }

    /**
     * A list that did not arrive whole: WordPress would say that its JSON is invalid, which tells nobody what to do.
     *
     * @param mixed $answer What WordPress answers already.
     * @param array<string, mixed> $handler
     * @return mixed
     */
    public static function whole($answer, $handler, \WP_REST_Request $request)
    {
        $isCut = is_wp_error($answer) && $answer->get_error_code() === 'rest_invalid_json';
        // An error, since after an answer the route would still be called.
        return $isCut && ($handler['callback'] ?? null) === [self::class, 'import'] ? new \WP_Error('glassjar_too_large', self::tooLarge()->getMessage(), ['status' => 413]) : $answer;
    }

    /** Books one entry. `Idempotency-Key` makes it safe to repeat. */
    public static function add(\WP_REST_Request $request): \WP_REST_Response
    {
        return self::answer($request, static function (int $id, array $given) use ($request): array {
            return Books::add($id, $given, self::key($id, $request));
        });
    }

    /** Takes an entry back: `reason`, and `amount` when it is only a part. */
    public static function reverse(\WP_REST_Request $request): \WP_REST_Response
    {
        return self::answer($request, static function (int $id, array $given) use ($request): array {
            $amount = $given['amount'] ?? null;
            $part = is_string($amount) ? Money::parse($amount, Campaign::currency($id)) : null;
            if ($amount !== null && $part === null) {
                throw new RefusedEntry('amount', 'positive');
            }
            $reason = is_string($given['reason'] ?? null) ? $given['reason'] : 'void';
            return Books::reverse($id, (string) $request->get_url_params()['entry'], $reason, self::key($id, $request), $part);
        });
    }

    /** Lines of a list (src/import/booking.ts): says what the books know of them, or books them, all or none. */
    public static function import(\WP_REST_Request $request): \WP_REST_Response
    {
        if ((string) $request->get_body() === '' && (int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > 0) {
            return self::tooLarge()->response();
        }
        return self::answer($request, static function (int $id, array $given): array {
            if (array_diff_key($given, ['request' => 1, 'preview' => 1, 'lines' => 1]) !== []) {
                throw new Refusal('invalid', 'expected no fields but: request, preview, lines');
            }
            $list = $given['request'] ?? null;
            if (!is_string($list) || preg_match('/^[\x21-\x7e]{8,150}\z/', $list) !== 1) {
                throw new Refusal('invalid', 'request: expected 8 to 150 characters, new for each list');
            }
            // Left out, it would be decided here whether money is booked.
            if (!is_bool($given['preview'] ?? null)) {
                throw new Refusal('invalid', 'preview: expected true or false');
            }
            $lines = Lines::read($id, $given['lines'] ?? null, $given['preview']);
            return $given['preview'] ? LineBooks::preview($id, $lines, $list) : LineBooks::book($id, $lines, $list);
        });
    }

    /** The news, with a tag of them for `If-Match`. */
    public static function news(\WP_REST_Request $request): \WP_REST_Response
    {
        $answer = self::answer($request, static function (int $id): array {
            return ['news' => (object) Campaign::news($id)];
        });
        $answer->header('ETag', self::newsTag((int) $request->get_url_params()['id']));
        return $answer;
    }

    /**
     * Replaces the news. Nothing is saved when something of it is refused, or when they are others by now than `If-Match` says: who
     * writes back what was read sends the ETag it came with.
     */
    public static function saveNews(\WP_REST_Request $request): \WP_REST_Response
    {
        return self::answer($request, static function (int $id, array $given) use ($request): array {
            $news = array_intersect_key($given, array_flip(Campaign::NEWS_FIELDS));
            if ($news === []) {
                throw new Refusal('invalid', 'expected one or more of: ' . implode(', ', Campaign::NEWS_FIELDS));
            }
            return Store::transaction(static function () use ($id, $news, $request): array {
                $expected = (string) $request->get_header('if_match');
                if ($expected !== '' && $expected !== self::newsTag($id)) {
                    throw new Refusal('conflict', __('The news were changed meanwhile. Read them again before you write them.', 'glassjar'));
                }
                return self::save($id, $news);
            });
        });
    }

    /** Adds one update, the newest first. */
    public static function addUpdate(\WP_REST_Request $request): \WP_REST_Response
    {
        return self::answer($request, static function (int $id, array $given): array {
            $update = array_intersect_key($given, array_flip(['at', 'title', 'text', 'url', 'kind', 'pinned']));
            if (trim(implode('', array_filter(array_intersect_key($update, ['title' => 1, 'text' => 1, 'url' => 1]), 'is_string'))) === '') {
                throw new Refusal('invalid', __('An update needs a headline, a text or a link.', 'glassjar'));
            }
            $update += ['id' => 'u' . bin2hex(random_bytes(6)), 'at' => wp_date('Y-m-d')];
            // Of two at once, the second reads what the first one wrote.
            return Store::transaction(static function () use ($id, $update): array {
                wp_cache_delete($id, 'post_meta');
                $news = Campaign::news($id);
                return self::save($id, ['updates' => array_merge([$update], $news['updates'] ?? [])] + $news) + ['id' => $update['id']];
            });
        });
    }

    /** What of a form would be refused, before it is saved. */
    public static function check(\WP_REST_Request $request): \WP_REST_Response
    {
        return self::answer($request, static function (int $id, array $given): array {
            return ['problems' => Campaign::check($given + ['currency' => Campaign::currency($id)])['problems']];
        });
    }

    private static function route(string $path, string $method, string $callback, string $right): void
    {
        register_rest_route(Routes::SPACE, $path, [
            'methods' => $method,
            'callback' => [self::class, $callback],
            'permission_callback' => static function (\WP_REST_Request $request) use ($right): bool {
                $id = (int) $request->get_url_params()['id'];
                return current_user_can($right) && (!Campaign::exists($id) || current_user_can('edit_post', $id));
            },
            'args' => ['id' => Routes::id()],
        ]);
    }

    private static function answer(\WP_REST_Request $request, callable $do): \WP_REST_Response
    {
        return Routes::answer(static function () use ($request, $do): \WP_REST_Response {
            $id = (int) $request->get_url_params()['id'];
            if (!Campaign::exists($id)) {
                throw new Refusal('not-found', __('There is no such campaign.', 'glassjar'));
            }
            if ($request->get_method() !== 'GET' && get_post_status($id) === 'trash') {
                throw new Refusal('conflict', __('This campaign is in the trash. Restore it there first.', 'glassjar'));
            }
            $body = (string) $request->get_body();
            $given = $body === '' ? [] : json_decode($body, true);
            if (!is_array($given)) {
                // Cut off on the way, it would else be taken for nothing, and nothing be put in the place of all.
                throw new Refusal('invalid', 'expected JSON, and all of it');
            }
            try {
                return new \WP_REST_Response($do($id, $given));
            } catch (RefusedEntry $refused) {
                throw new Refusal('invalid', "{$refused->field}: expected {$refused->expected}");
            }
        });
    }

    private static function newsTag(int $id): string
    {
        wp_cache_delete($id, 'post_meta');
        return '"' . substr(hash('sha256', CampaignState::text(Campaign::news($id))), 0, 32) . '"';
    }

    /** @param array<string, mixed> $news @return array<string, mixed> */
    private static function save(int $id, array $news): array
    {
        $problems = Campaign::check($news + ['currency' => Campaign::currency($id)])['problems'];
        if ($problems !== []) {
            throw new Refusal('invalid', "{$problems[0][0]}: expected {$problems[0][1]}");
        }
        Campaign::saveNews($id, $news);
        return ['saved' => true];
    }

    /** Of one's own making, apart from those of payments and imports, and of other campaigns. Hashed: the table tells no letters' case. */
    private static function key(int $id, \WP_REST_Request $request): string
    {
        $key = (string) $request->get_header('idempotency_key');
        if (preg_match('/^[\x21-\x7e]{8,150}\z/', $key) !== 1) {
            throw new Refusal('invalid', 'Idempotency-Key: expected a key of 8 to 150 characters, new for each entry');
        }
        return "editor:$id:" . hash('sha256', $key);
    }

    private static function tooLarge(): Refusal
    {
        /* translators: %s: a size, like 8M. */
        return new Refusal('too-large', sprintf(__('Nothing was booked: the list did not arrive whole. This server may take no more at once (%s). Try fewer lines, or ask your host to raise “post_max_size”.', 'glassjar'), (string) ini_get('post_max_size')));
    }
}
