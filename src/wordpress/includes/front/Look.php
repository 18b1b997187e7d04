<?php

declare(strict_types=1);

namespace Glassjar\Front;

/** How a campaign looks: colours of its own. All of it is checked by Campaign::options. */
final class Look
{
    /** Colours and sizes that may be set: those of the elements' custom properties. */
    private const COLOURS = ['give', 'give-ink', 'book', 'paper', 'ink', 'line'];

    /**
     * Custom properties for an element.
     *
     * @param array<string, string> $appearance
     */
    public static function style(array $appearance): string
    {
        $rules = [];
        foreach (self::COLOURS as $name) {
            if (preg_match('/^#[0-9a-f]{6}\z/i', $appearance[$name] ?? '') === 1) {
                $rules[] = "--glassjar-$name:" . $appearance[$name];
            }
        }
        if (preg_match('/^[0-9]{1,2}px\z/', $appearance['radius'] ?? '') === 1) {
            $rules[] = '--glassjar-radius:' . $appearance['radius'];
        }
        return implode(';', $rules);
    }
}
