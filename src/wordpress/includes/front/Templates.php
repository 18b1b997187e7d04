<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Campaign;
use Glassjar\Core\Text;

/**
 * A campaign's own page, lists of campaigns, and what others show of one (feeds, search, embeds). It works by what any theme prints,
 * classic or made of blocks: content and excerpt. Themes of blocks also get a template, without what is said of posts only.
 */
final class Templates
{
    /** Characters of the story in an excerpt at most. */
    private const EXCERPT = 300;

    public static function start(): void
    {
        // After paragraphs are made of the story's lines, and before shortcodes are run.
        add_filter('the_content', [self::class, 'content'], 10);
        // After shortcodes are run.
        add_filter('the_content', [self::class, 'unwrap'], 12);
        // Instead of the excerpt that WordPress would make of the page with its panel.
        add_filter('get_the_excerpt', [self::class, 'excerpt'], 9, 2);
        add_filter('get_the_archive_title_prefix', [self::class, 'prefix']);
        add_action('embed_content', [self::class, 'embed']);
        add_action('embed_head', [self::class, 'embedStyle']);
        add_action('init', [self::class, 'register'], 12);
    }

    /** The panel stands above the story, unless the story has one of its own. The page's own title is the panel's. */
    public static function content(string $content): string
    {
        if (get_post_type() !== Campaign::TYPE || !in_the_loop() || post_password_required()) {
            return $content;
        }
        $id = (int) get_the_ID();
        $raw = (string) get_post_field('post_content', $id, 'raw');
        $hasOwn = preg_match('/<!-- wp:glassjar\/panel\b|\[glassjar(?:_panel)?[\s\]]/', $raw) === 1;
        return $hasOwn ? $content : Renderer::element('panel', ['campaign' => $id], is_singular(Campaign::TYPE)) . $content;
    }

    /**
     * Elements out of paragraphs: where an author writes a shortcode into a line, the paragraph ends before it and begins again after
     * it, as browsers would have it, but without what they leave over.
     */
    public static function unwrap(string $content): string
    {
        $mark = preg_quote(Renderer::BEGIN, '#') . '(.*?)' . preg_quote(Renderer::END, '#');
        $elements = [];
        $content = (string) preg_replace_callback("#$mark#s", static function (array $match) use (&$elements): string {
            $elements[] = $match[1];
            return '<!--glassjar ' . (count($elements) - 1) . '-->';
        }, $content);
        if ($elements === []) {
            return $content;
        }
        $content = (string) preg_replace_callback('#<p\b([^>]*)>((?:(?!</?p\b).)*<!--glassjar [0-9]+-->(?:(?!</?p\b).)*)</p>#s', static function (array $match): string {
            $html = '';
            foreach ((array) preg_split('#(<!--glassjar [0-9]+-->)#', $match[2], -1, PREG_SPLIT_DELIM_CAPTURE) as $piece) {
                $words = (string) preg_replace('#^(?:\s|<br\s*/?>)+|(?:\s|<br\s*/?>)+\z#', '', (string) $piece);
                $html .= $words === '' || strncmp($words, '<!--glassjar ', 13) === 0 ? $words : "<p{$match[1]}>$words</p>";
            }
            return $html;
        }, $content);
        return (string) preg_replace_callback('#<!--glassjar ([0-9]+)-->#', static function (array $match) use ($elements): string {
            return $elements[(int) $match[1]] ?? '';
        }, $content);
    }

    /** How far it is, in a sentence, and then what it is about: the summary, else how the story begins. */
    public static function excerpt(string $excerpt, ?\WP_Post $post = null): string
    {
        if ($post === null || $post->post_type !== Campaign::TYPE || is_admin() || post_password_required($post)) {
            return $excerpt;
        }
        Front::speak();
        $story = $excerpt;
        if (trim($story) === '') {
            $raw = strip_shortcodes(excerpt_remove_blocks($post->post_content));
            $story = esc_html(Text::beginning(Text::ofHtml($raw), self::EXCERPT));
        }
        $facts = Campaign::isPublished($post->ID) ? Renderer::facts($post->ID) : null;
        $sentence = $facts === null ? '' : esc_html((string) $facts->sentence());
        return trim("$sentence $story");
    }

    /** "Campaigns" is what the list is called, and not "Archives: Campaigns". */
    public static function prefix(string $prefix): string
    {
        return is_post_type_archive(Campaign::TYPE) ? '' : $prefix;
    }

    /** In WordPress's own embed, below the excerpt: how far it is as a bar, and the way to give. */
    public static function embed(): void
    {
        $id = get_post_type() === Campaign::TYPE ? (int) get_the_ID() : 0;
        $facts = $id > 0 && Campaign::isPublished($id) ? Renderer::facts($id) : null;
        if ($facts === null) {
            return;
        }
        $goal = $facts->goal();
        $raised = $facts->totals['raised'];
        if ($raised !== null && $goal !== null && $goal > 0) {
            printf('<progress class="glassjar-bar" value="%d" max="100" aria-label="%s"></progress>', (int) min(100, max(0, intdiv($raised * 100, $goal))), esc_attr((string) $facts->progress()));
        }
        if ($facts->isOpen()) {
            printf('<p><a class="glassjar-give" target="_top" href="%s">%s</a></p>', esc_url((string) get_permalink($id)), esc_html__('Donate', 'glassjar'));
        }
    }

    public static function embedStyle(): void
    {
        if (get_post_type() === Campaign::TYPE) {
            echo '<style>.glassjar-bar{display:block;inline-size:100%;block-size:.6em;margin:.9em 0;border:0;border-radius:9px;overflow:hidden;accent-color:#0f766e;background:#e3e0d9}'
                . '.glassjar-bar::-webkit-progress-bar{background:#e3e0d9}.glassjar-bar::-webkit-progress-value{background:#0f766e}.glassjar-bar::-moz-progress-bar{background:#0f766e}'
                . '.wp-embed .glassjar-give{display:inline-block;padding:.6em 1.4em;border-radius:6px;background:#0f766e;color:#fff;font-weight:600}</style>';
        }
    }

    /** Themes of blocks would print who wrote a campaign and in which categories it is, as of a post. WordPress 6.7 on can be told better. */
    public static function register(): void
    {
        if (!function_exists('register_block_template') || !wp_is_block_theme()) {
            return;
        }
        $main = '<!-- wp:template-part {"slug":"header","tagName":"header"} /--><!-- wp:group {"tagName":"main","layout":{"type":"constrained"}} --><main class="wp-block-group">%s</main><!-- /wp:group --><!-- wp:template-part {"slug":"footer","tagName":"footer"} /-->';
        register_block_template('glassjar//single-' . Campaign::TYPE, [
            'title' => __('Campaign', 'glassjar'),
            'description' => __('The page of one campaign: its panel and its story.', 'glassjar'),
            'content' => sprintf($main, '<!-- wp:post-title {"level":1} /--><!-- wp:post-content {"align":"full","layout":{"type":"constrained"}} /-->'),
        ]);
        $list = '<!-- wp:query-title {"type":"archive"} /--><!-- wp:query {"query":{"inherit":true}} --><div class="wp-block-query"><!-- wp:post-template -->'
            . '<!-- wp:post-title {"isLink":true,"level":2} /--><!-- wp:post-excerpt /--><!-- /wp:post-template --><!-- wp:query-pagination /--></div><!-- /wp:query -->';
        register_block_template('glassjar//archive-' . Campaign::TYPE, [
            'title' => __('Campaigns', 'glassjar'),
            'description' => __('The list of all campaigns.', 'glassjar'),
            'content' => sprintf($main, $list),
        ]);
    }
}
