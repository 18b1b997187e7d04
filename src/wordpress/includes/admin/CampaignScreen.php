<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Books;
use Glassjar\Campaign;
use Glassjar\Rights;

/** The form of a campaign beside its panel as readers will see it. Saves all of it or, with a fault, nothing, and keeps what was typed. */
final class CampaignScreen
{
    public const PAGE = 'glassjar-campaign';

    /** @var Answers|null */
    private static $answers;

    /** @var array<string, string> */
    private static $faults = [];

    /** @var string What is said of what was sent; HTML. */
    private static $told = '';

    /** @var string|null What the form was made of, where that isn't what is saved by now. */
    private static $base;

    public static function url(int $id = 0): string
    {
        $query = ['post_type' => Campaign::TYPE, 'page' => self::PAGE] + ($id > 0 ? ['campaign' => $id] : []);
        return add_query_arg($query, admin_url('edit.php'));
    }

    /** Before anything is drawn: takes what was sent without scripts. With them, CampaignForm::answer does. */
    public static function load(): void
    {
        $id = self::asked();
        if (!self::may($id)) {
            wp_die(esc_html__('You may not change this campaign.', 'glassjar'), '', ['response' => 403]);
        }
        Lock::take($id);
        if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
            return;
        }
        try {
            Sent::from(CampaignForm::ACTION . $id);
            $answer = CampaignForm::take($id);
        } catch (Incomplete $incomplete) {
            status_header(413);
            self::$told = self::notice($incomplete->getMessage());
            return;
        }
        if (isset($answer['id'])) {
            wp_safe_redirect(add_query_arg('saved', '1', self::url($answer['id'])));
            exit;
        }
        self::$answers = CampaignForm::answers($id);
        self::$faults = $answer['faults'] ?? self::$answers->faults;
        self::$told = isset($answer['faults']) ? self::faults(self::$faults, $id) : ($answer['conflict'] ?? '');
        if (isset($answer['refusal'])) {
            self::$told = self::notice($answer['refusal']);
        }
        if (isset($answer['merged'])) {
            self::$told = '<div class="notice notice-info inline" role="status"><p>' . esc_html__('Both are in the form now, and nothing is saved yet. Look it through and save it.', 'glassjar') . '</p></div>';
        }
        // A form that is shown after a conflict is still made of what it was made of.
        self::$base = isset($answer['conflict']) || isset($answer['refusal']) ? (string) CampaignForm::sent('base') : null;
    }

    public static function render(): void
    {
        $id = self::asked();
        $currency = self::$answers === null ? Campaign::currency($id) : CampaignForm::currency($id);
        $stamp = CampaignForm::stamp($id, self::$base);
        $saved = $id > 0 ? Campaign::fields($id) + Campaign::news($id) : [];
        $values = (self::$answers === null ? $saved : self::$answers->typed) + ['currency' => $currency];
        $locked = $id > 0 && Books::isBegun($id) ? ['currency'] : [];
        $view = new FormView($values, self::$faults, self::$answers !== null, $currency, $locked);
        $heading = $id > 0 ? __('Edit campaign', 'glassjar') : __('Add a campaign', 'glassjar');
        echo '<div class="wrap glassjar-admin"><h1>' . esc_html($heading) . '</h1>';
        self::saved($id);
        TransferScreen::notice();
        printf(
            '<div class="glassjar-columns"><form method="post" id="glassjar-form" novalidate autocomplete="off" %s action="%s" data-ajax="%s" data-campaign="%d" data-user="%d"%s>',
            esc_attr(Sent::ATTRIBUTE),
            esc_url(self::url($id)),
            esc_url(admin_url('admin-ajax.php')),
            (int) $id,
            get_current_user_id(),
            self::$answers === null ? '' : ' data-typed'
        );
        wp_nonce_field(CampaignForm::ACTION . $id);
        // phpcs:disable WordPress.Security.EscapeOutput -- each of these escapes what it is made of.
        echo $stamp . '<div id="glassjar-told">' . self::$told . '</div><div class="glassjar-fields glassjar-first">';
        echo self::plain('title', __('Name of the campaign', 'glassjar'), __('Short, as it would stand on a poster. A hashtag is fine.', 'glassjar'), CampaignForm::title($id));
        echo self::plain('summary', __('What it is about, in two or three sentences', 'glassjar'), '', CampaignForm::summary($id), true);
        echo '</div>' . $view->groups(['giving' => Look::card($id, self::$answers !== null)]) . Look::fields($id, self::$answers !== null) . HistoryView::html($id);
        self::buttons($id);
        echo Sent::end() . '</form>';
        // phpcs:enable
        Preview::frame($id);
        echo '</div></div>';
        Lock::dialog($id);
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

    /**
     * What can't be taken, as a list of links to the fields.
     *
     * @param array<string, string> $faults
     */
    public static function faults(array $faults, int $id): string
    {
        $count = count($faults);
        /* translators: %d: how many fields. */
        $words = sprintf(_n('Nothing was saved yet: %d field needs another look.', 'Nothing was saved yet: %d fields need another look.', $count, 'glassjar'), $count);
        $list = '';
        foreach ($faults as $place => $sentence) {
            $label = Fields::labelOf($place);
            $list .= sprintf('<li><a href="#%s">%s</a></li>', esc_attr(FormView::id($place)), esc_html($label === '' ? $sentence : "$label: $sentence"));
        }
        // It stands in the form, and is sent with it.
        $isAsked = CampaignForm::answers($id)->ahead([]) !== [] && (CampaignForm::sent('ahead') === '1' || preg_grep('/^updates\.\d+\.at\z/', array_keys($faults)) !== []);
        $ask = !$isAsked ? '' : sprintf(
            '<p><label><input type="checkbox" name="ahead" value="1"%s> %s</label></p>',
            checked(CampaignForm::sent('ahead'), '1', false),
            esc_html__('The news’ days to come are right: save them all the same', 'glassjar')
        );
        return self::notice($words, "<ul>$list</ul>$ask");
    }

    private static function notice(string $words, string $more = ''): string
    {
        return '<div class="notice notice-error inline" role="alert" id="glassjar-faults" tabindex="-1"><p>' . esc_html($words) . "</p>$more</div>";
    }

    private static function saved(int $id): void
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- read only.
        if (!isset($_GET['saved']) || self::$told !== '') {
            return;
        }
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

    private static function plain(string $name, string $label, string $help, string $value, bool $isLong = false): string
    {
        $id = FormView::id($name);
        $fault = self::$faults[$name] ?? '';
        $about = $fault !== '' ? "$id-fault" : ($help !== '' ? "$id-help" : '');
        $common = sprintf('id="%s" name="%s"', esc_attr($id), esc_attr($name)) . ($about === '' ? '' : ' aria-describedby="' . esc_attr($about) . '"')
            . ($fault === '' ? '' : ' aria-invalid="true"');
        $input = $isLong ? "<textarea rows=\"3\" $common>" . esc_textarea($value) . '</textarea>' : "<input type=\"text\" required $common value=\"" . esc_textarea($value) . '">';
        return '<div class="glassjar-field glassjar-wide' . ($fault === '' ? '' : ' glassjar-wrong') . '"><label for="' . esc_attr($id) . '">' . esc_html($label) . '</label>' . $input
            . ($fault === '' ? '' : '<p class="glassjar-fault" id="' . esc_attr("$id-fault") . '">' . esc_html($fault) . '</p>')
            . ($help === '' ? '' : '<p class="description" id="' . esc_attr("$id-help") . '">' . esc_html($help) . '</p>') . '</div>';
    }

    private static function buttons(int $id): void
    {
        $isPublic = $id > 0 && get_post_status($id) === 'publish';
        $may = current_user_can('publish_glassjar_campaigns');
        echo '<p class="submit glassjar-buttons">';
        // Enter in a field presses a form's first button: that saves, and never publishes.
        echo '<button type="submit" class="screen-reader-text" name="status" value="keep" tabindex="-1" aria-hidden="true">' . esc_html__('Save', 'glassjar') . '</button>';
        printf(
            '<button type="submit" class="button button-primary" name="status" value="%s">%s</button> ',
            $isPublic || $may ? 'publish' : 'keep',
            esc_html($isPublic || !$may ? __('Save', 'glassjar') : __('Publish', 'glassjar'))
        );
        if ($may) {
            printf('<button type="submit" class="button" name="status" value="draft">%s</button> ', esc_html($isPublic ? __('Back to draft', 'glassjar') : __('Save as draft', 'glassjar')));
        }
        echo '<a class="button glassjar-to-preview" href="#glassjar-preview">' . esc_html__('Preview', 'glassjar') . '</a> <span class="glassjar-saving" role="status"></span></p><p class="glassjar-tools">';
        if ($id > 0) {
            printf('<a class="button" href="%s">%s</a> ', esc_url((string) get_edit_post_link($id, 'raw')), esc_html__('Write the story', 'glassjar'));
            if (current_user_can(Rights::MONEY)) {
                printf('<a class="button" href="%s">%s</a>', esc_url(BooksScreen::url($id)), esc_html__('Open the books', 'glassjar'));
            }
        }
        // What was downloaded when it could not be saved.
        echo '</p><details class="glassjar-more"><summary>' . esc_html__('Bring back what was downloaded', 'glassjar')
            . '</summary><p class="glassjar-field"><label for="glassjar-file">' . esc_html__('File', 'glassjar') . '</label> <input type="file" id="glassjar-file" accept=".json,application/json"></p></details>';
    }
}
