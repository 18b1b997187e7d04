<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Core\Calendar;

/** A day to come in a form of the books: it may be a slip of the pen, or meant. That is asked, neither refused nor taken in silence. */
final class DayAhead
{
    /**
     * What to say of the day that was typed; null where it has come, or where it was said to be right.
     *
     * @param array<string, string> $typed
     */
    public static function fault(array $typed): ?string
    {
        return self::is($typed['at'] ?? '') && ($typed['ahead'] ?? '') !== '1'
            ? __('This day is still to come. Correct it, or tick below that it is right.', 'glassjar')
            : null;
    }

    /**
     * A form's fields, with the question below the day where one to come was typed.
     *
     * @param array<int, array<string, mixed>> $fields
     * @param array<string, string> $typed
     * @param int $place That of the day among the fields.
     * @param string $part Where the answers are, with a dot; '' for none in particular.
     * @return array<int, array<string, mixed>>
     */
    public static function asked(array $fields, array $typed, int $place = 0, string $part = ''): array
    {
        if (self::is($typed['at'] ?? '')) {
            array_splice($fields, $place + 1, 0, [['path' => "{$part}ahead", 'kind' => 'flag', 'label' => __('The day is right, book it all the same', 'glassjar')]]);
        }
        return $fields;
    }

    /** Whether a day is later than today where the site is. */
    public static function is(string $at): bool
    {
        return Calendar::isDate($at) && substr($at, 0, 10) > wp_date('Y-m-d');
    }
}
