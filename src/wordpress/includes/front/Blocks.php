<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Campaign;
use Glassjar\Pins;

use const Glassjar\FILE;

/** A block for each element: made on the server each time, so that a stored post never holds a figure. */
final class Blocks
{
    public static function register(): void
    {
        wp_register_script(
            'glassjar-blocks',
            plugins_url('blocks/blocks.js', FILE),
            ['wp-blocks', 'wp-element', 'wp-block-editor', 'wp-components', 'wp-i18n', 'wp-server-side-render', 'wp-data'],
            \Glassjar\VERSION,
            true
        );
        wp_set_script_translations('glassjar-blocks', 'glassjar', dirname(FILE) . '/languages');
        foreach (Elements::NAMES as $name) {
            register_block_type(dirname(FILE) . "/blocks/$name", [
                'render_callback' => static function (array $attributes) use ($name): string {
                    return self::render($name, $attributes);
                },
            ]);
        }
    }

    /** What the editor has to know: which blocks there are, and which campaigns. */
    public static function enqueue(): void
    {
        $campaigns = [];
        foreach (Campaign::published() as $id) {
            $campaigns[] = ['value' => $id, 'label' => html_entity_decode(get_the_title($id), ENT_QUOTES, 'UTF-8')];
        }
        $attributes = [];
        foreach (Elements::NAMES as $name) {
            $attributes[$name] = (object) Elements::attributes($name);
        }
        $data = ['names' => Elements::NAMES, 'attributes' => $attributes, 'campaigns' => $campaigns, 'library' => Assets::url('glassjar.js')] + self::meant();
        wp_add_inline_script('glassjar-blocks', 'var glassjarBlocks = ' . wp_json_encode($data, JSON_HEX_TAG | JSON_HEX_AMP) . ';', 'before');
    }

    /**
     * Which campaign a block without one means in what is edited (0 for the page's own), and what in its shortcodes can't be read.
     *
     * @return array{meant: int, told: string[]}
     */
    private static function meant(): array
    {
        $screen = function_exists('get_current_screen') ? get_current_screen() : null;
        $post = $screen !== null && $screen->base === 'post' ? get_post() : null;
        if ($post === null || $post->post_type === Campaign::TYPE) {
            return ['meant' => 0, 'told' => $post === null ? [] : Shortcodes::problems($post->post_content)];
        }
        return ['meant' => Pins::of((int) $post->ID), 'told' => Shortcodes::problems($post->post_content)];
    }

    /** Told with each answer about a post that is edited: what in its shortcodes can't be read. */
    public static function tell(): void
    {
        register_rest_field(array_values(get_post_types(['show_in_rest' => true])), 'glassjar_told', [
            'get_callback' => static function (array $post): array {
                return Shortcodes::problems((string) get_post_field('post_content', (int) ($post['id'] ?? 0), 'raw'));
            },
            'schema' => ['type' => 'array', 'items' => ['type' => 'string'], 'context' => ['edit'], 'readonly' => true],
        ]);
    }

    /** In the classic editor the same stands above the text. */
    public static function notice(): void
    {
        $screen = get_current_screen();
        $post = $screen !== null && $screen->base === 'post' && !$screen->is_block_editor() ? get_post() : null;
        foreach ($post === null ? [] : Shortcodes::problems($post->post_content) as $sentence) {
            echo '<div class="notice notice-warning"><p><strong>Glassjar:</strong> ' . esc_html($sentence) . '</p></div>';
        }
    }

    /** @param array<string, mixed> $attributes */
    private static function render(string $name, array $attributes): string
    {
        $html = Renderer::element($name, $attributes);
        $isHidden = strncmp($html, '<!-- ', 5) === 0;
        if ($isHidden || is_feed()) {
            return $html;
        }
        return '<div ' . get_block_wrapper_attributes() . ">$html</div>";
    }
}
