<?php

declare(strict_types=1);

namespace Glassjar;

/** What hooks into WordPress, in one place. */
final class Plugin
{
    public static function start(): void
    {
        Front\Front::start();
        Admin\Admin::start();
        Guard::start();
        History::start();
        Pins::start();
        Deletion::start();
        add_action('init', [Install::class, 'upgrade'], 5);
        add_action('init', [Campaign::class, 'register']);
        add_action('init', [Settings::class, 'register']);
        add_action('rest_api_init', [Rest\Routes::class, 'register']);

        // The stored document is out of date when anything it is made of changes.
        add_action('save_post_' . Campaign::TYPE, [Rendered::class, 'onChange']);
        add_action('added_post_meta', [Rendered::class, 'onMeta'], 10, 3);
        add_action('updated_post_meta', [Rendered::class, 'onMeta'], 10, 3);
        add_action('deleted_post_meta', [Rendered::class, 'onMeta'], 10, 3);
        add_action('transition_post_status', [Rendered::class, 'onPost'], 10, 3);
        add_action('deleted_post', [Rendered::class, 'onDeleted'], 10, 2);
        add_action('set_object_terms', [Rendered::class, 'touchAll'], 10, 0);
        add_action('deleted_term_relationships', [Rendered::class, 'touchAll'], 10, 0);
        add_action('permalink_structure_changed', [Rendered::class, 'touchAll'], 10, 0);
        foreach (['WPLANG', 'timezone_string', 'gmt_offset', 'home'] as $option) {
            add_action("add_option_$option", [Rendered::class, 'touchAll'], 10, 0);
            add_action("update_option_$option", [Rendered::class, 'touchAll'], 10, 0);
        }
        add_filter('wpmu_drop_tables', [Store::class, 'withOwn']);

        add_action(Sums::EVENT, [Sums::class, 'catchUpAll']);
        add_action('glassjar_daily', [Sums::class, 'daily']);
        add_action('glassjar_daily', [Maintenance::class, 'daily']);
        add_action('glassjar_daily', [Reconcile::class, 'daily']);
        add_filter('wp_privacy_personal_data_exporters', [Privacy::class, 'exporters']);
        add_filter('wp_privacy_personal_data_erasers', [Privacy::class, 'erasers']);
        add_action('admin_init', [Privacy::class, 'suggestPolicy']);
        add_filter('site_status_tests', [SiteHealth::class, 'tests']);
        add_action('admin_post_' . SiteHealth::REPAIR, [SiteHealth::class, 'repair']);
    }
}
