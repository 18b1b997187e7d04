<?php

declare(strict_types=1);

namespace Glassjar\Admin;

/** Many entries at once. */
final class Import
{
    public static function isPending(): bool
    {
        return false;
    }

    /** @param array<string, string> $typed */
    public static function take(int $id, array $typed): void
    {
    }

    public static function form(int $id): string
    {
        return '';
    }

    public static function review(int $id): string
    {
        return '';
    }
}
