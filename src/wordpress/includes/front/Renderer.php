<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Campaign;
use Glassjar\Core\Invalid;
use Glassjar\DocumentBooks;
use Glassjar\Donations;
use Glassjar\Figures;
use Glassjar\Monthly;
use Glassjar\Pins;
use Glassjar\Rendered;
use Glassjar\Settings;
use Glassjar\StoreError;

/**
 * Makes the HTML of an element: the tag, its allowed attributes, where its figures are, and inside it what readers without scripts,
 * search engines and feeds see. Shortcodes, blocks, widget areas and templates all come here.
 */
final class Renderer
{
    /** Around an element in a post's content: see Templates::unwrap. */
    public const BEGIN = '<!--glassjar-->';
    public const END = '<!--/glassjar-->';

    /** @var array<string, Facts|null> What was read in this request, by the site's number and the campaign's. */
    private static $facts = [];

    /**
     * One element.
     *
     * @param array<int|string, mixed> $given As a shortcode or a block has them: untrusted.
     * @param bool $isTitled Whether the page around it has the campaign's title already.
     */
    public static function element(string $name, array $given, bool $isTitled = false): string
    {
        return self::elements([$name], $given, [], $isTitled);
    }

    /**
     * Several elements of one campaign, one below the other.
     *
     * @param string[] $names
     * @param array<int|string, mixed> $given
     * @param string[] $told What of it could not be read: for those who write on this site.
     */
    public static function elements(array $names, array $given, array $told = [], bool $isTitled = false): string
    {
        Front::speak();
        $asked = self::asked($given);
        $id = $asked > 0 ? $asked : self::implied();
        $notice = self::noticeFor($asked, $id, $names, $told);
        $facts = $id > 0 ? self::facts($id) : null;
        $isSeen = $id > 0 && (Campaign::isPublished($id) || current_user_can('edit_post', $id));
        $html = '';
        foreach ($names as $name) {
            // A video needs no campaign, but its address.
            if (($isSeen && $facts !== null) || $name === 'embed') {
                $html .= self::marked(self::tag($name, $given, $id, $isSeen ? $facts : null, $isTitled));
            }
        }
        if ($html === '') {
            return $notice . ($asked > 0 ? "<!-- Glassjar: campaign $asked is not there. -->" : '<!-- Glassjar: no campaign. -->');
        }
        return $notice . $html;
    }

    private static function marked(string $html): string
    {
        return $html !== '' && doing_filter('the_content') ? self::BEGIN . $html . self::END : $html;
    }

    /** What is known of a campaign; null when there is none, or when the database fails. Also of drafts. */
    public static function facts(int $id): ?Facts
    {
        $key = get_current_blog_id() . ' ' . $id;
        if (!array_key_exists($key, self::$facts)) {
            try {
                // What everyone reads is made once for each change; a draft is put together each time.
                $figures = Rendered::figures($id);
                if ($figures === null && !Campaign::isPublished($id)) {
                    $document = Campaign::document($id);
                    $figures = $document === null ? null : Figures::of($document);
                }
                self::$facts[$key] = $figures === null ? null : new Facts($figures['campaign'], $figures['totals'], $figures['booked'], $figures['lines']);
            } catch (StoreError | Invalid $error) {
                // A page is not to fail for its panel.
                self::$facts[$key] = null;
            }
        }
        return self::$facts[$key];
    }

    /**
     * Where a campaign's figures are, as the page asks for them; `server:` says that it also takes payments, or has more entries than
     * are in one answer. It says so well before it has, so that pages which a cache keeps know it as well.
     */
    public static function source(int $id): string
    {
        $url = rest_url("glassjar/v1/campaigns/$id");
        // Without scheme and host where they are the page's own: a page that came by https must not ask by http.
        $isOwn = wp_parse_url($url, PHP_URL_HOST) === wp_parse_url(home_url(), PHP_URL_HOST);
        // What is asked for over REST stands elsewhere: in another site, or in the editor's frame, which has no address of its own.
        $isOwn = $isOwn && !(defined('REST_REQUEST') && REST_REQUEST);
        $takesCards = Campaign::options($id)['card'] && Settings::takesCards();
        $facts = self::facts($id);
        $isLong = $facts !== null && $facts->lines > DocumentBooks::MOST_LINES / 2;
        return ($takesCards || $isLong ? 'server:' : '') . ($isOwn ? wp_make_link_relative($url) : $url);
    }

    /** @param array<int|string, mixed> $given */
    private static function tag(string $name, array $given, int $id, ?Facts $facts, bool $isTitled): string
    {
        if ($facts !== null) {
            $facts->isTitled = $isTitled;
            // Not told by `server:`, which long books have as well.
            $facts->takesCards = Donations::offer($id) !== null;
        }
        $attributes = Elements::allowed($name, $given, $facts->campaign['currency'] ?? 'EUR');
        if ($facts !== null) {
            $attributes['src'] = self::source($id);
        }
        $inside = Fallback::of($name, $facts, $attributes);
        // Feeds and the mails made of them know neither scripts nor our elements.
        if (is_feed()) {
            return $inside === '' ? '' : "<div>$inside</div>";
        }
        Assets::need();
        $appearance = $id > 0 ? Campaign::options($id)['appearance'] : [];
        if (in_array($name, ['panel', 'progress'], true)) {
            $attributes += array_intersect_key($appearance, ['form' => 1]);
        }
        if (Words::isFormal()) {
            $attributes['formal'] = true;
        }
        $style = Look::style($appearance);
        if ($style !== '') {
            $attributes['style'] = $style;
        }
        $ending = self::ending($id);
        $isPanel = $name === 'panel';
        // In a panel it is a line of the card; below a button it is a line of its own.
        $inside .= $isPanel && $ending !== '' ? str_replace('<p ', '<p slot="end" ', $ending) : '';
        $html = Assets::before() . "<glassjar-$name" . self::written($attributes) . ">$inside</glassjar-$name>";
        $html .= $name === 'donate' ? $ending : '';
        // In a div, since editors put shortcodes into paragraphs: a paragraph inside of one would end it, and the element with it.
        return Outline::around($html, $name, $facts, $attributes, $inside);
    }

    /** How a gift is ended that comes every month: to be found by whoever comes back for it, also when no new one can be begun. */
    private static function ending(int $id): string
    {
        $fields = Campaign::fields($id);
        $url = Campaign::options($id)['monthly'] ? Monthly::endsAt($fields) : '';
        $safe = esc_url($url, ['https', 'http', 'mailto']);
        return $safe === '' ? '' : sprintf(
            '<p class="glassjar-ending"><a href="%s">%s</a></p>',
            $safe,
            Settings::all()['portal'] === $url ? esc_html__('End a monthly donation', 'glassjar') : esc_html__('End a monthly donation: contact the organiser', 'glassjar')
        );
    }

    /** @param array<string, string|true> $attributes */
    private static function written(array $attributes): string
    {
        $html = '';
        foreach ($attributes as $name => $value) {
            $html .= $value === true ? " $name" : sprintf(' %s="%s"', $name, esc_attr($value));
        }
        return $html;
    }

    /**
     * The campaign that was asked for; 0 for none in particular.
     *
     * @param array<int|string, mixed> $given
     */
    private static function asked(array $given): int
    {
        $id = $given['campaign'] ?? $given['id'] ?? 0;
        if (is_int($id)) {
            return max(0, $id);
        }
        if (is_string($id) && preg_match('/^[0-9]{1,15}\z/', trim($id)) === 1) {
            return (int) trim($id);
        }
        // Something was meant that there is not: never another campaign in its place.
        return $id === '' || $id === 0 ? 0 : PHP_INT_MAX;
    }

    /** The campaign of the page itself, else the one that is meant where none is named. */
    private static function implied(): int
    {
        $here = is_singular(Campaign::TYPE) ? (int) get_queried_object_id() : 0;
        return $here > 0 ? $here : Pins::here();
    }

    /**
     * What only those who write on this site see.
     *
     * @param string[] $names
     * @param string[] $told
     */
    private static function noticeFor(int $asked, int $id, array $names, array $told): string
    {
        if (is_feed() || !current_user_can('edit_posts') || ($names === ['embed'] && $told === [])) {
            return '';
        }
        $others = count(Campaign::published());
        $words = '';
        if ($asked > 0 && !Campaign::exists($asked)) {
            $words = $asked === PHP_INT_MAX
                ? __('This Glassjar shortcode names a campaign by something that is no number. Readers see nothing here.', 'glassjar')
                /* translators: %d: number of a campaign. */
                : sprintf(__('There is no campaign %d (any more). Readers see nothing here.', 'glassjar'), $asked);
        } elseif ($id === 0) {
            $words = __('There is no published campaign yet. Readers see nothing here.', 'glassjar');
        } elseif (!Campaign::exists($id)) {
            $words = __('The campaign that was meant here is gone, and no other takes its place by itself: name one by id="…". Readers see nothing here.', 'glassjar');
        } elseif (!Campaign::isPublished($id)) {
            $words = __('This campaign is not published: only those who may edit it see it here.', 'glassjar');
        } elseif ($asked === 0 && $others > 1 && !is_singular(Campaign::TYPE)) {
            /* translators: 1: how many campaigns there are, 2: number of a campaign. */
            $words = __('There are %1$d campaigns, and none is named here: readers go on seeing number %2$d. To choose one, write id="%2$d".', 'glassjar');
            $words = sprintf($words, $others, $id);
        }
        $words = implode(' ', array_filter(array_merge([$names === ['embed'] ? '' : $words], $told)));
        return $words === '' ? '' : '<p class="glassjar-notice" role="note"><strong>Glassjar:</strong> ' . esc_html($words) . '</p>';
    }
}
