<?php

declare(strict_types=1);

namespace Glassjar\Front;

/** How a campaign looks: colours of its own, and the room that is kept for its panel. All of it is checked by Campaign::options. */
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

    /**
     * A panel in the room that is kept for it. How high it is depends on how wide the theme makes it, so the heights were measured in
     * the theme when the campaign was saved (`height-360`: from 360 px on; `tall-360`: with the line of details), and the room asks
     * how wide it is.
     *
     * @param array<string, string> $appearance
     */
    public static function room(string $html, int $id, array $appearance, bool $hasDetails): string
    {
        $kind = $hasDetails ? 'tall' : 'height';
        $heights = [];
        foreach ($appearance as $name => $value) {
            if (preg_match("/^$kind-([0-9]{3,4})\\z/", $name, $width) === 1 && preg_match('/^[0-9]{2,4}px\z/', $value) === 1) {
                $heights[(int) $width[1]] = $value;
            }
        }
        ksort($heights);
        $css = '';
        foreach ($heights as $width => $height) {
            $css .= "@container glassjar (min-width:{$width}px){.glassjar-room-$id>glassjar-panel{--glassjar-panel-height:$height}}";
        }
        $style = $css === '' ? '' : "<style>$css</style>";
        return "$style<div class=\"glassjar-room glassjar-room-$id\">$html</div>";
    }
}
