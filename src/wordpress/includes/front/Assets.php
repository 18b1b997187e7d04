<?php

declare(strict_types=1);

namespace Glassjar\Front;

use const Glassjar\FILE;

/**
 * One style sheet and one ES module, on pages that have an element and on no others. Their addresses carry no `?ver=`: parts that are
 * loaded later import `../glassjar.js` by its bare name, and a second address would be a second copy. The version is in the folder.
 */
final class Assets
{
    private const HANDLE = 'glassjar';

    /** @var bool */
    private static $isNeeded = false;

    public static function register(): void
    {
        wp_register_style(self::HANDLE, self::url('glassjar.css'), [], null);
        // How a theme's columns place it; and what only writers see.
        wp_add_inline_style(self::HANDLE, '.glassjar-room{container:glassjar/inline-size}'
            . '.glassjar-notice{padding:.75em 1em;border:2px solid #b45309;font-size:.9em;overflow-wrap:anywhere}'
            . ':is(glassjar-panel,glassjar-bank):not(:defined) :is(dt,dd){margin:0}'
            . '.glassjar-ending{margin-block:.5em 0;font-size:.85em}'
            // No panel will come, so no room is kept for one.
            . '@media(scripting:none){glassjar-panel{min-block-size:0}}');
        if (function_exists('wp_register_script_module')) {
            wp_register_script_module(self::HANDLE, self::url('glassjar.js'), [], null);
        } else {
            wp_register_script(self::HANDLE, self::url('glassjar.js'), [], null, true);
        }
    }

    /** Where a file of the built library is. */
    public static function url(string $file): string
    {
        return plugins_url('assets/' . self::folder() . $file, FILE);
    }

    /** Says that this page has an element. */
    public static function need(): void
    {
        if (self::$isNeeded) {
            return;
        }
        self::$isNeeded = true;
        wp_enqueue_style(self::HANDLE);
        if (function_exists('wp_enqueue_script_module')) {
            wp_enqueue_script_module(self::HANDLE);
        } else {
            wp_enqueue_script(self::HANDLE);
        }
    }

    /** The style sheet, where the head has gone out without it: before the element and not in the footer, so that nothing moves. */
    public static function before(): string
    {
        if (!did_action('wp_head') || doing_action('wp_head') || wp_style_is(self::HANDLE, 'done')) {
            return '';
        }
        ob_start();
        wp_print_styles([self::HANDLE]);
        return (string) ob_get_clean();
    }

    /** Puts the style sheet into the head where it can be known: the posts of this page are there already. */
    public static function foresee(): void
    {
        global $wp_query;
        foreach (is_singular() ? (array) $wp_query->posts : [] as $post) {
            if (
                $post instanceof \WP_Post && (strpos($post->post_content, '[glassjar') !== false
                || strpos($post->post_content, '<!-- wp:glassjar/') !== false || $post->post_type === \Glassjar\Campaign::TYPE)
            ) {
                wp_enqueue_style(self::HANDLE);
                return;
            }
        }
    }

    /** Below WordPress 6.5: makes the script tag a module, whatever the order and the quotes of its attributes. */
    public static function asModule(string $tag, string $handle): string
    {
        if (!in_array($handle, [self::HANDLE, 'glassjar-admin', 'glassjar-form'], true)) {
            return $tag;
        }
        return (string) preg_replace_callback('/<script\b[^>]*\ssrc=[^>]*>/i', static function (array $match): string {
            $bare = preg_replace('/\stype=(?:"[^"]*"|\'[^\']*\'|[^\s>]+)/i', '', $match[0]);
            return (string) preg_replace('/^<script\b/i', '<script type="module"', (string) $bare);
        }, $tag);
    }

    /** `0.1.0-1a2b3c4d/` where the build made such a folder. */
    private static function folder(): string
    {
        $name = dirname(FILE) . '/assets/folder.txt';
        $folder = is_file($name) ? trim((string) file_get_contents($name)) : '';
        return preg_match('/^[0-9a-z.-]{1,40}\z/', $folder) === 1 ? "$folder/" : 'lib/';
    }
}
