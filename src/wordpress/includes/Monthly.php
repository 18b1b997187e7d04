<?php

declare(strict_types=1);

namespace Glassjar;

/** Gifts that come every month until the giver ends them: offered only where it can be said how that is done. */
final class Monthly
{
    /**
     * @param array<string, mixed> $fields As Campaign::fields has them.
     * @param array<string, mixed> $options As Campaign::options has them.
     */
    public static function isOffered(array $fields, array $options): bool
    {
        return $options['card'] && $options['monthly'] && self::endsAt($fields) !== '';
    }

    /**
     * Where a giver ends it: Stripe's customer portal where the site has one, else the organiser's page; '' where neither is known.
     *
     * @param array<string, mixed> $fields
     */
    public static function endsAt(array $fields): string
    {
        $portal = Settings::all()['portal'];
        return $portal !== '' ? $portal : (string) ($fields['organiser']['url'] ?? '');
    }

    /** How it is done, in a sentence. @param array<string, mixed> $fields */
    public static function words(array $fields): string
    {
        $url = self::endsAt($fields);
        if ($url === '') {
            return '';
        }
        return Settings::all()['portal'] === $url
            /* translators: %s: address of a page. */
            ? sprintf(__('You can end it at any time: %s', 'glassjar'), $url)
            /* translators: %s: address of a page. */
            : sprintf(__('You can end it at any time; tell who organises it: %s', 'glassjar'), $url);
    }
}
