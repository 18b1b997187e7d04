<?php

declare(strict_types=1);

namespace Glassjar;

/**
 * What everyone is sent of a campaign: its document as JSON, made once for each change, and the figures that a page needs of it. What it
 * is made of may change in many places; each of them says so here.
 */
final class Rendered
{
    /** Seconds between two readings of a page; told beside the document, as the reference server does. */
    private const POLL_EVERY = 30;

    /** Seconds that a reader gives to books that have no sums yet. */
    private const PATIENCE = 0.5;

    /**
     * The document as it is sent, rendered once for each change. Null when it is not to be seen.
     *
     * @return array{body: string, etag: string}|null
     */
    public static function of(int $id): ?array
    {
        return self::read($id, ['body', 'etag']);
    }

    /**
     * The language in which what is kept is made, whoever asks: the site's own. A request may have another one (who is logged in, a plugin
     * for sites of several languages), and one campaign has one document.
     */
    public static function locale(): string
    {
        $locale = (string) get_option('WPLANG', '');
        if ($locale === '' && is_multisite()) {
            $locale = (string) get_site_option('WPLANG', '');
        }
        return $locale !== '' ? $locale : 'en_US';
    }

    /** The tag of the document as it is sent, read without the document. Null when it is not to be seen. */
    public static function etag(int $id): ?string
    {
        return self::read($id, ['etag'])['etag'] ?? null;
    }

    /**
     * What a page needs of a campaign: see Figures. Null when it is not to be seen, or its sums are too large to be counted.
     *
     * @return array<string, mixed>|null
     */
    public static function figures(int $id): ?array
    {
        $read = self::read($id, ['figures']);
        return $read === null ? null : json_decode((string) $read['figures'], true);
    }

    /**
     * @param string[] $columns Of `body`, `etag` and `figures`: only what is asked for is read.
     * @return array<string, string>|null
     */
    private static function read(int $id, array $columns): ?array
    {
        global $wpdb;
        if (!Campaign::isPublished($id)) {
            return null;
        }
        $table = Store::table('documents');
        // phpcs:ignore WordPress.DB.PreparedSQL -- a table and columns of our own.
        $find = $wpdb->prepare('SELECT stamp, rendered_stamp, version, ' . implode(', ', $columns) . " FROM $table WHERE campaign = %d", $id);
        $row = Store::row($find);
        if ($row === null) {
            // What can't be kept is made anew for each reader, and read all the same.
            self::quietly(static function () use ($id): void {
                Store::insertNew('documents', ['campaign' => $id, 'body' => '']);
            });
            $row = Store::row($find);
        }
        $offer = Donations::offer($id);
        // What is not the campaign's, and yet in what is sent: the plugin's version, what the keys in use allow, and the site's language.
        $version = VERSION . ':' . substr(md5((string) wp_json_encode([$offer, self::locale()])), 0, 8);
        if ($row !== null && $row['stamp'] === $row['rendered_stamp'] && $row['version'] === $version) {
            return array_map('strval', $row);
        }
        if (!Sums::catchUp($id, self::PATIENCE)) {
            Sums::later();
        }
        return self::render($id, (int) ($row['stamp'] ?? 0), $version, $offer);
    }

    /**
     * @param array<string, mixed>|null $offer
     * @return array{body: string, etag: string, figures: string}
     */
    private static function render(int $id, int $stamp, string $version, ?array $offer): array
    {
        global $wpdb;
        $document = self::inOwnLanguage(static function () use ($id): array {
            return CampaignDocument::of($id) ?? [];
        });
        $live = ['version' => $stamp, 'pollEvery' => self::POLL_EVERY, 'events' => false] + ($document['live'] ?? []) + ($offer === null ? [] : ['donations' => $offer]);
        $body = CampaignDocument::encode(['live' => $live] + $document);
        $made = [
            'body' => $body,
            'etag' => '"' . substr(hash('sha256', $body), 0, 32) . '"',
            'figures' => (string) wp_json_encode(Figures::of($document)),
        ];
        if (is_preview()) {
            return $made;
        }
        $table = Store::table('documents');
        // Stored under the stamp from before the rendering: what changed meanwhile has raised it, and the next reader renders again.
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $keep = $wpdb->prepare(
            "UPDATE $table SET body = %s, etag = %s, figures = %s, version = %s, rendered_stamp = %d WHERE campaign = %d AND rendered_stamp <= %d",
            $made['body'],
            $made['etag'],
            $made['figures'],
            $version,
            $stamp,
            $id,
            $stamp
        );
        self::quietly(static function () use ($keep): void {
            Store::query($keep);
        });
        return $made;
    }

    /**
     * @param callable(): array<string, mixed> $do
     * @return array<string, mixed>
     */
    private static function inOwnLanguage(callable $do): array
    {
        $locale = self::locale();
        $isOther = determine_locale() !== $locale && switch_to_locale($locale);
        $own = static function () use ($locale): string {
            return $locale;
        };
        foreach (['locale', 'determine_locale'] as $filter) {
            add_filter($filter, $own, PHP_INT_MAX);
        }
        try {
            return $do();
        } finally {
            foreach (['locale', 'determine_locale'] as $filter) {
                remove_filter($filter, $own, PHP_INT_MAX);
            }
            if ($isOther) {
                restore_previous_locale();
            }
        }
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
        if (in_array($key, [Campaign::DOCUMENT, Campaign::NEWS, Campaign::OPTIONS], true)) {
            self::onChange($id);
        }
    }

    /** A post may be an update of some campaign, or was one. */
    public static function onPost(string $new, string $old, \WP_Post $post): void
    {
        if ($post->post_type === Campaign::TYPE) {
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
}
