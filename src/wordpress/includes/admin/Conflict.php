<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\CampaignState;

/**
 * What somebody else changed in a campaign while a form of it was open, beside what is typed in it: told field by field, and put
 * together when whoever typed says so. Three states: what the form was made of, what is saved by now ("theirs"), and what is typed.
 */
final class Conflict
{
    /** @var array<string, mixed>|null Null when it isn't known. */
    private $base;

    /** @var array<string, mixed> */
    private $theirs;

    /** @var array<string, mixed> */
    private $mine;

    /** @var Answers */
    private $answers;

    /** @var array<int, array<string, mixed>> The questions whose saved answer is another one by now. */
    private $rows = [];

    /**
     * @param array<string, mixed>|null $base
     * @param array<string, mixed> $theirs
     * @param array<string, mixed> $mine
     */
    public function __construct(?array $base, array $theirs, array $mine, Answers $answers)
    {
        $this->base = $base;
        $this->theirs = $theirs;
        $this->mine = $mine;
        $this->answers = $answers;
        foreach (self::questions() as $question) {
            [$was, $now, $typed] = array_map(static function (?array $state) use ($question) {
                return $state === null ? null : self::value($state, $question);
            }, [$base, $theirs, $mine]);
            $isTheirs = $base === null ? !CampaignState::same($now, $typed) : !CampaignState::same($was, $now);
            // What is at fault is typed all the same.
            $isSame = CampaignState::same($now, $typed) && !isset($this->answers->faults[$question['path']]);
            if (!$isTheirs || $isSame) {
                continue;
            }
            $isMine = $base === null || !CampaignState::same($was, $typed) || isset($this->answers->faults[$question['path']]);
            $isOpen = $isMine && !($question['kind'] === 'rows' && $base !== null && self::isApart((array) $was, (array) $now, (array) $typed));
            $this->rows[] = $question + compact('was', 'now', 'typed', 'isMine', 'isOpen');
        }
    }

    public function isEmpty(): bool
    {
        return $this->rows === [];
    }

    /**
     * Whether it is said of everything that both changed whose it shall be.
     *
     * @param mixed $choices `mine` or `theirs` by the question's place.
     */
    public function isDecided($choices): bool
    {
        foreach ($this->rows as $row) {
            if ($row['isOpen'] && !in_array($choices[self::key($row['path'])] ?? null, ['mine', 'theirs'], true)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What was sent, with what somebody else changed in it.
     *
     * @param array<string, mixed> $sent
     * @param mixed $choices
     * @return array<string, mixed>
     */
    public function merged(array $sent, $choices): array
    {
        foreach ($this->rows as $row) {
            if ($row['isOpen'] && $choices[self::key($row['path'])] === 'mine') {
                continue;
            }
            if ($row['place'] === 'post') {
                $sent[$row['path']] = $row['now'];
            } elseif ($row['place'] === 'look') {
                $sent['look'][$row['path']] = is_bool($row['now']) ? ($row['now'] ? '1' : '') : $row['now'];
            } elseif ($row['kind'] === 'rows') {
                $typed = CampaignState::at($sent['glassjar'] ?? [], $row['path']);
                $rows = $row['isMine'] && !$row['isOpen'] ? $this->together($row, (array) $typed) : $this->typedRows($row, (array) $row['now'], 0);
                self::put($sent['glassjar'], $row['path'], $rows);
            } else {
                self::put($sent['glassjar'], $row['path'], FormView::typed($row, $row['now'], $this->currency()));
                // Its time of day, which a field for days doesn't show.
                self::put($sent['glassjar'], $row['path'] . '_was', $row['kind'] === 'date' ? (string) $row['now'] : '');
            }
        }
        unset($sent['merge'], $sent['resolve'], $sent['base']);
        return $sent;
    }

    /**
     * What differs: of each question `label`, `kind`, `place`, `path`, what `was`, stands there `now` and is `typed`; whether it was
     * changed here, too (`isMine`), and whether somebody has to decide (`isOpen`).
     *
     * @return array<int, array<string, mixed>>
     */
    public function rows(): array
    {
        return $this->rows;
    }

    public function hasBase(): bool
    {
        return $this->base !== null;
    }

    public function currency(): string
    {
        return (string) ($this->theirs['tree']['currency'] ?? 'EUR');
    }

    /** What was typed where it can't be taken; null where it can. */
    public function rawTyped(string $path): ?string
    {
        $typed = isset($this->answers->faults[$path]) ? CampaignState::at($this->answers->typed, $path) : null;
        return is_string($typed) ? $typed : null;
    }

    /** The name of a question in the form. */
    public static function key(string $path): string
    {
        return str_replace('.', '-', $path);
    }

    /** @return array<int, array<string, mixed>> All that the form asks this user, `place`: where the answer is. */
    private static function questions(): array
    {
        $post = static function (string $path, string $label): array {
            return ['place' => 'post', 'kind' => 'text'] + compact('path', 'label');
        };
        $all = [
            $post('title', __('Name of the campaign', 'glassjar')),
            $post('summary', __('What it is about, in two or three sentences', 'glassjar')),
            $post('status', __('Status', 'glassjar')),
        ];
        foreach (Fields::groups() as $group) {
            foreach ($group['fields'] as $field) {
                $all[] = ['place' => 'tree'] + $field;
            }
        }
        foreach (Look::questions() as $path => $label) {
            $all[] = ['place' => 'look', 'kind' => 'text'] + compact('path', 'label');
        }
        return $all;
    }

    /**
     * @param array<string, mixed> $state
     * @param array<string, mixed> $question
     * @return mixed
     */
    private static function value(array $state, array $question)
    {
        if ($question['place'] === 'post') {
            return $state[$question['path']] ?? null;
        }
        return CampaignState::at($state[$question['place'] === 'look' ? 'options' : 'tree'] ?? [], $question['path']);
    }

    /**
     * Whether two people changed different items of a list: nothing that one of them changed or took away is gone from the other's.
     *
     * @param array<int, mixed> $was
     * @param array<int, mixed> $now
     * @param array<int, mixed> $typed
     */
    private static function isApart(array $was, array $now, array $typed): bool
    {
        return array_intersect(self::without($was, $now), self::without($was, $typed)) === [];
    }

    /**
     * The items of a list, as texts, that another one hasn't.
     *
     * @param array<int, mixed> $list
     * @param array<int, mixed> $other
     * @return string[]
     */
    public static function without(array $list, array $other): array
    {
        $left = array_count_values(array_map([CampaignState::class, 'text'], $other));
        $found = [];
        foreach (array_map([CampaignState::class, 'text'], $list) as $text) {
            if (($left[$text] ?? 0) > 0) {
                $left[$text]--;
            } else {
                $found[] = $text;
            }
        }
        return $found;
    }

    /**
     * The typed rows without what the other one took away, and with what they added: above what stood there before, or below.
     *
     * @param array<string, mixed> $row
     * @param array<int|string, mixed> $typed
     * @return array<int|string, mixed>
     */
    private function together(array $row, array $typed): array
    {
        $gone = array_count_values(self::without((array) $row['was'], (array) $row['now']));
        foreach ($this->answers->items($row['path']) as $index => $item) {
            $text = CampaignState::text($item);
            if (($gone[$text] ?? 0) > 0) {
                $gone[$text]--;
                unset($typed[$index]);
            }
        }
        $known = array_count_values(array_map([CampaignState::class, 'text'], (array) $row['was']));
        $above = [];
        $below = [];
        $isAbove = true;
        foreach ((array) $row['now'] as $item) {
            $text = CampaignState::text($item);
            if (($known[$text] ?? 0) > 0) {
                $known[$text]--;
                $isAbove = false;
            } elseif ($isAbove) {
                $above[] = $item;
            } else {
                $below[] = $item;
            }
        }
        $next = $typed === [] ? 0 : max(array_map('intval', array_keys($typed))) + 1;
        return $this->typedRows($row, $above, $next) + $typed + $this->typedRows($row, $below, $next + count($above));
    }

    /**
     * Items as the form would send them.
     *
     * @param array<string, mixed> $row
     * @param array<int, mixed> $items
     * @return array<int, array<string, string>>
     */
    private function typedRows(array $row, array $items, int $next): array
    {
        $rows = [];
        foreach ($items as $item) {
            $typed = [];
            foreach ($row['fields'] as $one) {
                $value = $item[$one['path']] ?? null;
                $typed[$one['path']] = FormView::typed($one, $value, $this->currency());
                if ($one['kind'] === 'date' && is_string($value) && strlen($value) > 10) {
                    $typed[$one['path'] . '_was'] = $value;
                }
            }
            $kept = array_diff_key($item, array_flip(array_column($row['fields'], 'path')));
            $rows[$next++] = $typed + ($kept === [] ? [] : ['keep' => (string) wp_json_encode((object) $kept)]);
        }
        return $rows;
    }

    /**
     * @param mixed $tree
     * @param mixed $value
     */
    private static function put(&$tree, string $path, $value): void
    {
        $at = &$tree;
        foreach (explode('.', $path) as $key) {
            $at = is_array($at) ? $at : [];
            $at = &$at[$key];
        }
        $at = $value;
    }
}
