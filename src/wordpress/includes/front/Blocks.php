<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Campaign;

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
        $data = ['names' => Elements::NAMES, 'attributes' => $attributes, 'campaigns' => $campaigns];
        wp_add_inline_script('glassjar-blocks', 'var glassjarBlocks = ' . wp_json_encode($data, JSON_HEX_TAG | JSON_HEX_AMP) . ';', 'before');
    }

    /** @param array<string, mixed> $attributes */
    private static function render(string $name, array $attributes): string
    {
        $html = Renderer::element($name, $attributes);
        $isHidden = strncmp($html, '<!--', 4) === 0;
        if ($isHidden || is_feed()) {
            return $html;
        }
        return '<div ' . get_block_wrapper_attributes() . ">$html</div>";
    }
}
