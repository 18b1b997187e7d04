<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;
use Glassjar\Core\Calendar;
use Glassjar\DocumentBooks;
use Glassjar\Front\Assets;
use Glassjar\Rest\Routes;

use const Glassjar\FILE;

/**
 * Many entries at once. The browser reads the file (src/desk/import/, which makes the element <desk-import>) and sends finished lines to
 * the REST route; no file comes here.
 */
final class Import
{
    /** The element, with words inside for browsers in which its script does not run. */
    public static function html(int $id): string
    {
        return '<section class="glassjar-import"><h2>' . esc_html__('Add many at once', 'glassjar') . '</h2><desk-import lang="' . esc_attr(self::language()) . '" setting="'
            . esc_attr((string) wp_json_encode(self::setting($id))) . '"><p>'
            . esc_html__('A bank’s file is read in your browser, and that needs its scripts, which are off or could not be loaded. Load this page again; or add the entries one by one in the form above.', 'glassjar')
            . '</p></desk-import></section>';
    }

    /** Its parts ask for it by the very address that stands in the page: else the element would be made twice. */
    public static function enqueue(): void
    {
        // phpcs:ignore WordPress.WP.EnqueuedResourceParameters -- in the address, as in those by which the parts find one another.
        wp_enqueue_script('glassjar-import', plugins_url('assets/import/import.js', FILE), [], Assets::version('import/import.js'), true);
    }

    /** @return array<string, mixed> As src/desk/import/page.ts reads it. */
    private static function setting(int $id): array
    {
        $fields = Campaign::fields($id);
        $book = $fields['book']['proceeds'] ?? '';
        $sources = [];
        $proceeds = Campaign::filled(['' => $book]);
        foreach (DocumentBooks::sources($id) as $source) {
            $name = (string) $source['id'];
            $kind = $source['kind'] ?? 'gifts';
            $sources[] = ['id' => $name, 'label' => $source['label'] ?? $name, 'kind' => $kind];
            if ($kind === 'sales') {
                $proceeds += Campaign::filled([$name => $source['proceeds'] ?? $book]);
            }
        }
        $toChoose = DocumentBooks::toChoose($id);
        return [
            // What is refused is said in the user's language, not the site's.
            'address' => add_query_arg('_locale', 'user', rest_url(Routes::SPACE . "/campaigns/$id/import")),
            'nonce' => wp_create_nonce('wp_rest'),
            'currency' => Campaign::currency($id),
            'zone' => $fields['timeZone'] ?? (Calendar::zoneOf(wp_timezone_string()) ?: wp_timezone_string()),
            'today' => wp_date('Y-m-d'),
            'locale' => self::language(),
            'sources' => $sources,
            'mustChoose' => ['gifts' => in_array('gifts', $toChoose, true), 'sales' => in_array('sales', $toChoose, true)],
            'proceeds' => (object) $proceeds,
            // Where the books are shown anew, and where a new nonce is to be had after a login.
            'books' => BooksScreen::url($id),
            'nonces' => admin_url('admin-ajax.php?action=rest-nonce'),
        ];
    }

    /** The user's language, as far as the element speaks it. */
    private static function language(): string
    {
        return strpos(get_user_locale(), 'de') === 0 ? 'de' : 'en';
    }
}
