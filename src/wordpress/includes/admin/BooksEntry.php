<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Books;
use Glassjar\Core\AmountInput;
use Glassjar\Core\Calendar;
use Glassjar\Core\Money;
use Glassjar\Core\Text;
use Glassjar\Entries;
use Glassjar\Front\Words;
use Glassjar\People;
use Glassjar\Refusal;
use Glassjar\RefusedEntry;

/**
 * What is done to one entry of the books: giving it back in whole or in part, mending it by two entries, and who gave. What came
 * through a payment is given back where it was paid, and comes here by itself. BooksEntryView shows it.
 */
final class BooksEntry
{
    /** @var array<string, string> By place. */
    private static $faults = [];

    public static function url(int $id, string $name): string
    {
        return add_query_arg('entry', $name, BooksScreen::url($id));
    }

    /** The entry that is looked at; null for none. @return array<string, string|null>|null */
    public static function asked(int $id): ?array
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- read only.
        $name = is_string($_GET['entry'] ?? null) ? $_GET['entry'] : '';
        return preg_match('/^e[0-9a-f]{16}\z/', $name) === 1 ? self::find($id, $name) : null;
    }

    /** What was typed and can't be taken, by place. @return array<string, string> */
    public static function faults(): array
    {
        return self::$faults;
    }

    /**
     * Does what a form of an entry asks for.
     *
     * @param array<string, mixed> $sent
     * @return string A word for what was done; '' when something typed can't be taken.
     */
    public static function take(int $id, string $do, array $sent): string
    {
        $name = is_string($sent['entry'] ?? null) ? $sent['entry'] : '';
        $row = self::find($id, $name);
        if ($row === null) {
            return 'gone';
        }
        try {
            switch ($do) {
                case 'reverse':
                    return self::reverse($id, $row, $sent);
                case 'correct':
                    return self::correct($id, $row, $sent);
                case 'name':
                    return self::name($id, $row, $sent);
                default:
                    return self::erase($row);
            }
        } catch (Refusal $refused) {
            return 'meanwhile';
        } catch (RefusedEntry $refused) {
            if ($refused->field === 'amount' && $refused->expected === 'other') {
                return 'same';
            }
            return $refused->field === 'donation' ? 'provider' : 'gone';
        }
    }

    /** @return array<string, string|null>|null */
    public static function find(int $id, string $name): ?array
    {
        global $wpdb;
        return Entries::select($wpdb->prepare('e.campaign = %d AND e.name = %s', $id, $name))[0] ?? null;
    }

    /** @param array<string, string|null> $row @return array{name: string, message: string, email: string, hideAmount: string} */
    public static function personOf(array $row): array
    {
        return [
            'name' => (string) $row['person_name'],
            'message' => (string) $row['person_message'],
            'email' => (string) $row['person_email'],
            'hideAmount' => (int) $row['hide_amount'] === 1 ? '1' : '',
        ];
    }

    /** What is known of who gave, in short: another treasurer may have changed it meanwhile. @param array<string, string|null> $row */
    public static function stamp(array $row): string
    {
        return md5((string) wp_json_encode(self::personOf($row)));
    }

    /**
     * @param array<string, mixed> $sent
     * @return array<string, string>
     */
    private static function part(array $sent, string $part): array
    {
        $fields = $sent['glassjar'][$part] ?? [];
        return array_map(static function ($value): string {
            return is_string($value) ? Text::clean($value) : '';
        }, is_array($fields) ? $fields : []);
    }

    /**
     * @param array<string, string|null> $row
     * @param array<string, mixed> $sent
     */
    private static function reverse(int $id, array $row, array $sent): string
    {
        if ((int) $row['donation'] > 0) {
            return 'provider';
        }
        $stamp = is_string($sent['stamp'] ?? null) ? (int) $sent['stamp'] : 0;
        $taken = (int) $row['amount'] - $stamp;
        $isRefund = ($sent['reason'] ?? '') === 'refund' && in_array($row['flow'], ['gift+', 'sale+'], true);
        $amount = new Money($stamp, (string) $row['currency']);
        $at = '';
        if ($isRefund) {
            $typed = self::part($sent, 'back') + ['amount' => '', 'at' => ''];
            $amount = self::amount('back.amount', $typed['amount'], $row);
            $at = self::day('back.at', $typed);
            if ($at !== null && substr($at, 0, 10) < substr((string) $row['at'], 0, 10)) {
                /* translators: %s: a date. */
                self::$faults['back.at'] = sprintf(__('It came on %s: it can’t have been given back before.', 'glassjar'), Words::date((string) $row['at']));
            }
            if ($amount !== null && $amount->minor > $stamp) {
                /* translators: %s: an amount. */
                self::$faults['back.amount'] = sprintf(__('No more than %s is left of it.', 'glassjar'), Words::money($stamp, $amount->currency, true));
            }
            if (self::$faults !== []) {
                return '';
            }
        }
        // The same for whoever looked at the same: a second click, and a second treasurer, give nothing back twice.
        $done = Books::reverse($id, (string) $row['name'], $isRefund ? 'refund' : 'void', "form-reverse:{$row['name']}:$taken", $amount, (string) $at);
        return $done['isNew'] ? 'reversed' : 'already';
    }

    /**
     * @param array<string, string|null> $row
     * @param array<string, mixed> $sent
     */
    private static function correct(int $id, array $row, array $sent): string
    {
        $typed = self::part($sent, 'right');
        $amount = self::amount('right.amount', $typed['amount'] ?? '', $row);
        $at = self::day('right.at', $typed, substr((string) $row['at'], 0, 10));
        $changes = array_intersect_key($typed, ['source' => 1, 'label' => 1]);
        if (($changes['source'] ?? '') !== '' && $changes['source'] !== $row['source'] && !array_key_exists($changes['source'], BooksScreen::sources($id))) {
            self::$faults['right.source'] = Faults::expected('name');
        }
        if (self::$faults !== [] || $amount === null || $at === null) {
            return '';
        }
        // A time of day that the field can't hold stays, when the day does.
        $changes += ['amount' => $amount->text()] + ($at === substr((string) $row['at'], 0, 10) ? [] : ['at' => $at]);
        $left = is_string($sent['stamp'] ?? null) ? (int) $sent['stamp'] : 0;
        $done = Books::correct($id, (string) $row['name'], $changes, (int) $row['amount'] - $left, 'form-correct:' . BooksScreen::key());
        return $done['isNew'] ? 'corrected' : 'already';
    }

    /**
     * @param array<string, string|null> $row
     * @param array<string, mixed> $sent
     */
    private static function name(int $id, array $row, array $sent): string
    {
        if (($sent['stamp'] ?? '') !== self::stamp($row)) {
            return 'meanwhile';
        }
        $typed = self::part($sent, 'who') + ['name' => '', 'message' => '', 'email' => '', 'hideAmount' => ''];
        if ($typed['email'] !== '' && !is_email($typed['email'])) {
            self::$faults['who.email'] = __('This is no e-mail address.', 'glassjar');
            return '';
        }
        Books::name($id, (string) $row['name'], ['hideAmount' => $typed['hideAmount'] === '1'] + $typed);
        return 'named';
    }

    /** @param array<string, string|null> $row */
    private static function erase(array $row): string
    {
        if ((int) $row['person'] === 0) {
            return 'gone';
        }
        People::erase((int) $row['person']);
        return 'erased';
    }

    /** @param array<string, string|null> $row */
    private static function amount(string $place, string $typed, array $row): ?Money
    {
        $read = AmountInput::read($typed, (string) $row['currency'], get_user_locale());
        if (isset($read['fault'])) {
            self::$faults[$place] = Faults::amount($read['fault'], (string) $row['currency']);
        }
        return $read['amount'] ?? null;
    }

    /**
     * @param array<string, string> $typed
     * @param string $was The day that it had, which is asked about no more.
     */
    private static function day(string $place, array $typed, string $was = ''): ?string
    {
        $day = $typed['at'] ?? '';
        $fault = Calendar::isDate($day) ? ($day === $was ? null : DayAhead::fault($typed)) : Faults::expected('date');
        if ($fault !== null) {
            self::$faults[$place] = $fault;
        }
        return $fault === null ? $day : null;
    }
}
