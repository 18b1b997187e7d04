<?php

declare(strict_types=1);

namespace Glassjar\Front;

/** `[glassjar]`, and `[glassjar_counter]` and the like for each element. */
final class Shortcodes
{
    public static function register(): void
    {
        add_shortcode('glassjar', [self::class, 'panel']);
        foreach (Elements::NAMES as $name) {
            add_shortcode("glassjar_$name", static function ($attributes) use ($name): string {
                return Renderer::element($name, is_array($attributes) ? $attributes : []);
            });
        }
    }

    /**
     * `[glassjar]` is the panel; `show="counter progress"` names what to show in its place.
     *
     * @param array<int|string, string>|string $attributes
     */
    public static function panel($attributes): string
    {
        $given = is_array($attributes) ? $attributes : [];
        $show = is_string($given['show'] ?? null) ? strtolower($given['show']) : '';
        $names = array_values(array_unique(array_intersect((array) preg_split('/[\s,]+/', $show), Elements::NAMES)));
        return Renderer::elements($names === [] ? ['panel'] : $names, $given);
    }
}
