<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Books;
use Glassjar\Campaign;
use Glassjar\CampaignState;
use Glassjar\Core\Currency;
use Glassjar\Core\Text;
use Glassjar\Guard;
use Glassjar\Rights;
use Glassjar\Store;
use Glassjar\StoreError;

/**
 * Takes what the form of a campaign sent: saves all of it or nothing. What the form was made of comes along (`base`); where the campaign
 * is another one by now, nothing is saved and the difference is told.
 */
final class CampaignForm
{
    public const ACTION = 'glassjar_campaign';

    /** The meta that says from which form a campaign was made, so that one that was sent twice makes one. */
    private const MADE_BY = '_glassjar_made_by';

    /** Fields of the wire format that the form asks for, news apart. */
    private const ASKED = [
        'beneficiary', 'organiser', 'goal', 'milestones', 'starts', 'ends', 'url', 'give', 'sources', 'book', 'share', 'thanks', 'hideNames', 'noMoney',
    ];

    /** @var array<string, mixed>|null What was sent. */
    private static $sent;

    /**
     * Saves, or says why not.
     *
     * @return array{id?: int, faults?: array<string, string>, conflict?: string, refusal?: string, merged?: true}
     * @throws Incomplete
     */
    public static function take(int $id): array
    {
        self::$sent = Sent::fields();
        $id = $id > 0 ? $id : self::made();
        if ($id > 0 && get_post_status($id) === 'trash') {
            return ['refusal' => __('Nothing was saved: this campaign is in the trash. Restore it there first; what you typed stays here as long as this page is open.', 'glassjar')];
        }
        try {
            return Store::transaction(static function () use ($id): array {
                return ($id > 0 ? self::conflict($id) : null) ?? self::checked($id);
            });
        } catch (StoreError $error) {
            if ($id > 0) {
                clean_post_cache($id);
                wp_cache_delete($id, 'post_meta');
            }
            do_action('glassjar_store_error', $error->getMessage());
            return ['refusal' => __('Nothing was saved: the database could not keep it. Try again; if it happens again, show this to your host.', 'glassjar') . ' ' . $error->getMessage()];
        }
    }

    /**
     * What the form sent under a name; null for nothing, and where nothing was sent or not all of it arrived.
     *
     * @return mixed
     */
    public static function sent(string $name)
    {
        if (self::$sent === null && ($_SERVER['REQUEST_METHOD'] ?? '') === 'POST') {
            try {
                self::$sent = Sent::fields();
            } catch (Incomplete $incomplete) {
                self::$sent = [];
            }
        }
        return self::$sent[$name] ?? null;
    }

    /** What was typed, checked. */
    public static function answers(int $id): Answers
    {
        $typed = self::sent('glassjar');
        return new Answers(is_array($typed) ? $typed : [], self::currency($id), $id > 0 ? Campaign::fields($id) : []);
    }

    /**
     * A campaign's data with what was typed, as far as this user may change it.
     *
     * @return array{fields: array<string, mixed>, news: array<string, mixed>, options: array<string, mixed>}
     */
    public static function typed(int $id, Answers $answers): array
    {
        $news = array_flip(Campaign::NEWS_FIELDS);
        $mayMoney = current_user_can(Rights::MONEY);
        // What the form does not ask (a document that came from elsewhere may have it) stays.
        $kept = array_diff_key(Campaign::fields($id), array_flip(self::ASKED));
        return [
            'fields' => $mayMoney ? array_diff_key($answers->fields, $news, ['currency' => 1]) + ['currency' => self::currency($id)] + $kept : Campaign::fields($id),
            'news' => current_user_can(Rights::NEWS) ? array_intersect_key($answers->fields, $news) : Campaign::news($id),
            'options' => $mayMoney ? Look::read($id) : Campaign::options($id),
        ];
    }

    /** The name that was typed, else that of the campaign. */
    public static function title(int $id = 0): string
    {
        $typed = self::sent('title');
        return is_string($typed) ? trim((string) preg_replace('/\s+/u', ' ', Text::clean($typed))) : ($id > 0 ? CampaignState::of($id)['title'] : '');
    }

    public static function summary(int $id = 0): string
    {
        $typed = self::sent('summary');
        return is_string($typed) ? Text::clean($typed) : ($id > 0 ? CampaignState::of($id)['summary'] : '');
    }

    /** Text as a post keeps it. Sanitising it as markup would cut out what stands between "<" and ">". */
    public static function html(string $text): string
    {
        return htmlspecialchars($text, ENT_NOQUOTES, 'UTF-8');
    }

    /** The currency that was chosen; what is in the books keeps its own. */
    public static function currency(int $id): string
    {
        $typed = self::sent('glassjar')['currency'] ?? '';
        $isFree = $id === 0 || !Books::isBegun($id);
        return $isFree && is_string($typed) && Currency::decimals($typed) !== null ? $typed : Campaign::currency($id);
    }

    /** What goes along unseen: what the form is made of (null: what is saved by now), when, and which form it is. */
    public static function stamp(int $id, ?string $base): string
    {
        [$made, $key] = [self::sent('made'), self::sent('key')];
        $made = $base !== null && is_string($made) ? $made : Store::now();
        $base = $base ?? ($id > 0 ? (string) wp_json_encode(CampaignState::visible(CampaignState::of($id))) : '');
        $html = '';
        $values = ['base' => $base, 'made' => $made, 'key' => self::isKey($key) ? $key : wp_generate_uuid4()];
        foreach ($values as $name => $value) {
            $html .= sprintf('<input type="hidden" name="%s" value="%s">', esc_attr($name), esc_textarea($value));
        }
        return $html;
    }

    /** The campaign that this very form made already: a second click, or an answer that was lost. */
    private static function made(): int
    {
        $key = self::sent('key');
        $found = self::isKey($key) ? get_posts(['post_type' => Campaign::TYPE, 'post_status' => 'any', 'numberposts' => 1, 'fields' => 'ids',
            // phpcs:ignore WordPress.DB.SlowDBQuery -- once for each new campaign.
            'meta_key' => self::MADE_BY, 'meta_value' => $key]) : [];
        return $found !== [] && CampaignScreen::may((int) $found[0]) ? (int) $found[0] : 0;
    }

    /** @param mixed $key */
    private static function isKey($key): bool
    {
        return is_string($key) && preg_match('/^[0-9a-f-]{36}\z/', $key) === 1;
    }

    /**
     * What somebody else changed since the form was made; null for nothing.
     *
     * @return array{conflict?: string, merged?: true}|null
     */
    private static function conflict(int $id): ?array
    {
        $theirs = CampaignState::visible(CampaignState::of($id));
        $base = json_decode(is_string(self::sent('base')) ? self::sent('base') : '', true);
        if (is_array($base) && CampaignState::same($base, $theirs)) {
            return null;
        }
        $answers = self::answers($id);
        $conflict = new Conflict(is_array($base) ? $base : null, $theirs, self::mine($id, $answers, (string) ($base['status'] ?? $theirs['status'])), $answers);
        // Both did the same, or this is what was saved already.
        if ($conflict->isEmpty()) {
            return null;
        }
        if (self::sent('merge') === '1' && $conflict->isDecided(self::sent('resolve'))) {
            self::$sent = $conflict->merged(self::$sent, self::sent('resolve'));
            return ['merged' => true];
        }
        $made = self::sent('made');
        return ['conflict' => ConflictView::html($conflict, $id, is_string($made) ? $made : '', self::sent('merge') === '1')];
    }

    /**
     * What is typed, as it would be saved.
     *
     * @return array<string, mixed>
     */
    private static function mine(int $id, Answers $answers, string $status): array
    {
        $data = self::typed($id, $answers);
        $checked = Campaign::check($data['fields'])['fields'];
        return CampaignState::visible([
            'title' => self::title($id),
            'summary' => self::summary($id),
            'status' => $status,
            'tree' => array_intersect_key(Campaign::check($data['news'] + ['currency' => self::currency($id)])['fields'], array_flip(Campaign::NEWS_FIELDS)) + $checked,
            'options' => CampaignState::chosen($data['options']),
        ]);
    }

    /** @return array{id?: int, faults?: array<string, string>} */
    private static function checked(int $id): array
    {
        $answers = self::answers($id);
        $faults = self::title() === '' ? ['title' => __('A campaign needs a name.', 'glassjar')] : [];
        $currency = self::sent('glassjar')['currency'] ?? '';
        if ($currency !== '' && $currency !== self::currency($id)) {
            /* translators: %s: a currency */
            $faults['currency'] = sprintf(__('By now something is in the books, in %s: it can’t be changed any more.', 'glassjar'), self::currency($id));
        }
        $faults += $answers->faults + self::leaving($id, $answers);
        if (self::sent('ahead') !== '1') {
            $faults += $answers->ahead($id > 0 ? array_column(Campaign::news($id)['updates'] ?? [], 'at') : []);
        }
        return $faults === [] ? ['id' => self::save($id, $answers)] : ['faults' => $faults, 'choices' => array_filter($answers->choices)];
    }

    /**
     * Beside the short name of each source that must stay, or, where its row is gone, at the list.
     *
     * @return array<string, string>
     */
    private static function leaving(int $id, Answers $answers): array
    {
        $faults = [];
        $rows = $answers->items('sources');
        $isAsked = $id > 0 && current_user_can(Rights::MONEY);
        foreach ($isAsked ? Campaign::leaving($id, array_values($rows)) : [] as $index => ['source' => $source, 'entries' => $entries]) {
            $isThere = isset($rows[$index]);
            $words = $isThere
                /* translators: 1: how many entries, 2: a source's short name. */
                ? _n('%1$d entry is booked to “%2$s”, so this short name stays. What readers see can be changed.', '%1$d entries are booked to “%2$s”, so this short name stays. What readers see can be changed.', $entries, 'glassjar')
                /* translators: 1: how many entries, 2: a source's short name, 3: what readers see of it. */
                : _n('“%3$s” can’t go: %1$d entry is booked to it. Add it again, with the short name “%2$s”; what readers see can be changed.', '“%3$s” can’t go: %1$d entries are booked to it. Add it again, with the short name “%2$s”; what readers see can be changed.', $entries, 'glassjar');
            $place = $isThere ? "sources.$index.id" : 'sources';
            $sentence = sprintf($words, $entries, $source['id'], $source['label'] ?? $source['id']);
            $faults[$place] = isset($faults[$place]) ? $faults[$place] . ' ' . $sentence : $sentence;
        }
        return $faults;
    }

    /**
     * @return int The campaign's number.
     * @throws StoreError When something was not kept as it is.
     */
    private static function save(int $id, Answers $answers): int
    {
        $wish = self::sent('status');
        $status = in_array($wish, ['publish', 'draft'], true) ? $wish : ($id > 0 ? (string) get_post_status($id) : 'draft');
        if ($id > 0 && !Guard::mayPublish($id)) {
            $status = (string) get_post_status($id);
        } elseif ($status === 'publish' && !current_user_can('publish_glassjar_campaigns') && get_post_status($id) !== 'publish') {
            $status = 'pending';
        }
        $data = self::typed($id, $answers);
        $post = ['post_type' => Campaign::TYPE, 'post_title' => self::html(self::title()), 'post_excerpt' => self::html(self::summary()), 'post_status' => $status];
        $isNew = $id === 0;
        $id = $isNew ? (int) wp_insert_post(wp_slash($post)) : (int) wp_update_post(wp_slash(['ID' => $id] + $post));
        if ($id === 0) {
            throw new StoreError('posts');
        }
        if ($isNew && self::isKey(self::sent('key'))) {
            add_post_meta($id, self::MADE_BY, self::sent('key'), true);
        }
        if (current_user_can(Rights::MONEY)) {
            Campaign::save($id, $data['fields']);
            Campaign::saveOptions($id, $data['options']);
        }
        if (current_user_can(Rights::NEWS)) {
            Campaign::saveNews($id, $data['news']);
        }
        // A database can drop what it can't hold, and WordPress says nothing of it.
        $status = (string) get_post_status($id);
        $kept = CampaignState::visible(CampaignState::of($id));
        if (!CampaignState::same($kept['tree'], self::mine($id, $answers, $status)['tree'])) {
            throw new StoreError('postmeta');
        }
        return $id;
    }
}
