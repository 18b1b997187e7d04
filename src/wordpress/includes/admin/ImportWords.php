<?php

declare(strict_types=1);

namespace Glassjar\Admin;

/** Which lines of a list are ticked, and what is said of them before and after they are booked. */
final class ImportWords
{
    /**
     * What became of a list.
     *
     * @param int[] $counts Lines that were booked, that were in the books already, that were not ticked, that can't be read.
     */
    public static function said(array $counts): string
    {
        [$booked, $known, $unticked, $bad] = $counts;
        /* translators: %d: how many entries. */
        $said = sprintf(_n('%d entry was added.', '%d entries were added.', $booked, 'glassjar'), $booked);
        $why = array_filter([
            /* translators: %d: how many lines. */
            $known > 0 ? sprintf(__('%d in the books already', 'glassjar'), $known) : '',
            /* translators: %d: how many lines. */
            $unticked > 0 ? sprintf(__('%d not ticked', 'glassjar'), $unticked) : '',
            /* translators: %d: how many lines. */
            $bad > 0 ? sprintf(__('%d without a clear date and amount', 'glassjar'), $bad) : '',
        ]);
        $out = $known + $unticked + $bad;
        /* translators: 1: how many lines, 2: reasons, like "3 in the books already, 2 not ticked". */
        return $why === [] ? $said : $said . ' ' . sprintf(_n('%1$d line was left out: %2$s.', '%1$d lines were left out: %2$s.', $out, 'glassjar'), $out, implode(', ', $why));
    }

    /** @param array<string, int> $counts Lines that are good, ticked, similar, known and ahead. */
    public static function headline(array $counts, int $all): string
    {
        /* translators: 1: how many lines can be booked, 2: how many there are, 3: how many are ticked. */
        $said = sprintf(__('%1$d of %2$d lines can be booked; ticked: %3$d. Untick what is no gift.', 'glassjar'), $counts['good'], $all, $counts['ticked']);
        /* translators: %d: how many lines. */
        $said .= $counts['known'] === 0 ? '' : ' ' . sprintf(_n('%d line is in the books already.', '%d lines are in the books already.', $counts['known'], 'glassjar'), $counts['known']);
        /* translators: %d: how many lines. */
        $said .= $counts['similar'] === 0 ? '' : ' ' . sprintf(_n('%d line looks like an entry that is there already, and is not ticked.', '%d lines look like entries that are there already, and are not ticked.', $counts['similar'], 'glassjar'), $counts['similar']);
        /* translators: %d: how many lines. */
        $said .= $counts['ahead'] === 0 ? '' : ' ' . sprintf(_n('%d line is of a day still to come, and is not ticked.', '%d lines are of days still to come, and are not ticked.', $counts['ahead'], 'glassjar'), $counts['ahead']);
        return $said;
    }

    /** Whether a line can be booked. @param array<string, mixed> $row */
    public static function isGood(array $row): bool
    {
        return $row['problems'] === [] && !$row['known'];
    }

    /**
     * Whether it is ticked to begin with. What may be there already, money out (an account has other costs too) and days to come are for
     * whoever knows it to tick.
     *
     * @param array<string, mixed> $row
     */
    public static function isTicked(array $row): bool
    {
        return self::isGood($row) && !$row['similar'] && !$row['isOut'] && !DayAhead::is($row['at']);
    }

    /**
     * A choice of the form.
     *
     * @param array<string, mixed> $chosen What was chosen before, by name.
     * @param array<string, string> $options
     */
    public static function select(array $chosen, string $name, string $label, array $options, string $why = '', bool $isMissing = false): string
    {
        $list = '';
        foreach ($options as $value => $words) {
            $list .= sprintf('<option value="%s"%s>%s</option>', esc_attr((string) $value), selected((string) ($chosen[$name] ?? ''), (string) $value, false), esc_html($words));
        }
        // Where one has to be chosen the browser asks for it, so that nothing that was ticked is lost.
        $told = $why === '' ? '' : sprintf('<p class="%s" id="glassjar-import-%s-why"%s>%s</p>', $isMissing ? 'glassjar-fault' : 'description', esc_attr($name), $isMissing ? ' role="alert"' : '', esc_html($why));
        $asks = $why === '' ? '' : sprintf(' required aria-describedby="glassjar-import-%s-why"', esc_attr($name));
        return sprintf('<div class="glassjar-field"><label for="glassjar-import-%1$s">%2$s</label><select id="glassjar-import-%1$s" name="%1$s"%4$s>%3$s</select>%5$s</div>', esc_attr($name), esc_html($label), $list, $asks, $told);
    }
}
