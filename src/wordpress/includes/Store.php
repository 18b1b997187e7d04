<?php

declare(strict_types=1);

namespace Glassjar;

/** The plugin's own tables: their names, and what $wpdb leaves to its callers (errors, transactions, inserts that may find a row). */
final class Store
{
    public const TABLES = ['entries', 'people', 'donations', 'events', 'documents', 'books', 'sums', 'limits', 'history'];

    /** @var int How deep we are in transactions; the outermost one is the database's. */
    private static $depth = 0;

    public static function table(string $name): string
    {
        global $wpdb;
        return $wpdb->prefix . 'glassjar_' . $name;
    }

    /**
     * With the plugin's, when a site of a network is deleted with its tables.
     *
     * @param string[] $tables
     * @return string[]
     */
    public static function withOwn(array $tables): array
    {
        return array_merge($tables, array_map([self::class, 'table'], self::TABLES));
    }

    /** The moment, as all tables keep it: UTC, `YYYY-MM-DDTHH:MM:SSZ`. */
    public static function now(): string
    {
        return gmdate('Y-m-d\TH:i:s\Z');
    }

    /**
     * Does all of it or nothing, where the database can (InnoDB, SQLite). Where it can't, all that is done in here can be done again.
     * One at a time: it begins by writing to one row, so that what is read afterwards is what the one before it left.
     *
     * @return mixed What the work answers.
     * @throws StoreError
     */
    public static function transaction(callable $work)
    {
        if (self::$depth > 0) {
            return $work();
        }
        self::query('START TRANSACTION');
        self::$depth++;
        try {
            self::query('UPDATE ' . self::table('documents') . ' SET stamp = stamp + 1 WHERE campaign = 0');
            $answer = $work();
            self::query('COMMIT');
            return $answer;
        } catch (\Throwable $error) {
            global $wpdb;
            $wpdb->query('ROLLBACK');
            throw $error;
        } finally {
            self::$depth--;
        }
    }

    /** Whether a transaction is at work. */
    public static function isWorking(): bool
    {
        return self::$depth > 0;
    }

    /**
     * @param string $sql Prepared.
     * @return int Rows that were changed.
     * @throws StoreError
     */
    public static function query(string $sql): int
    {
        global $wpdb;
        // phpcs:ignore WordPress.DB.PreparedSQL -- callers prepare.
        $count = $wpdb->query($sql);
        if ($count === false) {
            throw new StoreError($wpdb->last_error);
        }
        return (int) $count;
    }

    /**
     * @param string $sql Prepared.
     * @return array<int, array<string, string|null>>
     * @throws StoreError
     */
    public static function rows(string $sql): array
    {
        global $wpdb;
        $wpdb->last_error = '';
        // phpcs:ignore WordPress.DB.PreparedSQL -- callers prepare.
        $rows = $wpdb->get_results($sql, ARRAY_A);
        if ($wpdb->last_error !== '' || !is_array($rows)) {
            throw new StoreError($wpdb->last_error);
        }
        return $rows;
    }

    /**
     * @param string $sql Prepared.
     * @return array<string, string|null>|null
     * @throws StoreError
     */
    public static function row(string $sql): ?array
    {
        return self::rows($sql)[0] ?? null;
    }

    /**
     * Inserts a row, unless one stands there under the same key.
     *
     * @param array<string, string|int|null> $row
     * @return int Its id, or 0 when there was one already.
     * @throws StoreError
     */
    public static function insertNew(string $table, array $row): int
    {
        global $wpdb;
        return self::insert('INSERT IGNORE', $table, [$row]) > 0 ? (int) $wpdb->insert_id : 0;
    }

    /**
     * Inserts rows that are all new.
     *
     * @param array<int, array<string, string|int|null>> $rows Of the same columns.
     * @throws StoreError
     */
    public static function insertAll(string $table, array $rows): void
    {
        if (self::insert('INSERT', $table, $rows) !== count($rows)) {
            throw new StoreError('not all rows could be added');
        }
    }

    /** @param array<int, array<string, string|int|null>> $rows */
    private static function insert(string $verb, string $table, array $rows): int
    {
        global $wpdb;
        $values = [];
        $lines = [];
        foreach ($rows as $row) {
            $places = [];
            foreach ($row as $value) {
                if ($value === null) {
                    $places[] = 'NULL';
                } else {
                    $places[] = is_int($value) ? '%d' : '%s';
                    $values[] = $value;
                }
            }
            $lines[] = '(' . implode(', ', $places) . ')';
        }
        $sql = "$verb INTO " . self::table($table) . ' (`' . implode('`, `', array_keys($rows[0])) . '`) VALUES ' . implode(', ', $lines);
        // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- it is, here; names of tables and columns are our own.
        return self::query($wpdb->prepare($sql, $values));
    }
}
