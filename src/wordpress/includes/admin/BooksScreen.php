<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Books;
use Glassjar\Campaign;
use Glassjar\Core\AmountInput;
use Glassjar\Core\Calendar;
use Glassjar\Core\Text;
use Glassjar\DocumentBooks;
use Glassjar\EntrySearch;
use Glassjar\Refusal;
use Glassjar\RefusedEntry;
use Glassjar\Rights;

/** The books of a campaign: what stands in them, money in and out, taking back, and erasing a name. Each change is an entry of its own. */
final class BooksScreen
{
    public const PAGE = 'glassjar-books';
    private const ACTION = 'glassjar_books';

    /** @var array<string, string> */
    private static $faults = [];

    /** @var array<string, mixed> What was sent. */
    private static $sent = [];

    /** @var string Why nothing of what was sent was taken. */
    private static $refusal = '';

    public static function url(int $id = 0): string
    {
        $query = ['post_type' => Campaign::TYPE, 'page' => self::PAGE] + ($id > 0 ? ['campaign' => $id] : []);
        return add_query_arg($query, admin_url('edit.php'));
    }

    /** Which campaign: the one that was asked for, else the newest. */
    public static function campaign(): int
    {
        $id = CampaignScreen::asked();
        if ($id > 0) {
            return Campaign::exists($id) ? $id : 0;
        }
        $all = self::campaigns();
        return $all === [] ? 0 : (int) array_keys($all)[0];
    }

    public static function load(): void
    {
        $id = self::campaign();
        if (!current_user_can(Rights::MONEY) || ($id > 0 && !current_user_can('edit_post', $id))) {
            wp_die(esc_html__('You may not change these books.', 'glassjar'), '', ['response' => 403]);
        }
        if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST' || $id === 0) {
            return;
        }
        try {
            self::$sent = Sent::from(self::ACTION . $id);
            if (self::isInTrash($id)) {
                self::$refusal = __('Nothing was done: this campaign is in the trash. Restore it there first.', 'glassjar');
                return;
            }
        } catch (Incomplete $incomplete) {
            status_header(413);
            self::$refusal = $incomplete->getMessage();
            return;
        }
        $do = self::typed('do');
        $done = $do === 'add' ? self::add($id) : ($do === 'rest' ? BooksRests::take($id, self::typed('source')) : BooksEntry::take($id, $do, self::$sent));
        if ($done !== '') {
            $entry = self::typed('entry');
            $back = $do === 'add' || $do === 'rest' || $done === 'gone' || preg_match('/^e[0-9a-f]{16}\z/', $entry) !== 1 ? self::url($id) : BooksEntry::url($id, $entry);
            wp_safe_redirect(add_query_arg('done', $done, $back));
            exit;
        }
    }

    /** A field of what was sent, as text. */
    public static function typed(string $name): string
    {
        $value = self::$sent[$name] ?? '';
        return is_string($value) ? $value : '';
    }

    /** What was typed, by place. @return array<string, mixed> */
    public static function typedTree(): array
    {
        $typed = self::$sent['glassjar'] ?? [];
        return is_array($typed) ? $typed : [];
    }

    /** The key of the form that was sent: sent twice (a second click, a reload), it does its work once. */
    public static function key(): string
    {
        return preg_match('/^[0-9a-f-]{36}\z/', self::typed('key')) === 1 ? self::typed('key') : wp_generate_uuid4();
    }

    public static function render(): void
    {
        $id = self::campaign();
        echo '<div class="wrap glassjar-admin"><h1>' . esc_html__('Books', 'glassjar') . '</h1>';
        if ($id === 0 && CampaignScreen::asked() > 0) {
            echo '<p>' . esc_html__('There is no such campaign (any more).', 'glassjar') . ' <a href="' . esc_url(self::url()) . '">' . esc_html__('Show the newest one', 'glassjar') . '</a></p></div>';
            return;
        }
        if ($id === 0) {
            echo '<p>' . esc_html__('There is no campaign yet.', 'glassjar') . ' <a href="' . esc_url(CampaignScreen::url()) . '">' . esc_html__('Add a campaign', 'glassjar') . '</a></p></div>';
            return;
        }
        self::notices();
        // phpcs:disable WordPress.Security.EscapeOutput -- each of these escapes what it is made of.
        echo BooksChooser::html($id);
        if (self::isInTrash($id)) {
            echo '<div class="notice notice-warning inline"><p>' . esc_html__('This campaign is in the trash: its books can be read, and nothing be added. Restore it first.', 'glassjar')
                . ' <a href="' . esc_url(add_query_arg(['post_type' => Campaign::TYPE, 'post_status' => 'trash'], admin_url('edit.php'))) . '">' . esc_html__('Open the trash', 'glassjar') . '</a></p></div>'
                . BooksTable::figures($id) . BooksTable::table($id) . '</div>';
            return;
        }
        $entry = BooksEntry::asked($id);
        echo BooksTable::figures($id) . BooksRests::view($id) . BooksLoose::view($id) . ($entry === null ? self::form($id) . Import::html($id) . BooksTable::table($id) : BooksEntryView::view($id, $entry));
        // phpcs:enable
        echo '</div>';
    }

    /** The beginning of a form of this screen; `Sent::end()` stands at its end. */
    public static function open(int $id, string $do, string $class = '', string $url = ''): string
    {
        return sprintf('<form method="post" %s class="%s" action="%s">', Sent::ATTRIBUTE, esc_attr($class), esc_url($url === '' ? self::url($id) : $url))
            . wp_nonce_field(self::ACTION . $id, '_wpnonce', true, false)
            . sprintf('<input type="hidden" name="do" value="%s"><input type="hidden" name="campaign" value="%d">', esc_attr($do), $id);
    }

    /** @return array<string, string> The sources of a campaign, by their short names. */
    public static function sources(int $id): array
    {
        $sources = [];
        foreach (DocumentBooks::sources($id) as $source) {
            $sources[$source['id']] = $source['label'] ?? $source['id'];
        }
        return $sources;
    }

    /** @return array<int, string> All campaigns but those in the trash, the newest first. */
    public static function campaigns(): array
    {
        $found = [];
        $posts = get_posts(['post_type' => Campaign::TYPE, 'post_status' => ['publish', 'draft', 'pending', 'private', 'future'], 'numberposts' => 200]);
        foreach ($posts as $post) {
            $found[$post->ID] = html_entity_decode($post->post_title, ENT_QUOTES, 'UTF-8');
        }
        return $found;
    }

    public static function isInTrash(int $id): bool
    {
        return get_post_status($id) === 'trash';
    }

    private static function form(int $id): string
    {
        $currency = Campaign::currency($id);
        $kinds = [
            'gift+' => __('Money in: a gift', 'glassjar'),
            'sale+' => __('Money in: something was sold', 'glassjar'),
            'cost+' => __('Money out: spent', 'glassjar'),
            'fee' => __('Money out: a fee', 'glassjar'),
        ];
        $fields = [
            ['path' => 'at', 'kind' => 'date', 'label' => __('Date', 'glassjar')],
            ['path' => 'flow', 'kind' => 'choice', 'label' => __('What', 'glassjar'), 'options' => $kinds],
            ['path' => 'amount', 'kind' => 'amount', 'label' => __('Amount', 'glassjar')],
            ['path' => 'source', 'kind' => 'choice', 'label' => __('Where it came in', 'glassjar'), 'options' => ['' => '–'] + self::sources($id)] + (DocumentBooks::toChoose($id) === [] ? [] : ['help' => BooksLoose::why()]),
            ['path' => 'label', 'kind' => 'text', 'label' => __('What for', 'glassjar'), 'help' => __('“Rent, June”: what stands before the comma is summed up.', 'glassjar')],
            ['path' => 'name', 'kind' => 'text', 'label' => __('Who gave', 'glassjar'), 'help' => __('Only who agreed to be named in public.', 'glassjar')],
            ['path' => 'message', 'kind' => 'text', 'label' => __('What they wrote', 'glassjar')],
            ['path' => 'email', 'kind' => 'text', 'label' => __('E-mail address', 'glassjar'), 'help' => __('Never shown. WordPress’s tools for personal data find the gift by it.', 'glassjar')],
            ['path' => 'hideAmount', 'kind' => 'flag', 'label' => __('Don’t show the name beside the amount', 'glassjar'), 'help' => BooksEntryView::hidingHelp()],
        ];
        if (count($fields[3]['options']) === 1) {
            unset($fields[3]);
        }
        $fields = DayAhead::asked($fields, self::$faults === [] ? [] : self::typedFields());
        $values = self::$faults === [] ? ['at' => wp_date('Y-m-d')] : self::typedFields();
        $view = new FormView($values, self::$faults, true, $currency);
        $html = '';
        foreach ($fields as $field) {
            $html .= $view->field($field, $field['path']);
        }
        // Who looks for something is led to what was found.
        // phpcs:ignore WordPress.Security.NonceVerification -- read only.
        $isOpen = self::$faults !== [] || !(new EntrySearch($id, wp_unslash($_GET)))->isNarrow();
        return '<details class="glassjar-group"' . ($isOpen ? ' open' : '') . '><summary><h2>' . esc_html__('Add money in or out', 'glassjar') . '</h2></summary>'
            . self::open($id, 'add', 'glassjar-entry') . '<input type="hidden" name="key" value="' . esc_attr(wp_generate_uuid4()) . '">'
            . "<div class=\"glassjar-fields\">$html</div><p class=\"glassjar-buttons\"><button class=\"button button-primary\">"
            . esc_html__('Add to the books', 'glassjar') . '</button></p>' . Sent::end() . '</form></details>';
    }

    /** @return array<string, string> */
    private static function typedFields(): array
    {
        return array_map(static function ($value): string {
            return is_string($value) ? $value : '';
        }, self::typedTree());
    }

    private static function add(int $id): string
    {
        $typed = array_map([Text::class, 'clean'], self::typedFields()) + array_fill_keys(['at', 'flow', 'amount', 'source', 'label', 'name', 'message', 'email', 'hideAmount'], '');
        $read = AmountInput::read($typed['amount'], Campaign::currency($id), get_user_locale());
        if (isset($read['fault'])) {
            self::$faults['amount'] = Faults::amount($read['fault'], Campaign::currency($id));
        }
        if (!Calendar::isDate($typed['at'])) {
            self::$faults['at'] = Faults::expected('date');
        }
        self::$faults += array_filter(['at' => DayAhead::fault($typed)]);
        if (!in_array($typed['flow'], ['gift+', 'sale+', 'cost+', 'fee'], true)) {
            self::$faults['flow'] = Faults::expected('name');
        }
        if ($typed['source'] !== '' && !array_key_exists($typed['source'], self::sources($id))) {
            self::$faults['source'] = Faults::expected('name');
        }
        self::$faults += array_filter(['source' => BooksLoose::fault($id, $typed['flow'], $typed['source'])]);
        if ($typed['email'] !== '' && !is_email($typed['email'])) {
            self::$faults['email'] = __('This is no e-mail address.', 'glassjar');
        }
        if (self::$faults !== []) {
            return '';
        }
        $entry = array_filter([
            'at' => $typed['at'],
            'flow' => $typed['flow'] === 'fee' ? 'cost+' : $typed['flow'],
            'reason' => $typed['flow'] === 'fee' ? 'fee' : '',
            'amount' => $read['amount']->text(),
            'source' => $typed['source'],
            'label' => $typed['label'],
            'name' => $typed['name'],
            'message' => $typed['message'],
            'email' => $typed['email'],
            'hideAmount' => $typed['hideAmount'] === '1',
        ]);
        try {
            $added = Books::add($id, $entry, 'form:' . self::key());
        } catch (Refusal $refused) {
            // The page was gone back to, and something else written in it: that is another entry, and asked about.
            self::$faults['amount'] = __('What this form had before is in the books already. If this is another entry, add it again; if it is a correction, open the entry in the list.', 'glassjar');
            return '';
        } catch (RefusedEntry $refused) {
            self::$faults['amount'] = __('This can’t be booked as it is.', 'glassjar');
            return '';
        }
        return $added['isNew'] ? 'added' : 'already';
    }

    private static function notices(): void
    {
        $good = [
            'added' => __('Added to the books.', 'glassjar'),
            'reversed' => __('Taken back by an entry of its own.', 'glassjar'),
            'corrected' => __('Taken back and booked anew: both entries are in the list.', 'glassjar'),
            'named' => __('Who gave is saved; no sum changed.', 'glassjar'),
            'erased' => __('Name, message and e-mail address are erased; no sum changed.', 'glassjar'),
        ];
        $other = [
            'already' => __('It was done already; nothing was booked twice.', 'glassjar'),
            'same' => __('Nothing was changed in it, so nothing was booked.', 'glassjar'),
            'meanwhile' => __('Somebody changed this entry meanwhile. Nothing was done: look at it as it is now, and do again what is still to do.', 'glassjar'),
            'provider' => __('This came by card. Refund it at Stripe; it comes here by itself.', 'glassjar'),
            'gone' => __('There was nothing (left) to do: the entry is gone, taken back already, or names nobody.', 'glassjar'),
        ];
        // phpcs:ignore WordPress.Security.NonceVerification -- read only.
        $done = is_string($_GET['done'] ?? null) ? $_GET['done'] : '';
        $said = $good[$done] ?? '';
        if (self::$refusal !== '') {
            echo '<div class="notice notice-error" role="alert"><p>' . esc_html(self::$refusal) . '</p></div>';
        } elseif (self::$faults !== [] || BooksEntry::faults() !== []) {
            echo '<div class="notice notice-error" role="alert" id="glassjar-faults" tabindex="-1"><p>' . esc_html__('Nothing was added yet. See the field that is marked.', 'glassjar') . '</p></div>';
        } elseif ($said !== '') {
            echo '<div class="notice notice-success" role="status"><p>' . esc_html($said) . '</p></div>';
        } elseif (isset($other[$done])) {
            echo '<div class="notice notice-warning" role="status"><p>' . esc_html($other[$done]) . '</p></div>';
        }
    }
}
