<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\Text;

/** What is personal about those who gave: apart from the books, so that it can be told and erased. */
final class People
{
    /**
     * @param array<string, mixed> $person name and message, which they agreed to have shown; email, which is never shown.
     * @return int The row's id.
     * @throws StoreError
     */
    public static function add(int $campaign, array $person): int
    {
        [$name, $message, $email] = self::clean($person);
        return Store::insertNew('people', [
            'campaign' => $campaign,
            'name' => $name,
            'message' => $message,
            'email' => $email,
            'created_at' => Store::now(),
        ]);
    }

    /**
     * All that is known under an address.
     *
     * @return array<int, array<string, string|null>>
     */
    public static function byEmail(string $email, int $page = 1, int $size = 100): array
    {
        global $wpdb;
        $table = Store::table('people');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        return $email === '' ? [] : Store::rows($wpdb->prepare(
            "SELECT * FROM $table WHERE email = %s ORDER BY id LIMIT %d OFFSET %d",
            strtolower($email),
            $size,
            ($page - 1) * $size
        ));
    }

    /**
     * What somebody is called from now on. Who was erased and is named again is known again.
     *
     * @param array<string, mixed> $person As for `add`.
     */
    public static function rename(int $id, array $person): void
    {
        global $wpdb;
        $table = Store::table('people');
        [$name, $message, $email] = self::clean($person);
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        Store::query($wpdb->prepare("UPDATE $table SET name = %s, message = %s, email = %s, erased_at = '' WHERE id = %d", $name, $message, $email, $id));
    }

    /**
     * @param array<string, mixed> $person
     * @return array{string, string, string} Name, message, address.
     */
    private static function clean(array $person): array
    {
        $email = is_string($person['email'] ?? null) ? strtolower(sanitize_email($person['email'])) : '';
        return [
            Text::cut(Text::clean((string) ($person['name'] ?? '')), 190),
            Text::cut(Text::clean((string) ($person['message'] ?? '')), 5000),
            strlen($email) > 190 ? '' : $email,
        ];
    }

    /** Remembers an address that became known later; never replaces one. */
    public static function addEmail(int $id, string $email): void
    {
        global $wpdb;
        $table = Store::table('people');
        $email = strtolower(sanitize_email($email));
        if ($id > 0 && $email !== '' && strlen($email) <= 190) {
            // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
            Store::query($wpdb->prepare("UPDATE $table SET email = %s WHERE id = %d AND email = '' AND erased_at = ''", $email, $id));
        }
    }

    /** Erases what is personal; sums stay. */
    public static function erase(int $id): void
    {
        global $wpdb;
        $table = Store::table('people');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $row = Store::row($wpdb->prepare("SELECT campaign FROM $table WHERE id = %d", $id));
        if ($row !== null) {
            // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
            Store::query($wpdb->prepare("UPDATE $table SET name = '', message = '', email = '', erased_at = %s WHERE id = %d", Store::now(), $id));
            Rendered::touch($row['campaign']);
        }
    }
}
