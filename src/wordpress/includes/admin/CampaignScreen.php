<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Books;
use Glassjar\Campaign;
use Glassjar\Core\Text;
use Glassjar\Rights;

/** The form of a campaign beside its panel as readers will see it. Saves all of it or, with a fault, nothing, and keeps what was typed. */
final class CampaignScreen
{
    public const PAGE = 'glassjar-campaign';
    public const ACTION = 'glassjar_campaign';

    /** Fields of the wire format that the form asks for, news apart. */
    private const ASKED = [
        'beneficiary', 'organiser', 'goal', 'milestones', 'starts', 'ends', 'url', 'give', 'sources', 'book', 'share', 'thanks', 'hideNames', 'noMoney',
    ];

    /** @var Answers|null */
    private static $answers;

    /** @var array<string, string> */
    private static $faults = [];

    /** @var string Why nothing of what was sent was taken. */
    private static $refusal = '';

    public static function url(int $id = 0): string
    {
        $query = ['post_type' => Campaign::TYPE, 'page' => self::PAGE] + ($id > 0 ? ['campaign' => $id] : []);
        return add_query_arg($query, admin_url('edit.php'));
    }

    /** Before anything is drawn: takes what was sent. */
    public static function load(): void
    {
        $id = self::asked();
        if (!self::may($id)) {
            wp_die(esc_html__('You may not change this campaign.', 'glassjar'), '', ['response' => 403]);
        }
        if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
            return;
        }
        try {
            Sent::fields();
        } catch (Incomplete $incomplete) {
            status_header(413);
            self::$refusal = $incomplete->getMessage();
            return;
        }
        check_admin_referer(self::ACTION . $id);
        self::$answers = self::answers($id);
        self::$faults = self::$answers->faults;
        if (self::title() === '') {
            self::$faults = ['title' => __('A campaign needs a name.', 'glassjar')] + self::$faults;
        }
        if (self::$faults === []) {
            wp_safe_redirect(add_query_arg('saved', '1', self::url(self::save($id))));
            exit;
        }
    }

    public static function render(): void
    {
        $id = self::asked();
        $currency = self::$answers === null ? Campaign::currency($id) : self::currency($id);
        $saved = $id > 0 ? Campaign::fields($id) + Campaign::news($id) : [];
        $values = (self::$answers === null ? $saved : self::$answers->typed) + ['currency' => $currency];
        $locked = $id > 0 && Books::isBegun($id) ? ['currency'] : [];
        $view = new FormView($values, self::$faults, self::$answers !== null, $currency, $locked);
        $heading = $id > 0 ? __('Edit campaign', 'glassjar') : __('Add a campaign', 'glassjar');
        echo '<div class="wrap glassjar-admin"><h1>' . esc_html($heading) . '</h1>';
        self::notices($id);
        echo '<div class="glassjar-columns"><form method="post" id="glassjar-form" novalidate ' . Sent::ATTRIBUTE . ' action="' . esc_url(self::url($id)) . '">';
        wp_nonce_field(self::ACTION . $id);
        echo '<div class="glassjar-fields glassjar-first">';
        // phpcs:disable WordPress.Security.EscapeOutput -- each of these escapes what it is made of.
        echo self::plain('title', __('Name of the campaign', 'glassjar'), __('Short, as it would stand on a poster. A hashtag is fine.', 'glassjar'), self::title($id));
        echo self::plain('summary', __('What it is about, in two or three sentences', 'glassjar'), '', self::summary($id), true);
        echo '</div>' . $view->groups(['giving' => Look::card($id, self::$answers !== null)]) . Look::fields($id, self::$answers !== null);
        // phpcs:enable
        self::buttons($id);
        echo Sent::end() . '</form>'; // phpcs:ignore WordPress.Security.EscapeOutput -- a fixed text.
        Preview::frame($id);
        echo '</div></div>';
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

    /**
     * What the form sent under a name; null for nothing, and where nothing was sent or not all of it arrived.
     *
     * @return mixed
     */
    public static function sent(string $name)
    {
        if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST' || self::$refusal !== '') {
            return null;
        }
        return Sent::fields()[$name] ?? null;
    }

    /** The campaign a request is about; 0 for a new one. */
    public static function asked(): int
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- read only.
        $id = $_GET['campaign'] ?? $_POST['campaign'] ?? '';
        return is_string($id) && preg_match('/^[1-9][0-9]{0,17}\z/', $id) === 1 ? (int) $id : 0;
    }

    /** Whether this user may fill in the form of a campaign. */
    public static function may(int $id): bool
    {
        if ($id === 0) {
            return current_user_can(Rights::MONEY) && current_user_can('edit_glassjar_campaigns');
        }
        return Campaign::exists($id) && current_user_can('edit_post', $id) && (current_user_can(Rights::MONEY) || current_user_can(Rights::NEWS));
    }

    /** The name that was typed, else that of the campaign. */
    public static function title(int $id = 0): string
    {
        $typed = self::sent('title');
        if (is_string($typed)) {
            return Text::clean(sanitize_text_field($typed));
        }
        return $id > 0 ? html_entity_decode((string) get_post_field('post_title', $id, 'raw'), ENT_QUOTES, 'UTF-8') : '';
    }

    public static function summary(int $id = 0): string
    {
        $typed = self::sent('summary');
        if (is_string($typed)) {
            return Text::clean(sanitize_textarea_field($typed));
        }
        return $id > 0 ? html_entity_decode((string) get_post_field('post_excerpt', $id, 'raw'), ENT_QUOTES, 'UTF-8') : '';
    }

    /** The currency that was chosen; what is in the books keeps its own. */
    private static function currency(int $id): string
    {
        $typed = self::sent('glassjar')['currency'] ?? '';
        $isFree = $id === 0 || !Books::isBegun($id);
        return $isFree && is_string($typed) && \Glassjar\Core\Currency::decimals($typed) !== null ? $typed : Campaign::currency($id);
    }

    /** @return int The campaign's number. */
    private static function save(int $id): int
    {
        $wish = self::sent('status');
        $status = in_array($wish, ['publish', 'draft'], true) ? $wish : ($id > 0 ? (string) get_post_status($id) : 'draft');
        if ($status === 'publish' && !current_user_can('publish_glassjar_campaigns') && get_post_status($id) !== 'publish') {
            $status = 'pending';
        }
        $post = ['post_type' => Campaign::TYPE, 'post_title' => self::title(), 'post_excerpt' => self::summary(), 'post_status' => $status];
        $id = $id > 0 ? (int) wp_update_post(wp_slash(['ID' => $id] + $post)) : (int) wp_insert_post(wp_slash($post));
        $data = self::typed($id, self::$answers);
        if (current_user_can(Rights::MONEY)) {
            Campaign::save($id, $data['fields']);
            Campaign::saveOptions($id, $data['options']);
        }
        if (current_user_can(Rights::NEWS)) {
            Campaign::saveNews($id, $data['news']);
        }
        return $id;
    }

    private static function notices(int $id): void
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- read only.
        if (isset($_GET['saved']) && self::$faults === []) {
            $link = get_post_status($id) === 'publish' ? get_permalink($id) : get_preview_post_link($id);
            printf(
                '<div class="notice notice-success" role="status"><p>%s <a href="%s">%s</a> · %s <code>[glassjar id="%d"]</code></p></div>',
                esc_html__('Saved.', 'glassjar'),
                esc_url((string) $link),
                esc_html__('See its page', 'glassjar'),
                esc_html__('To show it anywhere:', 'glassjar'),
                (int) $id
            );
        }
        if (self::$refusal !== '') {
            echo '<div class="notice notice-error" role="alert" id="glassjar-faults" tabindex="-1"><p>' . esc_html(self::$refusal) . '</p></div>';
        }
        if (self::$faults === []) {
            return;
        }
        $count = count(self::$faults);
        /* translators: %d: how many fields. */
        $words = sprintf(_n('Nothing was saved yet: %d field needs another look.', 'Nothing was saved yet: %d fields need another look.', $count, 'glassjar'), $count);
        echo '<div class="notice notice-error" role="alert" id="glassjar-faults" tabindex="-1"><p>' . esc_html($words) . '</p><ul>';
        foreach (self::$faults as $place => $sentence) {
            $label = Fields::labelOf($place);
            printf('<li><a href="#%s">%s</a></li>', esc_attr(FormView::id($place)), esc_html($label === '' ? $sentence : "$label: $sentence"));
        }
        echo '</ul></div>';
    }

    private static function plain(string $name, string $label, string $help, string $value, bool $isLong = false): string
    {
        $id = FormView::id($name);
        $fault = self::$faults[$name] ?? '';
        $about = $fault !== '' ? "$id-fault" : ($help !== '' ? "$id-help" : '');
        $common = sprintf('id="%s" name="%s"', esc_attr($id), esc_attr($name)) . ($about === '' ? '' : ' aria-describedby="' . esc_attr($about) . '"')
            . ($fault === '' ? '' : ' aria-invalid="true"');
        $input = $isLong ? "<textarea rows=\"3\" $common>" . esc_textarea($value) . '</textarea>' : "<input type=\"text\" required $common value=\"" . esc_attr($value) . '">';
        return '<div class="glassjar-field glassjar-wide' . ($fault === '' ? '' : ' glassjar-wrong') . '"><label for="' . esc_attr($id) . '">' . esc_html($label) . '</label>' . $input
            . ($fault === '' ? '' : '<p class="glassjar-fault" id="' . esc_attr("$id-fault") . '">' . esc_html($fault) . '</p>')
            . ($help === '' ? '' : '<p class="description" id="' . esc_attr("$id-help") . '">' . esc_html($help) . '</p>') . '</div>';
    }

    private static function buttons(int $id): void
    {
        $isPublic = $id > 0 && get_post_status($id) === 'publish';
        $may = current_user_can('publish_glassjar_campaigns');
        echo '<p class="submit glassjar-buttons">';
        printf(
            '<button type="submit" class="button button-primary" name="status" value="%s">%s</button> ',
            $isPublic || $may ? 'publish' : 'keep',
            esc_html($isPublic || !$may ? __('Save', 'glassjar') : __('Publish', 'glassjar'))
        );
        if ($may) {
            printf('<button type="submit" class="button" name="status" value="draft">%s</button> ', esc_html($isPublic ? __('Back to draft', 'glassjar') : __('Save as draft', 'glassjar')));
        }
        if ($id > 0) {
            printf('<a class="button" href="%s">%s</a> ', esc_url((string) get_edit_post_link($id, 'raw')), esc_html__('Write the story', 'glassjar'));
            if (current_user_can(Rights::MONEY)) {
                printf('<a class="button" href="%s">%s</a>', esc_url(BooksScreen::url($id)), esc_html__('Open the books', 'glassjar'));
            }
        }
        echo '</p>';
    }
}
