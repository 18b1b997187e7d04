<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\DocumentBooks;
use Glassjar\Entries;

/** Entries that name no source where they may be a part of a stated sum: they are in no sum until somebody says where they came in. */
final class BooksLoose
{
    /** Shown at once; the next come when these are mended. */
    private const MOST = 10;

    /** Which entries these are, each with a way to mend it; '' where there are none. */
    public static function view(int $id): string
    {
        global $wpdb;
        $kinds = DocumentBooks::toChoose($id);
        if ($kinds === []) {
            return '';
        }
        $flows = "'" . implode("', '", array_map(static function (string $kind): string {
            return $kind === 'gifts' ? 'gift+' : 'sale+';
        }, $kinds)) . "'";
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- flows of our own.
        $where = $wpdb->prepare("e.campaign = %d AND e.source = '' AND e.reverses = '' AND e.flow IN ($flows) ORDER BY e.id DESC LIMIT %d", $id, self::MOST);
        $links = '';
        foreach (Entries::select($where) as $row) {
            $links .= sprintf('<li><a href="%s">%s</a></li>', esc_url(BooksEntry::url($id, (string) $row['name'])), esc_html(BooksTable::named($row)));
        }
        return $links === '' ? '' : '<div class="notice notice-warning inline"><p>'
            . esc_html__('These entries name no source. They may be a part of a sum that you stated, so they are not added to it. Open each and choose where it came in.', 'glassjar')
            . "</p><ul>$links</ul></div>";
    }

    /** What is asked of an entry of this kind that names no source; '' where it needs none. */
    public static function fault(int $id, string $flow, string $source): string
    {
        $kind = ['gift+' => 'gifts', 'sale+' => 'sales'][$flow] ?? '';
        return $source === '' && in_array($kind, DocumentBooks::toChoose($id), true) ? self::why() : '';
    }

    /** Why a source has to be chosen. */
    public static function why(): string
    {
        return __('Choose where it came in: without that, nobody knows whether it is a part of a sum that you stated, and it would not be counted.', 'glassjar');
    }
}
