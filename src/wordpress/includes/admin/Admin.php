<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;
use Glassjar\Rights;

use const Glassjar\FILE;
use const Glassjar\VERSION;

/** The plugin's screens in wp-admin: menu, scripts, and the ways between a campaign's form, its story and its books. */
final class Admin
{
    /** @var string[] Hooks of our screens. */
    private static $screens = [];

    public static function start(): void
    {
        add_action('template_redirect', [Preview::class, 'page'], 0);
        if (!is_admin()) {
            return;
        }
        add_action('admin_menu', [self::class, 'menu']);
        add_filter('submenu_file', [self::class, 'here']);
        // Who adds none fills in the form of one that there is: the screen stays, its line in the menu goes.
        add_action('admin_head', static function (): void {
            if (!current_user_can(Rights::MONEY)) {
                remove_submenu_page('edit.php?post_type=' . Campaign::TYPE, CampaignScreen::PAGE);
            }
        });
        add_action('admin_enqueue_scripts', [self::class, 'enqueue']);
        add_action('admin_notices', [StartScreen::class, 'pointer']);
        add_action('admin_post_glassjar_later', [StartScreen::class, 'later']);
        add_filter('post_row_actions', [self::class, 'actions'], 10, 2);
        add_action('load-edit.php', [self::class, 'onList']);
        add_action('add_meta_boxes_' . Campaign::TYPE, [self::class, 'boxes']);
        add_filter('plugin_action_links_' . plugin_basename(FILE), [self::class, 'links']);
        add_action('wp_ajax_glassjar_preview', [Preview::class, 'answer']);
        add_action('wp_ajax_glassjar_save', [FormAnswer::class, 'answer']);
        add_action('wp_ajax_nopriv_glassjar_save', [FormAnswer::class, 'answerNobody']);
        add_action('admin_post_glassjar_history', [HistoryView::class, 'send']);
        add_action('admin_post_glassjar_export', [Export::class, 'send']);
    }

    public static function menu(): void
    {
        $parent = 'edit.php?post_type=' . Campaign::TYPE;
        // The form is where a campaign begins; its story comes after.
        remove_submenu_page($parent, 'post-new.php?post_type=' . Campaign::TYPE);
        $pages = [
            [CampaignScreen::PAGE, __('Add a campaign', 'glassjar'), 'edit_glassjar_campaigns', CampaignScreen::class],
            [TransferScreen::PAGE, __('Import a campaign', 'glassjar'), Rights::MONEY, TransferScreen::class],
            [BooksScreen::PAGE, __('Books', 'glassjar'), Rights::MONEY, BooksScreen::class],
            [StartScreen::PAGE, __('First campaign', 'glassjar'), 'edit_glassjar_campaigns', StartScreen::class],
            [SettingsScreen::PAGE, __('Settings', 'glassjar'), Rights::MANAGE, SettingsScreen::class],
            [SetupScreen::PAGE, __('Check my set-up', 'glassjar'), Rights::MANAGE, SetupScreen::class],
        ];
        foreach ($pages as [$slug, $title, $right, $screen]) {
            $hook = add_submenu_page($parent, $title, $title, $right, $slug, [$screen, 'render']);
            if (is_string($hook)) {
                self::$screens[] = $hook;
                add_action("load-$hook", [$screen, 'load']);
            }
        }
        if (StartScreen::hasCampaigns() && !StartScreen::isHere()) {
            // Reached by its links still.
            remove_submenu_page($parent, StartScreen::PAGE);
        }
    }

    /**
     * A campaign that is there is one of the list, and no new one.
     *
     * @param string|null $file
     */
    public static function here($file): ?string
    {
        $screen = get_current_screen();
        $isForm = $screen !== null && substr($screen->id, -strlen(CampaignScreen::PAGE)) === CampaignScreen::PAGE;
        return $isForm && CampaignScreen::asked() > 0 ? 'edit.php?post_type=' . Campaign::TYPE : $file;
    }

    public static function enqueue(string $hook): void
    {
        if (!in_array($hook, self::$screens, true)) {
            return;
        }
        wp_enqueue_style('glassjar-admin', plugins_url('admin/admin.css', FILE), [], VERSION);
        wp_enqueue_script('glassjar-admin', plugins_url('admin/admin.js', FILE), [], VERSION, true);
        if (substr($hook, -strlen(BooksScreen::PAGE)) === BooksScreen::PAGE) {
            Import::enqueue();
        }
        $words = ['noPreview' => __('The preview can’t be had just now. What you typed is still here.', 'glassjar')];
        $isForm = substr($hook, -strlen(CampaignScreen::PAGE)) === CampaignScreen::PAGE;
        if ($isForm) {
            wp_enqueue_script('glassjar-form', plugins_url('admin/form.js', FILE), ['glassjar-admin', 'jquery', 'heartbeat'], VERSION, true);
        }
        $words = $isForm ? FormWords::all() : [];
        wp_add_inline_script('glassjar-admin', 'var glassjarAdmin = ' . wp_json_encode($words, JSON_HEX_TAG | JSON_HEX_AMP) . ';', 'before');
    }

    /**
     * @param array<string, string> $actions
     * @return array<string, string>
     */
    public static function actions(array $actions, \WP_Post $post): array
    {
        if ($post->post_type !== Campaign::TYPE || !current_user_can('edit_post', $post->ID)) {
            return $actions;
        }
        $own = ['story' => self::link(self::storyUrl($post->ID), __('Write the story', 'glassjar'))];
        if (current_user_can(Rights::MONEY)) {
            $own['books'] = self::link(BooksScreen::url($post->ID), __('Books', 'glassjar'));
        }
        $actions = array_slice($actions, 0, 1) + $own + $actions;
        unset($actions['inline hide-if-no-js']);
        return $actions;
    }

    /** In the list of campaigns, "Edit" and "Add new" lead to the form. */
    public static function onList(): void
    {
        $screen = get_current_screen();
        if ($screen === null || $screen->id !== 'edit-' . Campaign::TYPE) {
            return;
        }
        add_filter('get_edit_post_link', static function (string $link, int $id): string {
            return get_post_type($id) === Campaign::TYPE ? CampaignScreen::url($id) : $link;
        }, 10, 2);
        add_filter('admin_url', static function (string $url, string $path): string {
            return $path === 'post-new.php?post_type=' . Campaign::TYPE ? CampaignScreen::url() : $url;
        }, 10, 2);
        add_filter('manage_' . Campaign::TYPE . '_posts_columns', static function (array $columns): array {
            return array_slice($columns, 0, 2) + ['glassjar_raised' => __('Raised', 'glassjar'), 'glassjar_code' => __('Shortcode', 'glassjar')] + $columns;
        });
        add_action('manage_' . Campaign::TYPE . '_posts_custom_column', [self::class, 'column'], 10, 2);
    }

    public static function column(string $column, int $id): void
    {
        if ($column === 'glassjar_code') {
            echo '<code>[glassjar id="' . (int) $id . '"]</code>';
        } elseif ($column === 'glassjar_raised') {
            $facts = \Glassjar\Front\Renderer::facts($id);
            echo esc_html($facts === null ? '–' : ($facts->progress() ?? '–'));
        }
    }

    /** Beside the story: the way back to the form. */
    public static function boxes(\WP_Post $post): void
    {
        add_meta_box('glassjar-form-link', __('Figures and giving', 'glassjar'), static function () use ($post): void {
            echo '<p>' . esc_html__('Goal, bank account, links, news and all figures are in a form of their own.', 'glassjar') . '</p>';
            // phpcs:ignore WordPress.Security.EscapeOutput -- escaped in link.
            echo '<p>' . self::link(CampaignScreen::url($post->ID), __('Open the form', 'glassjar')) . '</p>';
        }, Campaign::TYPE, 'side', 'high');
    }

    /**
     * @param array<int|string, string> $links
     * @return array<int|string, string>
     */
    public static function links(array $links): array
    {
        return [self::link(CampaignScreen::url(), __('Add a campaign', 'glassjar'))] + $links;
    }

    private static function storyUrl(int $id): string
    {
        return add_query_arg(['post' => $id, 'action' => 'edit'], admin_url('post.php'));
    }

    private static function link(string $url, string $label): string
    {
        return sprintf('<a href="%s">%s</a>', esc_url($url), esc_html($label));
    }
}
