<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;

/** Whose books are shown. */
final class BooksChooser
{
    public static function html(int $id): string
    {
        $campaigns = BooksScreen::campaigns();
        if (BooksScreen::isInTrash($id)) {
            $campaigns = [$id => html_entity_decode((string) get_post_field('post_title', $id, 'raw'), ENT_QUOTES, 'UTF-8')] + $campaigns;
        }
        if (count($campaigns) < 2) {
            return '<p><strong>' . esc_html($campaigns[$id] ?? '') . '</strong></p>';
        }
        $options = '';
        foreach ($campaigns as $number => $title) {
            $options .= sprintf('<option value="%d"%s>%s</option>', $number, selected($id, $number, false), esc_html($title));
        }
        return sprintf(
            '<form method="get" class="glassjar-tools"><input type="hidden" name="post_type" value="%s"><input type="hidden" name="page" value="%s">'
            . '<label for="glassjar-which">%s</label> <select id="glassjar-which" name="campaign">%s</select> <button class="button">%s</button></form>',
            esc_attr(Campaign::TYPE),
            esc_attr(BooksScreen::PAGE),
            esc_html__('Campaign', 'glassjar'),
            $options,
            esc_html__('Show', 'glassjar')
        );
    }
}
