<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Calendar;
use Glassjar\Core\Document;

/**
 * A campaign: a post (title, story, status) with three pieces of data beside it, each a JSON text in post meta.
 *
 * - DOCUMENT: what of the wire format is about the cause and its money. Right: Rights::MONEY.
 * - NEWS: updates, press, needs, reach, counts of shares. Right: Rights::NEWS.
 * - OPTIONS: what only this site knows: see `options`. Right: Rights::MONEY.
 *
 * The entries are in Books. CampaignMeta reads and writes the three, CampaignDocument puts it all together, and Rendered keeps what
 * everyone is sent.
 */
final class Campaign
{
    public const TYPE = 'glassjar_campaign';
    public const DOCUMENT = '_glassjar_document';
    public const NEWS = '_glassjar_news';
    public const OPTIONS = '_glassjar_options';
    private const MADE_HERE = '_glassjar_made_here';

    /** The fields of the wire format that the news have; `shareCounts` is the document's `share.counts`. */
    public const NEWS_FIELDS = ['updates', 'press', 'needs', 'reach', 'embeds'];

    /** The source to which card payments are booked. */
    public const CARD = 'card';

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
            // Whoever may not fill in account and goal begins none.
            'capabilities' => ['create_posts' => Rights::MONEY],
            'map_meta_cap' => true,
            'supports' => ['title', 'editor', 'excerpt', 'thumbnail', 'revisions', 'author'],
            // A list of all campaigns, with a feed; '' for none. A page that has this address already keeps it: see Install.
            'has_archive' => (string) apply_filters('glassjar_archive_slug', get_option(Install::ARCHIVE, '')) ?: false,
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
                    return CampaignMeta::sanitize($key, $value);
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
        if (self::endsFirst($kept)) {
            // Readers would be told that it is over, before it began.
            unset($kept['ends']);
            $read['problems'][] = ['ends', 'order'];
        }
        return ['fields' => $kept, 'problems' => $read['problems']];
    }

    /**
     * Whether the last day of a campaign comes before its first.
     *
     * @param array<string, mixed> $fields
     */
    public static function endsFirst(array $fields): bool
    {
        [$starts, $ends] = [$fields['starts'] ?? '', $fields['ends'] ?? ''];
        if ($starts === '' || $ends === '') {
            return false;
        }
        return Calendar::isInstant($starts) && Calendar::isInstant($ends)
            ? Calendar::instantOf($starts) > Calendar::instantOf($ends)
            : substr($starts, 0, 10) > substr($ends, 0, 10);
    }

    /**
     * The saved sources that would go, or get another short name, though entries are booked to them: with them would go their money.
     * That of cards comes back by itself.
     *
     * @param array<int, array<string, mixed>> $sources Those that are to be saved.
     * @return array<int, array{source: array<string, mixed>, entries: int}> By the place that each has among the saved ones.
     */
    public static function leaving(int $id, array $sources): array
    {
        $leaving = [];
        foreach (self::fields($id)['sources'] ?? [] as $index => $source) {
            if ($source['id'] !== self::CARD && !in_array($source['id'], array_column($sources, 'id'), true)) {
                $entries = Books::countOf($id, $source['id']);
                $leaving += $entries > 0 ? [$index => compact('source', 'entries')] : [];
            }
        }
        return $leaving;
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
        $isFixed = Books::isBegun($id) && ($fields['currency'] ?? $currency) !== $currency;
        $checked = self::check(($isFixed ? ['currency' => $currency] : []) + $fields + ['currency' => $currency]);
        if ($isFixed) {
            // Entries are in it, and sums of two currencies are none.
            $checked['problems'][] = ['currency', 'currency'];
        }
        foreach (self::leaving($id, $checked['fields']['sources'] ?? []) as ['source' => $source]) {
            $checked['fields']['sources'][] = $source;
            $checked['problems'][] = ['sources', 'booked'];
        }
        $news = array_intersect_key($checked['fields'], array_flip(self::NEWS_FIELDS));
        CampaignMeta::write($id, self::DOCUMENT, array_diff_key($checked['fields'], $news));
        if (get_post_meta($id, self::MADE_HERE, true) === '') {
            update_post_meta($id, self::MADE_HERE, self::mark($id));
        }
        if ($news !== []) {
            self::saveNews($id, $news + self::news($id));
        }
        return $checked['problems'];
    }

    /**
     * Whether a campaign was made here, so that empty books say that nothing came in. What came by WordPress's export and import, or
     * as a copy of another campaign, may have books elsewhere: then nobody knows.
     */
    public static function isMadeHere(int $id): bool
    {
        return get_post_meta($id, self::MADE_HERE, true) === self::mark($id);
    }

    /** Of this campaign on this site; another has another. */
    private static function mark(int $id): string
    {
        return substr(hash_hmac('sha256', "made-$id", wp_salt('nonce')), 0, 16);
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
        CampaignMeta::write($id, self::NEWS, $checked['fields']);
        return $checked['problems'];
    }

    /**
     * What only this site knows of a campaign.
     *
     * @return array{card: bool, monthly: bool, categories: int[], tags: int[], appearance: array<string, string>} Card: whether it
     *     takes payments by Stripe; monthly: also each month. Categories and tags: whose posts are updates. Appearance: CSS custom properties and attributes, for the front.
     */
    public static function options(int $id): array
    {
        return CampaignMeta::sanitizeOptions(CampaignMeta::read($id, self::OPTIONS));
    }

    /** @param array<string, mixed> $options */
    public static function saveOptions(int $id, array $options): void
    {
        CampaignMeta::write($id, self::OPTIONS, CampaignMeta::sanitizeOptions($options));
    }

    /**
     * The saved fields, without what is derived.
     *
     * @return array<string, mixed>
     */
    public static function fields(int $id): array
    {
        return CampaignMeta::read($id, self::DOCUMENT);
    }

    /** @return array<string, mixed> */
    public static function news(int $id): array
    {
        return CampaignMeta::read($id, self::NEWS);
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
     * The campaign as it is sent to everyone. Also of drafts, for previews: ask isPublished before showing it to others.
     *
     * @return array<string, mixed>|null Null when there is none.
     */
    public static function document(int $id): ?array
    {
        return CampaignDocument::of($id);
    }

    /**
     * The document as text, made once for each change. Null when it is not to be seen.
     *
     * @return array{body: string, etag: string}|null
     */
    public static function rendered(int $id): ?array
    {
        return Rendered::of($id);
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
}
