<?php

declare(strict_types=1);

namespace Glassjar;

/**
 * Who changed what of a campaign, by whatever way: the form, REST, XML-RPC, a command line, an import. Rows are only ever added. A row
 * keeps the name of who did it, so that it outlives the account.
 *
 * Of what readers trust (account, links, goal, agreement and the like: WATCHED) the old and the new value are kept; of the rest, that
 * it changed.
 */
final class History
{
    /** Places of the wire format whose values are kept, beside the post's `title` and `status`, and `card` of the options. */
    public const WATCHED = [
        'give.bank.holder', 'give.bank.iban', 'give.bank.bic', 'give.bank.reference', 'give.links', 'goal.amount', 'goal.label', 'currency',
        'beneficiary.name', 'beneficiary.consent', 'organiser.name', 'organiser.url', 'starts', 'ends', 'noMoney.text', 'hideNames',
    ];

    /** @var array<string, array<string, mixed>> What stood in a piece of data before it was written. */
    private static $was = [];

    /** Hooks. */
    public static function start(): void
    {
        add_action('update_post_meta', [self::class, 'before'], 10, 3);
        add_action('delete_post_meta', [self::class, 'before'], 10, 3);
        add_action('add_post_meta', static function ($id, $key): void {
            self::before(0, (int) $id, (string) $key);
        }, 10, 2);
        foreach (['added_post_meta', 'updated_post_meta', 'deleted_post_meta'] as $done) {
            add_action($done, [self::class, 'after'], 20, 3);
        }
        add_action('post_updated', [self::class, 'onPost'], 10, 3);
    }

    /** @param int|string[] $metaId */
    public static function before($metaId, int $id, string $key): void
    {
        if (self::isOurs($id, $key)) {
            self::$was["$id $key"] = CampaignMeta::read($id, $key);
        }
    }

    /** @param int|string[] $metaId */
    public static function after($metaId, int $id, string $key): void
    {
        if (!self::isOurs($id, $key)) {
            return;
        }
        $was = self::$was["$id $key"] ?? [];
        unset(self::$was["$id $key"]);
        $became = CampaignMeta::read($id, $key);
        foreach (self::changes($key, $was, $became) as [$place, $old, $new]) {
            self::add($id, $place, $old, $new);
        }
    }

    public static function onPost(int $id, \WP_Post $after, \WP_Post $before): void
    {
        if ($after->post_type !== Campaign::TYPE || $before->post_status === 'auto-draft') {
            return;
        }
        foreach (['title' => 'post_title', 'status' => 'post_status', 'summary' => 'post_excerpt'] as $place => $column) {
            if ($after->$column !== $before->$column) {
                self::add($id, $place, $place === 'summary' ? null : $before->$column, $place === 'summary' ? null : $after->$column);
            }
        }
    }

    /**
     * What of a campaign's history is worth telling, the newest first.
     *
     * @param int $limit 0: all.
     * @return array<int, array{at: string, name: string, how: string, place: string, was: mixed, became: mixed}>
     */
    public static function of(int $id, int $limit = 0): array
    {
        global $wpdb;
        $table = Store::table('history');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $sql = $wpdb->prepare("SELECT * FROM $table WHERE campaign = %d AND (was <> '' OR became <> '') ORDER BY id DESC", $id);
        return array_map(static function (array $row): array {
            return [
                'at' => (string) $row['at'],
                'name' => html_entity_decode((string) $row['name'], ENT_QUOTES, 'UTF-8'),
                'how' => (string) $row['how'],
                'place' => (string) $row['place'],
                'was' => json_decode((string) $row['was'], true),
                'became' => json_decode((string) $row['became'], true),
            ];
        }, Store::rows($sql . ($limit > 0 ? " LIMIT $limit" : '')));
    }

    /**
     * Who changed something of a campaign from a moment on, and when last.
     *
     * @param string $since As Store::now writes it.
     * @return array{names: string[], at: string} `at` is '' when nobody is known.
     */
    public static function since(int $id, string $since): array
    {
        global $wpdb;
        $table = Store::table('history');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $rows = Store::rows($wpdb->prepare("SELECT name, at FROM $table WHERE campaign = %d AND at >= %s ORDER BY id DESC LIMIT 200", $id, $since));
        $names = array_map(static function (array $row): string {
            return html_entity_decode((string) $row['name'], ENT_QUOTES, 'UTF-8');
        }, $rows);
        return ['names' => array_values(array_unique($names)), 'at' => (string) ($rows[0]['at'] ?? '')];
    }

    /**
     * @param array<string, mixed> $was
     * @param array<string, mixed> $became
     * @return array<int, array{string, mixed, mixed}> Place, old and new value; both null where only the change is told.
     */
    private static function changes(string $key, array $was, array $became): array
    {
        $found = [];
        if ($key === Campaign::OPTIONS) {
            $old = CampaignMeta::sanitizeOptions($was);
            $new = CampaignMeta::sanitizeOptions($became);
            if ($old['card'] !== $new['card']) {
                $found[] = ['card', $old['card'], $new['card']];
            }
            return CampaignState::same(CampaignState::chosen($old), CampaignState::chosen($new)) ? $found : array_merge($found, [['options', null, null]]);
        }
        foreach (self::WATCHED as $place) {
            $old = CampaignState::at($was, $place);
            $new = CampaignState::at($became, $place);
            if (!CampaignState::same($old, $new)) {
                $found[] = [$place, $old, $new];
            }
        }
        foreach (array_keys($was + $became) as $field) {
            if (!CampaignState::same($was[$field] ?? null, $became[$field] ?? null)) {
                $found[] = [(string) $field, null, null];
            }
        }
        return $found;
    }

    /**
     * @param mixed $was
     * @param mixed $became
     */
    private static function add(int $id, string $place, $was, $became): void
    {
        $user = wp_get_current_user();
        $isTold = $was !== null || $became !== null;
        try {
            Store::insertNew('history', [
                'campaign' => $id,
                'at' => Store::now(),
                'user' => (int) $user->ID,
                // Tables of old sites take no character of four bytes.
                'name' => wp_encode_emoji(\Glassjar\Core\Text::cut((string) ($user->display_name ?: $user->user_login), 60)),
                'how' => self::how(),
                'place' => substr($place, 0, 60),
                'was' => $isTold ? (string) wp_json_encode($was) : '',
                'became' => $isTold ? (string) wp_json_encode($became) : '',
            ]);
        } catch (StoreError $error) {
            // What our own form saves is saved with its history or not at all.
            if (Store::isWorking()) {
                throw $error;
            }
            do_action('glassjar_store_error', $error->getMessage());
        }
    }

    private static function how(): string
    {
        $ways = ['WP_CLI' => 'command', 'XMLRPC_REQUEST' => 'xmlrpc', 'REST_REQUEST' => 'rest', 'DOING_CRON' => 'cron', 'WP_LOAD_IMPORTERS' => 'import'];
        foreach ($ways as $constant => $way) {
            if (defined($constant) && constant($constant)) {
                return $way;
            }
        }
        return is_admin() ? 'admin' : 'program';
    }

    private static function isOurs(int $id, string $key): bool
    {
        return in_array($key, [Campaign::DOCUMENT, Campaign::NEWS, Campaign::OPTIONS], true) && get_post_type($id) === Campaign::TYPE;
    }
}
