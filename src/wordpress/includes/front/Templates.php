<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Campaign;

/**
 * A campaign's own page and lists of campaigns. It works by what any theme prints, classic or made of blocks (content and excerpt),
 * so that no theme needs a template for it.
 */
final class Templates
{
    /** The panel stands above the story, unless the story has one of its own. */
    public static function content(string $content): string
    {
        if (get_post_type() !== Campaign::TYPE || !in_the_loop() || post_password_required()) {
            return $content;
        }
        $id = (int) get_the_ID();
        $raw = (string) get_post_field('post_content', $id, 'raw');
        $hasOwn = preg_match('/<!-- wp:glassjar\/panel\b|\[glassjar(?:_panel)?[\s\]]/', $raw) === 1;
        return $hasOwn ? $content : Renderer::element('panel', ['campaign' => $id]) . $content;
    }

    /** In lists the total stands before the excerpt, as plain words. */
    public static function excerpt(string $excerpt, ?\WP_Post $post = null): string
    {
        if ($post === null || $post->post_type !== Campaign::TYPE || is_admin() || !Campaign::isPublished($post->ID)) {
            return $excerpt;
        }
        $facts = Renderer::facts($post->ID);
        $words = $facts === null ? null : $facts->progress();
        if ($words === null) {
            return $excerpt;
        }
        /* translators: %s: an amount, like "€12,000 of €15,000, 80%". */
        return trim(sprintf(__('%s raised', 'glassjar'), $words) . '. ' . $excerpt);
    }
}
