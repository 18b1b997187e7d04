<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Campaign;

/** What search engines and social networks read on a campaign's page. Where a plugin for that is active, it writes Open Graph alone. */
final class Head
{
    public static function write(): void
    {
        $id = is_singular(Campaign::TYPE) ? (int) get_queried_object_id() : 0;
        $facts = $id > 0 && Campaign::isPublished($id) ? Renderer::facts($id) : null;
        if ($facts === null) {
            return;
        }
        $json = wp_json_encode(StructuredData::of($facts, (string) get_permalink($id)), JSON_UNESCAPED_UNICODE | JSON_HEX_TAG | JSON_HEX_AMP);
        $json = str_replace(["\u{2028}", "\u{2029}"], ['\u2028', '\u2029'], (string) $json);
        echo "<script type=\"application/ld+json\">$json</script>\n"; // phpcs:ignore WordPress.Security.EscapeOutput -- escaped above.
        if (self::hasOther()) {
            return;
        }
        foreach (self::properties($facts, $id) as $property => $content) {
            printf("<meta property=\"%s\" content=\"%s\">\n", esc_attr($property), esc_attr($content));
        }
    }

    /**
     * The tags of ogp.me. No amount: networks keep what they read once, and it would be wrong from the next gift on.
     *
     * @return array<string, string>
     */
    private static function properties(Facts $facts, int $id): array
    {
        $image = (string) get_the_post_thumbnail_url($id, 'large');
        $text = $facts->campaign['share']['text'] ?? $facts->campaign['summary'] ?? '';
        return array_filter([
            'og:type' => 'website',
            'og:title' => $facts->campaign['title'],
            'og:url' => (string) get_permalink($id),
            'og:site_name' => get_bloginfo('name', 'raw'),
            'og:locale' => substr(Words::locale(), 0, 5),
            'og:description' => \Glassjar\Core\Text::beginning($text, 300),
            'og:image' => $image,
            'og:image:alt' => $image === '' ? '' : (string) get_post_meta((int) get_post_thumbnail_id($id), '_wp_attachment_image_alt', true),
        ]);
    }

    /** Whether a plugin writes Open Graph tags already. */
    private static function hasOther(): bool
    {
        $isThere = defined('WPSEO_VERSION') || defined('RANK_MATH_VERSION') || defined('AIOSEO_VERSION') || defined('SEOPRESS_VERSION')
            || defined('THE_SEO_FRAMEWORK_VERSION') || defined('SLIM_SEO_VER') || class_exists('Jetpack_Options')
            || class_exists('Open_Graph_Protocol_Meta');
        /** Whether somebody else writes the Open Graph tags of a campaign's page. */
        return (bool) apply_filters('glassjar_has_open_graph', $isThere);
    }
}
