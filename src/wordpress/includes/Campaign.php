<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Document;
use Glassjar\Core\Ledger;

/**
 * A campaign: a post (title, story, status) with three pieces of data beside it, each a JSON text in post meta.
 *
 * - DOCUMENT: what of the wire format is about the cause and its money. Right: Rights::MONEY.
 * - NEWS: updates, press, needs, reach, counts of shares. Right: Rights::NEWS.
 * - OPTIONS: what only this site knows: see `options`. Right: Rights::MONEY.
 *
 * The entries are in Books. `document` puts it all together.
 *
 * One room, though a long one: what is saved, what is sent and what makes a sent document old must be known together.
 */
final class Campaign
{
    public const TYPE = 'glassjar_campaign';
    public const DOCUMENT = '_glassjar_document';
    public const NEWS = '_glassjar_news';
    public const OPTIONS = '_glassjar_options';

    /** The fields of the wire format that the news have; `shareCounts` is the document's `share.counts`. */
    public const NEWS_FIELDS = ['updates', 'press', 'needs', 'reach', 'embeds'];

    /** The source to which card payments are booked. */
    public const CARD = 'card';

    /** Seconds between two readings of a page; told beside the document, as the reference server does. */
    private const POLL_EVERY = 30;

    /** Posts shown as updates at most. */
    private const MOST_POSTS = 50;

    public static function register(): void
    {
        register_post_type(self::TYPE, [
            'labels' => [
                'name' => __('Campaigns', 'glassjar'),
                'singular_name' => __('Campaign', 'glassjar'),
                'add_new' => __('Add a campaign', 'glassjar'),
                'add_new_item' => __('Add a campaign', 'glassjar'),
                'edit_item' => __('Edit campaign', 'glassjar'),
                'new_item' => __('New campaign', 'glassjar'),
                'view_item' => __('View campaign', 'glassjar'),
                'search_items' => __('Search campaigns', 'glassjar'),
                'not_found' => __('No campaigns yet.', 'glassjar'),
                'not_found_in_trash' => __('No campaigns in the trash.', 'glassjar'),
                'all_items' => __('Campaigns', 'glassjar'),
                'menu_name' => __('Glassjar', 'glassjar'),
            ],
            'public' => true,
            'menu_icon' => 'dashicons-heart',
            'capability_type' => ['glassjar_campaign', 'glassjar_campaigns'],
            'map_meta_cap' => true,
            'supports' => ['title', 'editor', 'excerpt', 'thumbnail', 'revisions', 'author'],
            'has_archive' => false,
            // The story is written in blocks. Our meta is not in REST: it is saved by forms and routes that check each right.
            'show_in_rest' => true,
            'rewrite' => ['slug' => (string) apply_filters('glassjar_campaign_slug', 'campaign'), 'with_front' => false],
        ]);
        foreach ([self::DOCUMENT => Rights::MONEY, self::NEWS => Rights::NEWS, self::OPTIONS => Rights::MONEY] as $key => $right) {
            register_post_meta(self::TYPE, $key, [
                'type' => 'string',
                'single' => true,
                'show_in_rest' => false,
                'sanitize_callback' => static function ($value) use ($key): string {
                    return self::sanitize($key, $value);
                },
                'auth_callback' => static function ($allowed, $meta, $id) use ($right): bool {
                    return current_user_can($right) && current_user_can('edit_post', (int) $id);
                },
            ]);
        }
    }

    /**
     * What of a campaign's data can be kept, and what had to be refused: for forms, before they save.
     *
     * @param array<string, mixed> $fields Fields of the wire format, but `entries`.
     * @return array{fields: array<string, mixed>, problems: array<int, array{string, string}>} Problems as in Document::read.
     */
    public static function check(array $fields): array
    {
        unset($fields['entries']);
        // The title is the post's; without one, nothing else would be read.
        $read = Document::read(['glassjar' => 1, 'title' => '-'] + $fields);
        $kept = $read['campaign'] ?? [];
        unset($kept['glassjar'], $kept['title']);
        return ['fields' => $kept, 'problems' => $read['problems']];
    }

    /**
     * Saves fields of the wire format. `document` takes all but the news, `news` only those.
     *
     * @param array<string, mixed> $fields
     * @return array<int, array{string, string}> What was refused and is not saved; as in Document::read.
     */
    public static function save(int $id, array $fields): array
    {
        $currency = self::currency($id);
        $isFixed = Books::count($id) > 0 && ($fields['currency'] ?? $currency) !== $currency;
        $checked = self::check(($isFixed ? ['currency' => $currency] : []) + $fields + ['currency' => $currency]);
        if ($isFixed) {
            // Entries are in it, and sums of two currencies are none.
            $checked['problems'][] = ['currency', 'currency'];
        }
        $news = array_intersect_key($checked['fields'], array_flip(self::NEWS_FIELDS));
        self::write($id, self::DOCUMENT, array_diff_key($checked['fields'], $news));
        if ($news !== []) {
            self::saveNews($id, $news + self::news($id));
        }
        return $checked['problems'];
    }

    /**
     * Saves updates, press, needs, reach and embeds; what is not named goes.
     *
     * @param array<string, mixed> $fields
     * @return array<int, array{string, string}> What was refused and is not saved.
     */
    public static function saveNews(int $id, array $fields): array
    {
        $checked = self::check(array_intersect_key($fields, array_flip(self::NEWS_FIELDS)) + ['currency' => self::currency($id)]);
        unset($checked['fields']['currency']);
        self::write($id, self::NEWS, $checked['fields']);
        return $checked['problems'];
    }

    /**
     * What only this site knows of a campaign.
     *
     * @return array{card: bool, categories: int[], tags: int[], appearance: array<string, string>} Card: whether it takes payments by
     *     Stripe. Categories and tags: whose posts are updates. Appearance: CSS custom properties and attributes, for the front.
     */
    public static function options(int $id): array
    {
        return self::sanitizeOptions(self::read($id, self::OPTIONS));
    }

    /** @param array<string, mixed> $options */
    public static function saveOptions(int $id, array $options): void
    {
        self::write($id, self::OPTIONS, self::sanitizeOptions($options));
    }

    /**
     * The saved fields, without what is derived.
     *
     * @return array<string, mixed>
     */
    public static function fields(int $id): array
    {
        return self::read($id, self::DOCUMENT);
    }

    /** @return array<string, mixed> */
    public static function news(int $id): array
    {
        return self::read($id, self::NEWS);
    }

    public static function currency(int $id): string
    {
        $fields = self::fields($id);
        return $fields['currency'] ?? (string) apply_filters('glassjar_default_currency', 'EUR');
    }

    /** Whether there is such a campaign and everyone may see it. */
    public static function isPublished(int $id): bool
    {
        $post = $id > 0 ? get_post($id) : null;
        return $post !== null && $post->post_type === self::TYPE && $post->post_status === 'publish' && $post->post_password === '';
    }

    /** Whether there is such a campaign, published or not. */
    public static function exists(int $id): bool
    {
        return $id > 0 && get_post_type($id) === self::TYPE;
    }

    /**
     * The published campaigns, the newest first.
     *
     * @return int[]
     */
    public static function published(): array
    {
        return array_map('intval', get_posts([
            'post_type' => self::TYPE,
            'post_status' => 'publish',
            'has_password' => false,
            'numberposts' => 100,
            'orderby' => ['date' => 'DESC', 'ID' => 'DESC'],
            'fields' => 'ids',
        ]));
    }

    /**
     * The campaign in the wire format (src/core/schema.ts): what is sent to everyone. Null when there is none.
     * Also of drafts, for previews: ask isPublished before showing it to others.
     *
     * @return array<string, mixed>|null
     */
    public static function document(int $id): ?array
    {
        if (!self::exists($id)) {
            return null;
        }
        $fields = self::fields($id);
        $options = self::options($id);
        $entries = Books::entries($id, empty($fields['hideNames']));
        $sources = $fields['sources'] ?? [];
        $usesCard = in_array(self::CARD, array_column($entries, 'source'), true);
        if (($options['card'] || $usesCard) && !in_array(self::CARD, array_column($sources, 'id'), true)) {
            $sources[] = ['id' => self::CARD, 'label' => __('Card or direct debit', 'glassjar')];
        }
        $sources = $entries === [] ? self::begun($sources) : $sources;
        $title = trim(html_entity_decode(wp_strip_all_tags(get_post_field('post_title', $id, 'raw')), ENT_QUOTES, 'UTF-8'));
        $excerpt = get_post_field('post_excerpt', $id, 'raw');
        $zone = wp_timezone_string();
        $own = self::filled([
            'glassjar' => 1,
            'id' => "campaign-$id",
            'title' => $title !== '' ? $title : sprintf(/* translators: %d: number */ __('Campaign %d', 'glassjar'), $id),
            'summary' => trim(html_entity_decode(wp_strip_all_tags($excerpt), ENT_QUOTES, 'UTF-8')),
            'url' => get_post_status($id) === 'publish' ? (string) get_permalink($id) : '',
            'language' => get_bloginfo('language'),
            'currency' => self::currency($id),
            // WordPress also has bare offsets, which are no time zone.
            'timeZone' => strpos($zone, '/') !== false || $zone === 'UTC' ? $zone : '',
            'sources' => $sources,
            'entries' => $entries,
            'updates' => self::updates($id, $options),
        ]);
        $given = $fields;
        unset($given['sources'], $given['updates']);
        // What the author wrote wins, but for what is the post's.
        $document = array_intersect_key($own, array_flip(['glassjar', 'id', 'title', 'sources', 'entries', 'updates']))
            + $given + self::news($id) + $own;
        // A panel offers the site's own way to give where there is `give`, be it empty.
        if (Donations::offer($id) !== null && empty($document['noMoney'])) {
            $document += ['give' => []];
        }
        // All that leaves has passed the format's own reader, also what a filter or a database put there.
        $document = Document::read(apply_filters('glassjar_document', $document, $id))['campaign'];
        return $document === null ? null : self::inOrder($document);
    }

    /**
     * Sources beside books without a line: where nothing is stated by hand either, nothing came in yet, and that is said, so that
     * the panel shows how to be the first.
     *
     * @param array<int, array<string, mixed>> $sources
     * @return array<int, array<string, mixed>>
     */
    private static function begun(array $sources): array
    {
        foreach ($sources as $source) {
            if (isset($source['raised']) || isset($source['copies'])) {
                return $sources;
            }
        }
        $begun = [];
        foreach ($sources === [] ? [['id' => 'gifts']] : $sources as $source) {
            $begun[] = ['raised' => '0'] + $source;
        }
        return $begun;
    }

    /**
     * The sums of a campaign, as Ledger::totals has them: minor units of its currency, null where nothing is known.
     *
     * @return array<string, mixed>|null
     */
    public static function totals(int $id): ?array
    {
        $document = self::document($id);
        return $document === null ? null : Ledger::totals($document);
    }

    /**
     * The document as it is sent, rendered once for each change. Null when it is not to be seen.
     *
     * @return array{body: string, etag: string}|null
     */
    public static function rendered(int $id): ?array
    {
        global $wpdb;
        if (!self::isPublished($id)) {
            return null;
        }
        $table = Store::table('documents');
        $find = $wpdb->prepare("SELECT * FROM $table WHERE campaign = %d", $id);
        $row = Store::row($find);
        if ($row === null) {
            // What can't be kept is made anew for each reader, and read all the same.
            self::quietly(static function () use ($id): void {
                Store::insertNew('documents', ['campaign' => $id, 'body' => '']);
            });
            $row = Store::row($find);
        }
        $offer = Donations::offer($id);
        // What is not the campaign's, and yet in what is sent: the plugin's version, what the keys in use allow, and the language of who asks.
        $version = VERSION . ':' . substr(md5((string) wp_json_encode([$offer, determine_locale()])), 0, 8);
        if ($row !== null && $row['stamp'] === $row['rendered_stamp'] && $row['version'] === $version) {
            return ['body' => (string) $row['body'], 'etag' => (string) $row['etag']];
        }
        $live = ['version' => (int) ($row['stamp'] ?? 0), 'pollEvery' => self::POLL_EVERY, 'events' => false] + ($offer === null ? [] : ['donations' => $offer]);
        $body = self::encode((self::document($id) ?? []) + ['live' => $live]);
        $etag = '"' . substr(hash('sha256', $body), 0, 32) . '"';
        if (is_preview()) {
            return ['body' => $body, 'etag' => $etag];
        }
        // Stored under the stamp from before the rendering: what changed meanwhile has raised it, and the next reader renders again.
        $keep = $wpdb->prepare(
            "UPDATE $table SET body = %s, etag = %s, version = %s, rendered_stamp = %d WHERE campaign = %d AND rendered_stamp <= %d",
            $body,
            $etag,
            $version,
            (int) ($row['stamp'] ?? 0),
            $id,
            (int) ($row['stamp'] ?? 0)
        );
        self::quietly(static function () use ($keep): void {
            Store::query($keep);
        });
        return ['body' => $body, 'etag' => $etag];
    }

    /**
     * A document as JSON. Safe inside of a <script> as well.
     *
     * @param array<string, mixed> $document
     */
    public static function encode(array $document): string
    {
        return (string) wp_json_encode(Document::withObjects($document), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_HEX_TAG | JSON_HEX_AMP);
    }

    /** Says that what was rendered of a campaign is out of date. @param int|string $id */
    public static function touch($id): void
    {
        global $wpdb;
        $table = Store::table('documents');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        Store::query($wpdb->prepare("UPDATE $table SET stamp = stamp + 1 WHERE campaign = %d", (int) $id));
    }

    public static function touchAll(): void
    {
        self::quietly(static function (): void {
            Store::query('UPDATE ' . Store::table('documents') . ' SET stamp = stamp + 1');
        });
    }

    /** A campaign's post was saved. @param int|string $id */
    public static function onChange($id): void
    {
        self::quietly(static function () use ($id): void {
            self::touch($id);
        });
    }

    /** @param int|string[] $metaId */
    public static function onMeta($metaId, int $id, string $key): void
    {
        if (in_array($key, [self::DOCUMENT, self::NEWS, self::OPTIONS], true)) {
            self::onChange($id);
        }
    }

    /** A post may be an update of some campaign, or was one. */
    public static function onPost(string $new, string $old, \WP_Post $post): void
    {
        if ($post->post_type === self::TYPE) {
            self::onChange($post->ID);
        } elseif ($post->post_type === 'post' && ($new === 'publish' || $old === 'publish')) {
            self::touchAll();
        }
    }

    /** A post was deleted for good, without a change of its status. @param int|string $id */
    public static function onDeleted($id, \WP_Post $post): void
    {
        if ($post->post_type === 'post') {
            self::touchAll();
        }
    }

    /** Saving a post is WordPress's own business, and goes on when our tables are not there. */
    private static function quietly(callable $do): void
    {
        try {
            $do();
        } catch (StoreError $error) {
            do_action('glassjar_store_error', $error->getMessage());
        }
    }

    /**
     * A campaign with books is not deleted for good: what was shown to people as booked must stay to be looked up.
     *
     * @param \WP_Post|false|null $check
     * @return \WP_Post|false|null
     */
    public static function keepBooks($check, \WP_Post $post)
    {
        $isLeaving = defined('WP_UNINSTALL_PLUGIN');
        return $post->post_type === self::TYPE && !$isLeaving && Books::count($post->ID) > 0 ? false : $check;
    }

    /**
     * Without the fields in which nothing stands: the format leaves them out.
     *
     * @param array<string, mixed> $fields
     * @return array<string, mixed>
     */
    public static function filled(array $fields): array
    {
        return array_filter($fields, static function ($value): bool {
            return !in_array($value, [null, false, '', []], true);
        });
    }

    /** @param mixed $value */
    private static function sanitize(string $key, $value): string
    {
        $fields = is_string($value) ? json_decode($value, true) : null;
        $fields = is_array($fields) ? $fields : [];
        if ($key === self::OPTIONS) {
            return self::toMeta(self::sanitizeOptions($fields));
        }
        $kept = self::check($fields + ['currency' => 'EUR'])['fields'];
        if (!isset($fields['currency'])) {
            unset($kept['currency']);
        }
        $news = array_flip(self::NEWS_FIELDS);
        return self::toMeta($key === self::NEWS ? array_intersect_key($kept, $news) : array_diff_key($kept, $news));
    }

    /**
     * @param array<string, mixed> $options
     * @return array{card: bool, categories: int[], tags: int[], appearance: array<string, string>}
     */
    private static function sanitizeOptions(array $options): array
    {
        $ids = static function ($value): array {
            return array_values(array_unique(array_filter(array_map('intval', is_array($value) ? $value : []), static function (int $id): bool {
                return $id > 0;
            })));
        };
        $appearance = [];
        foreach (is_array($options['appearance'] ?? null) ? $options['appearance'] : [] as $name => $value) {
            // No part of CSS but names, colours and sizes: nothing that loads, ends a rule or begins another.
            if (
                is_string($value) && preg_match('/^[a-z][a-z0-9-]{0,60}\z/', (string) $name) === 1
                && preg_match('/^[#a-z0-9.%, ()\/-]{1,60}\z/i', $value) === 1 && stripos($value, 'url') === false
            ) {
                $appearance[(string) $name] = $value;
            }
        }
        return [
            'card' => ($options['card'] ?? false) === true,
            'categories' => $ids($options['categories'] ?? []),
            'tags' => $ids($options['tags'] ?? []),
            'appearance' => $appearance,
        ];
    }

    /**
     * Written updates, and posts of the chosen categories and tags; the newest first.
     *
     * @param array{card: bool, categories: int[], tags: int[], appearance: array<string, string>} $options
     * @return array<int, array<string, mixed>>
     */
    private static function updates(int $id, array $options): array
    {
        $updates = self::news($id)['updates'] ?? [];
        $terms = array_filter(['category' => $options['categories'], 'post_tag' => $options['tags']]);
        $query = ['relation' => 'OR'];
        foreach ($terms as $taxonomy => $ids) {
            $query[] = ['taxonomy' => $taxonomy, 'terms' => $ids];
        }
        $posts = $terms === [] ? [] : get_posts([
            'numberposts' => self::MOST_POSTS,
            'post_status' => 'publish',
            'has_password' => false,
            // phpcs:ignore WordPress.DB.SlowDBQuery -- once for each change.
            'tax_query' => $query,
        ]);
        foreach ($posts as $post) {
            $updates[] = self::filled([
                'id' => "post-{$post->ID}",
                'at' => (string) get_post_time('Y-m-d\TH:i:sP', false, $post),
                'title' => trim(html_entity_decode(wp_strip_all_tags($post->post_title), ENT_QUOTES, 'UTF-8')),
                'text' => self::excerptOf($post),
                'url' => (string) get_permalink($post),
            ]);
        }
        return $updates;
    }

    /** The beginning of a post in plain text: its excerpt, or 55 words of it. No shortcode or block is run for it. */
    private static function excerptOf(\WP_Post $post): string
    {
        $text = $post->post_excerpt !== '' ? $post->post_excerpt : strip_shortcodes(excerpt_remove_blocks($post->post_content));
        return html_entity_decode(wp_trim_words($text, 55, '…'), ENT_QUOTES, 'UTF-8');
    }

    /**
     * In the order of the format, so that the same campaign is the same text.
     *
     * @param array<string, mixed> $document
     * @return array<string, mixed>
     */
    private static function inOrder(array $document): array
    {
        $ordered = [];
        foreach (Document::fields() as $field) {
            if (array_key_exists($field, $document)) {
                $ordered[$field] = $document[$field];
            }
        }
        return $ordered;
    }

    /** @return array<string, mixed> */
    private static function read(int $id, string $key): array
    {
        $text = get_post_meta($id, $key, true);
        $value = is_string($text) && $text !== '' ? json_decode($text, true) : null;
        return is_array($value) ? $value : [];
    }

    /** @param array<string, mixed> $value */
    private static function write(int $id, string $key, array $value): void
    {
        update_post_meta($id, $key, wp_slash(self::toMeta($value)));
    }

    /** @param array<string, mixed> $value */
    private static function toMeta(array $value): string
    {
        return (string) wp_json_encode((object) $value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    }
}
