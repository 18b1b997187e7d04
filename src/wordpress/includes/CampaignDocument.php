<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Document;

/** A campaign in the wire format (src/core/schema.ts), put together of its post, its data, its books and the posts that are its news. */
final class CampaignDocument
{
    /** Posts shown as updates at most. */
    private const MOST_POSTS = 50;

    /** Characters of a post at most. */
    private const EXCERPT = 400;

    /** As saved, without its books: what goes beside their entries into a file. @return array<string, mixed>|null */
    public static function bare(int $id): ?array
    {
        return self::of($id, ['sources' => DocumentBooks::sources($id), 'entries' => [], 'asOf' => '', 'lines' => null]);
    }

    /**
     * As saved: see Campaign::document.
     *
     * @param array<string, mixed>|null $books As for `from`.
     * @return array<string, mixed>|null
     */
    public static function of(int $id, ?array $books = null): ?array
    {
        if (!Campaign::exists($id)) {
            return null;
        }
        return self::from(
            $id,
            (string) get_post_field('post_title', $id, 'raw'),
            (string) get_post_field('post_excerpt', $id, 'raw'),
            ['fields' => Campaign::fields($id), 'news' => Campaign::news($id), 'options' => Campaign::options($id)],
            $books
        );
    }

    /**
     * With what a form has instead of what is saved.
     *
     * @param int $id 0 for one that is not saved yet.
     * @param array{fields: array<string, mixed>, news: array<string, mixed>, options: array<string, mixed>} $data As Campaign::fields,
     *     news and options have it.
     * @param array<string, mixed>|null $books In place of what DocumentBooks says.
     * @return array<string, mixed>|null
     */
    public static function from(int $id, string $title, string $excerpt, array $data, ?array $books = null): ?array
    {
        ['fields' => $fields, 'news' => $news, 'options' => $options] = $data;
        $currency = $fields['currency'] ?? Campaign::currency($id);
        $books = $books ?? DocumentBooks::of($id, $fields + ['currency' => $currency, 'language' => Rendered::locale()], $options['card']);
        $fields = self::inZone($fields);
        $title = self::plain($title);
        $own = Campaign::filled([
            'glassjar' => 1,
            'id' => "campaign-$id",
            'title' => $title !== '' ? $title : sprintf(/* translators: %d: number */ __('Campaign %d', 'glassjar'), $id),
            'summary' => self::plain($excerpt),
            'url' => $id > 0 && get_post_status($id) === 'publish' ? (string) get_permalink($id) : '',
            'language' => str_replace('_', '-', (string) preg_replace('/_(?:in)?formal\z/', '', Rendered::locale())),
            'currency' => $currency,
            'timeZone' => Core\Calendar::zoneOf(wp_timezone_string()),
            'asOf' => $books['asOf'],
            'sources' => $books['sources'],
            'entries' => $books['entries'],
            'updates' => self::updates($news['updates'] ?? [], $options),
        ]);
        $given = $fields;
        unset($given['sources'], $given['updates']);
        // What the author wrote wins, but for what is the post's.
        $document = array_intersect_key($own, array_flip(['glassjar', 'id', 'title', 'sources', 'entries', 'updates'])) + $given + $news + $own;
        // A panel offers the site's own way to give where there is `give`, be it empty.
        if (Donations::offerIn($currency, $fields, $options) !== null && empty($document['noMoney'])) {
            $document += ['give' => []];
        }
        // All that leaves has passed the format's own reader, also what a filter or a database put there.
        $document = Document::read(apply_filters('glassjar_document', $document, $id))['campaign'];
        return $document === null ? null : self::inOrder($document) + ($books['lines'] === null ? [] : ['live' => ['lines' => $books['lines']]]);
    }

    /**
     * The site's zone may be an offset of which no place has made a zone (UTC+10:30): then days are told as the instants at which they
     * begin and end there, so that they do so at the same hour for all readers.
     *
     * @param array<string, mixed> $fields
     * @return array<string, mixed>
     */
    private static function inZone(array $fields): array
    {
        $offset = wp_timezone_string();
        if (isset($fields['timeZone']) || Core\Calendar::zoneOf($offset) !== '') {
            return $fields;
        }
        foreach (['starts' => 'T00:00:00', 'ends' => 'T23:59:59'] as $field => $time) {
            if (isset($fields[$field]) && !Core\Calendar::isInstant($fields[$field])) {
                $fields[$field] .= $time . $offset;
            }
        }
        return $fields;
    }

    /** Text of a post without its markup. */
    private static function plain(string $html): string
    {
        return Core\Text::ofHtml($html);
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

    /**
     * Written updates, and posts of the chosen categories and tags; the newest first.
     *
     * @param array<int, array<string, mixed>> $updates The written ones.
     * @param array<string, mixed> $options
     * @return array<int, array<string, mixed>>
     */
    private static function updates(array $updates, array $options): array
    {
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
            $updates[] = Campaign::filled([
                'id' => "post-{$post->ID}",
                'at' => (string) get_post_time('Y-m-d\TH:i:sP', false, $post),
                'title' => self::plain($post->post_title),
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
        return Core\Text::beginning(self::plain($text), self::EXCERPT);
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
}
