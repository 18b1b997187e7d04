<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\History;

/** A conflict to be read and decided, field by field. */
final class ConflictView
{
    /**
     * The difference, to be read and decided.
     *
     * @param string $since When the form was made.
     * @param bool $isAsked Whether putting together was asked for already, with something undecided.
     */
    public static function html(Conflict $conflict, int $id, string $since, bool $isAsked): string
    {
        $who = $since === '' ? ['names' => [], 'at' => ''] : History::since($id, $since);
        $names = array_map(static function (string $name): string {
            return $name === '' ? __('a program', 'glassjar') : $name;
        }, $who['names']);
        $time = $who['at'] === '' ? '' : wp_date((string) get_option('time_format'), (int) strtotime($who['at']));
        $said = $names === []
            ? __('This campaign was changed meanwhile. Nothing was saved, nothing was overwritten.', 'glassjar')
            /* translators: 1: who, 2: time of day. */
            : sprintf(__('This campaign was changed meanwhile by %1$s, last at %2$s. Nothing was saved, nothing was overwritten.', 'glassjar'), implode(', ', $names), $time);
        $heads = [__('Field', 'glassjar'), __('When you opened the form', 'glassjar'), __('Saved by now', 'glassjar'), __('What you typed', 'glassjar')];
        $html = '';
        foreach ($conflict->rows() as $row) {
            $html .= '<tr role="row">';
            foreach ([esc_html($row['label']), self::was($conflict, $row), self::side($conflict, $row, 'theirs'), self::side($conflict, $row, 'mine')] as $number => $cell) {
                $html .= sprintf('<td role="cell" data-glassjar-label="%s">%s</td>', esc_attr($heads[$number]), $cell);
            }
            $html .= '</tr>';
        }
        $cells = '';
        foreach ($heads as $head) {
            $cells .= '<th role="columnheader" scope="col">' . esc_html($head) . '</th>';
        }
        return '<div class="notice notice-error inline glassjar-conflict" role="alert" id="glassjar-faults" tabindex="-1"><p><strong>' . esc_html($said) . '</strong></p>'
            . ($isAsked ? '<p class="glassjar-fault">' . esc_html__('Choose one in each row that both of you changed.', 'glassjar') . '</p>' : '')
            . '<div class="glassjar-scroll" role="region" tabindex="0" aria-label="' . esc_attr__('What was changed', 'glassjar')
            . "\"><table role=\"table\" class=\"widefat striped\"><thead role=\"rowgroup\"><tr role=\"row\">$cells</tr></thead><tbody role=\"rowgroup\">$html</tbody></table></div><p>"
            . '<button type="submit" class="button button-primary" name="merge" value="1">' . esc_html__('Put both together in the form', 'glassjar') . '</button> '
            . '<a class="button" href="' . esc_url(CampaignScreen::url($id)) . '">' . esc_html__('Open the form anew', 'glassjar') . '</a></p><p class="description">'
            . esc_html__('Putting together saves nothing yet: you look it through first.', 'glassjar') . '</p></div>';
    }

    /** @param array<string, mixed> $row */
    private static function was(Conflict $conflict, array $row): string
    {
        return !$conflict->hasBase() ? '?' : ($row['kind'] === 'rows' ? (string) count((array) $row['was']) : self::shown($conflict, $row, $row['was']));
    }

    /** @param array<string, mixed> $row */
    private static function side(Conflict $conflict, array $row, string $side): string
    {
        $value = $row[$side === 'mine' ? 'typed' : 'now'];
        if ($side === 'mine' && !$row['isMine']) {
            return esc_html__('unchanged', 'glassjar');
        }
        $shown = $row['kind'] === 'rows' ? self::listed($row, (array) $value) : self::shown($conflict, $row, $value);
        $raw = $side === 'mine' ? $conflict->rawTyped($row['path']) : null;
        $shown = $raw === null ? $shown : esc_html($raw);
        if (!$row['isOpen']) {
            return $shown;
        }
        $label = $side === 'mine' ? __('Keep mine', 'glassjar') : __('Take this', 'glassjar');
        return sprintf('<label><input type="radio" name="resolve[%s]" value="%s"> %s</label> ', esc_attr(Conflict::key($row['path'])), esc_attr($side), esc_html($label)) . $shown;
    }

    /**
     * @param array<string, mixed> $row
     * @param mixed $value
     */
    private static function shown(Conflict $conflict, array $row, $value): string
    {
        if ($row['place'] === 'look' || $row['path'] === 'status') {
            $text = is_array($value) ? implode(', ', $value) : (is_bool($value) ? ($value ? __('yes', 'glassjar') : __('no', 'glassjar')) : (string) $value);
            $status = $row['path'] === 'status' ? get_post_status_object($text) : null;
            $text = $status === null ? $text : (string) $status->label;
        } else {
            $text = $row['place'] === 'post' ? (string) $value : FormView::typed($row, $value, $conflict->currency());
            $text = $row['kind'] === 'choice' ? ($row['options'][$text] ?? $text) : $text;
        }
        return $text === '' ? '–' : '<bdi class="glassjar-value">' . esc_html($text) . '</bdi>';
    }

    /**
     * What a list has more and less than it had.
     *
     * @param array<string, mixed> $row
     * @param array<int, mixed> $items
     */
    private static function listed(array $row, array $items): string
    {
        $html = '';
        foreach (['+' => [$items, (array) $row['was']], '−' => [(array) $row['was'], $items]] as $sign => [$list, $other]) {
            foreach (Conflict::without($list, $other) as $text) {
                $values = [];
                $item = (array) json_decode($text, true);
                array_walk_recursive($item, static function ($value) use (&$values): void {
                    $values[] = is_bool($value) ? '' : (string) $value;
                });
                $html .= '<li>' . esc_html("$sign " . \Glassjar\Core\Text::cut(implode(' · ', array_filter($values)), 200)) . '</li>';
            }
        }
        return $html === '' ? '–' : "<ul>$html</ul>";
    }
}
