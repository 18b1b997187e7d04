<?php

declare(strict_types=1);

namespace Glassjar;

/**
 * Who may do what. Three rights of our own beside those of the post type: an editor writes the story and the news, an administrator
 * also handles money.
 */
final class Rights
{
    /** News, press, needs, counts of shares. */
    public const NEWS = 'edit_glassjar_updates';

    /** Goal, bank account, sources, book prices, links to give, the books. */
    public const MONEY = 'edit_glassjar_money';

    /** Keys of the payment provider, personal data, the check of the set-up. */
    public const MANAGE = 'manage_glassjar';

    private const EDITOR = [
        self::NEWS,
        'edit_glassjar_campaigns',
        'edit_others_glassjar_campaigns',
        'edit_published_glassjar_campaigns',
        'edit_private_glassjar_campaigns',
        'read_private_glassjar_campaigns',
    ];

    private const ADMINISTRATOR = [
        self::MONEY,
        self::MANAGE,
        'publish_glassjar_campaigns',
        'delete_glassjar_campaigns',
        'delete_others_glassjar_campaigns',
        'delete_published_glassjar_campaigns',
        'delete_private_glassjar_campaigns',
    ];

    /**
     * All of them.
     *
     * @return string[]
     */
    public static function all(): array
    {
        return array_merge(self::EDITOR, self::ADMINISTRATOR);
    }

    public static function grant(): void
    {
        self::give('editor', self::EDITOR);
        self::give('administrator', self::all());
    }

    public static function revoke(): void
    {
        foreach (array_keys(wp_roles()->roles) as $name) {
            $role = get_role($name);
            foreach (self::all() as $capability) {
                if ($role !== null && $role->has_cap($capability)) {
                    $role->remove_cap($capability);
                }
            }
        }
    }

    /** @param string[] $capabilities */
    private static function give(string $name, array $capabilities): void
    {
        $role = get_role($name);
        foreach ($role === null ? [] : $capabilities as $capability) {
            $role->add_cap($capability);
        }
    }
}
