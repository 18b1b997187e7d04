<?php

declare(strict_types=1);

namespace Glassjar\Front;

use const Glassjar\FILE;

/**
 * One style sheet and one ES module, on pages that have an element and on no others.
 *
 * Pages are kept by caches, and may ask for these files long after the plugin was replaced by another version: the files are called
 * the same in all versions, and what stands behind the `?` says which one the page was made with. It is read off the file itself, so
 * that it is true also while files are being replaced, and it is the very address by which the parts import the module: a second
 * address would be a second copy. For the same reason pages carry no `integrity`, which would refuse the files of the next version.
 */
final class Assets
{
    private const HANDLE = 'glassjar';

    /** @var bool */
    private static $isNeeded = false;

    public static function register(): void
    {
        wp_register_style(self::HANDLE, self::url('glassjar.css'), [], null);
        if (function_exists('wp_register_script_module')) {
            wp_register_script_module(self::HANDLE, self::url('glassjar.js'), [], null);
        } else {
            wp_register_script(self::HANDLE, self::url('glassjar.js'), [], null, true);
        }
    }

    /** Where a file of the built library is. */
    public static function url(string $file): string
    {
        return plugins_url("assets/$file", FILE) . '?ver=' . self::version();
    }

    /**
     * Answers for addresses of before: once each version had a folder of its own, named by its content, and pages that were kept from
     * then ask for it. Where the server hands them on to WordPress, they get what has taken the place of these files.
     */
    public static function outlive(): void
    {
        $path = (string) wp_parse_url(sanitize_text_field(wp_unslash($_SERVER['REQUEST_URI'] ?? '')), PHP_URL_PATH);
        $folder = preg_quote(basename(dirname(FILE)), '#');
        $isOld = preg_match("#/$folder/assets/lib(?:-[0-9a-z.-]{1,40})?/(glassjar|chunks/[a-z][a-z0-9.-]{0,60}?)(?:-[0-9a-f]{8})?\\.(js|css)\\z#", $path, $match) === 1;
        $file = $isOld ? "{$match[1]}.{$match[2]}" : '';
        if (!$isOld || !is_file(dirname(FILE) . "/assets/$file")) {
            return;
        }
        $url = self::url($file);
        header('Cache-Control: public, max-age=3600');
        header('X-Content-Type-Options: nosniff');
        if ($match[2] === 'css') {
            // A sheet that is imported comes from its own address, as a redirect would have it.
            header('Content-Type: text/css; charset=UTF-8');
            echo '@import ' . wp_json_encode($url, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES) . ';'; // phpcs:ignore WordPress.Security.EscapeOutput -- CSS.
        } else {
            header('Content-Type: text/javascript; charset=UTF-8');
            echo 'export * from ' . wp_json_encode($url, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES) . ';'; // phpcs:ignore WordPress.Security.EscapeOutput -- JavaScript.
        }
        exit;
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
        if (!in_array($handle, [self::HANDLE, 'glassjar-admin', 'glassjar-form', 'glassjar-import'], true)) {
            return $tag;
        }
        return (string) preg_replace_callback('/<script\b[^>]*\ssrc=[^>]*>/i', static function (array $match): string {
            $bare = preg_replace('/\stype=(?:"[^"]*"|\'[^\']*\'|[^\s>]+)/i', '', $match[0]);
            return (string) preg_replace('/^<script\b/i', '<script type="module"', (string) $bare);
        }, $tag);
    }

    /** Of which version a built file is: what the comment at its beginning says. */
    public static function version(string $name = 'glassjar.js'): string
    {
        $file = dirname(FILE) . "/assets/$name";
        $head = is_readable($file) ? (string) file_get_contents($file, false, null, 0, 64) : '';
        return preg_match('#^/\*! glassjar ([0-9a-f]{10}) \*/#', $head, $match) === 1 ? $match[1] : \Glassjar\VERSION;
    }
}
