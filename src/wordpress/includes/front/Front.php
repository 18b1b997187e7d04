<?php

declare(strict_types=1);

namespace Glassjar\Front;

use const Glassjar\FILE;

/** What readers see: hooks of the front half, in one place. */
final class Front
{
    /** @var string The locale whose words are loaded. */
    private static $spoken = '';

    public static function start(): void
    {
        add_action('init', [Assets::class, 'outlive'], 0);
        add_action('init', [self::class, 'speak'], 1);
        add_action('init', [Assets::class, 'register']);
        add_action('init', [Shortcodes::class, 'register']);
        add_action('init', [Blocks::class, 'register'], 11);
        add_action('wp_enqueue_scripts', [Assets::class, 'foresee']);
        add_action('enqueue_block_editor_assets', [Blocks::class, 'enqueue']);
        add_action('rest_api_init', [Blocks::class, 'tell']);
        add_action('admin_notices', [Blocks::class, 'notice']);
        add_action('wp_head', [Head::class, 'write'], 5);
        add_filter('script_loader_tag', [Assets::class, 'asModule'], 20, 2);
        Templates::start();
    }

    /**
     * Words in the language of the request: at `init` and not before (WordPress 6.7 on minds), and again where another plugin has changed
     * the language since, so that words and figures are of one.
     */
    public static function speak(): void
    {
        if (self::$spoken === determine_locale()) {
            return;
        }
        if (self::$spoken !== '') {
            unload_textdomain('glassjar', true);
        }
        self::$spoken = determine_locale();
        load_plugin_textdomain('glassjar', false, dirname(plugin_basename(FILE)) . '/languages');
    }
}
