<?php

declare(strict_types=1);

namespace Glassjar\Core;

/**
 * Reads campaign documents of the wire format by the same table as the page does (shape.json, made from src/core/schema.ts). It is
 * the sanitiser of all that is saved and the check of all that is sent: only known fields pass, and only with values of their kind.
 */
final class Document
{
    /** @var array<string, mixed>|null */
    private static $shape;

    /** @var array<int, array{string, string}> */
    private $problems = [];

    /** @var array<int, string|int> Where we are, from the outside in. */
    private $at = [];

    /** @var array{sources: bool, entries: bool} */
    private $damaged = ['sources' => false, 'entries' => false];

    /** @var bool */
    private $isClosed = false;

    /** @var string */
    private $currency;

    /** @var bool Whether objects come as objects, so that an array is a list even when it is empty. */
    private $hasObjects;

    private function __construct(string $currency, bool $hasObjects = false)
    {
        $this->currency = $currency;
        $this->hasObjects = $hasObjects;
    }

    /**
     * What of a document can be kept, and what had to be refused.
     *
     * @param mixed $input As json_decode gives it, with objects or with arrays.
     * @return array{campaign: array<string, mixed>|null, problems: array<int, array{string, string}>,
     *     damaged: array{sources: bool, entries: bool}} Campaign: null when it is none (no title, no currency, another version).
     *     Problems: where (`entries[3].at`) and what was expected there: a kind of value, `a|b`, `[]` or `{}`.
     */
    public static function read($input): array
    {
        $fields = self::fieldsOf($input);
        $currency = $fields['currency'] ?? null;
        $reader = new self(is_string($currency) && Currency::decimals($currency) !== null ? $currency : '', is_object($input));
        $campaign = $reader->readFields(self::shape(), $input);
        if ($campaign !== null && $reader->isClosed) {
            unset($campaign['give']);
        }
        return ['campaign' => $campaign, 'problems' => $reader->problems, 'damaged' => $reader->damaged];
    }

    /**
     * Reads one part of a document by itself: `part('updates', …)`, for forms that save no more than that.
     *
     * @param mixed $input
     * @return array{value: mixed, problems: array<int, array{string, string}>} Value: null when nothing of it can be kept.
     */
    public static function part(string $field, $input, string $currency): array
    {
        $shape = self::shape();
        $reader = new self($currency);
        $value = $reader->readAt($field, $shape[$field] ?? $shape["$field!"] ?? [], $input);
        return ['value' => $value, 'problems' => $reader->problems];
    }

    /**
     * For json_encode: fields of a document that are objects are so when nothing is in them, too.
     *
     * @param array<string, mixed> $campaign
     * @return array<string, mixed>
     */
    public static function withObjects(array $campaign): array
    {
        foreach (self::shape() as $name => $shape) {
            $key = rtrim($name, '!');
            if (is_array($shape) && !isset($shape[0]) && ($campaign[$key] ?? null) === []) {
                $campaign[$key] = new \stdClass();
            }
        }
        return $campaign;
    }

    /**
     * The names of a document's fields.
     *
     * @return string[]
     */
    public static function fields(): array
    {
        return array_map(static function (string $name): string {
            return rtrim($name, '!');
        }, array_keys(self::shape()));
    }

    /** @return array<string, mixed> */
    private static function shape(): array
    {
        if (self::$shape === null) {
            $decoded = json_decode((string) file_get_contents(__DIR__ . '/shape.json'), true);
            self::$shape = is_array($decoded) ? $decoded : [];
        }
        return self::$shape;
    }

    /** @return null */
    private function refuse(string $expected)
    {
        $top = $this->at[0] ?? '';
        $field = $this->at[2] ?? '';
        // A source or an entry that was refused may have held any money; a refused label or name changes no sum.
        $isMoney = $field === ''
            || preg_match('/^(label|name|message|hideAmount|supporters|complete|asOf|proof)\z/', (string) $field) !== 1;
        if (($top === 'sources' || $top === 'entries') && $isMoney) {
            $this->damaged[$top] = true;
        }
        // "Please no money" that can't be read still means it; and who can't read from when and until when may not ask for money.
        $this->isClosed = $this->isClosed || in_array($top, ['noMoney', 'starts', 'ends'], true);
        $path = '';
        foreach ($this->at as $key) {
            $path .= is_string($key) ? ".$key" : "[$key]";
        }
        $this->problems[] = [ltrim($path, '.'), $expected];
        return null;
    }

    /**
     * @param string|int $key
     * @param mixed $shape
     * @param mixed $value
     * @return mixed
     */
    private function readAt($key, $shape, $value)
    {
        $this->at[] = $key;
        if (is_string($shape)) {
            $kept = $this->readValue($shape, $value);
        } elseif (is_array($shape) && isset($shape[0])) {
            $kept = $this->readList($shape[0], $value);
        } else {
            $kept = $this->readFields((array) $shape, $value);
        }
        array_pop($this->at);
        return $kept;
    }

    /**
     * @param mixed $value
     * @return mixed
     */
    private function readValue(string $kind, $value)
    {
        if (strpos($kind, '|') !== false) {
            return is_string($value) && in_array($value, explode('|', $kind), true) ? $value : $this->refuse($kind);
        }
        // An amount can't be judged without its currency, whose own absence is told anyway.
        if ($this->currency === '' && ($kind === 'amount' || $kind === 'positive')) {
            return null;
        }
        $kept = self::value($kind, $value, $this->currency);
        return $kept ?? $this->refuse($kind);
    }

    /**
     * One value of one kind, as the document keeps it; null for what is refused.
     *
     * @param mixed $value
     * @return mixed
     */
    public static function value(string $kind, $value, string $currency)
    {
        switch ($kind) {
            case 'flag':
                return is_bool($value) ? $value : null;
            case 'version':
                return $value === 1 || $value === 1.0 ? 1 : null;
            case 'count':
            case 'place':
                $least = $kind === 'place' ? 1 : 0;
                return (is_int($value) || (is_float($value) && floor($value) === $value)) && $value >= $least && $value <= 1e12
                    ? (int) $value
                    : null;
        }
        if (!is_string($value)) {
            return null;
        }
        switch ($kind) {
            case 'text':
                return Text::clean($value);
            case 'name':
                $kept = Text::clean($value);
                return Text::isVisible($kept) ? $kept : null;
            case 'amount':
            case 'positive':
                $amount = Money::parse($value, $currency);
                return $amount !== null && ($kind === 'amount' || $amount->minor > 0) ? $amount->text() : null;
            case 'date':
                return Calendar::isDate($value) ? $value : null;
            case 'link':
                return Link::isLink($value) ? $value : null;
            case 'language':
                return self::isLanguage($value) ? $value : null;
            case 'currency':
                return Currency::decimals($value) !== null ? $value : null;
            case 'zone':
                return Calendar::isZone($value) ? $value : null;
            case 'iban':
                return Iban::parse($value);
            default:
                return null;
        }
    }

    /**
     * @param mixed $shape
     * @param mixed $value
     * @return mixed
     */
    private function readList($shape, $value)
    {
        if (!is_array($value) || array_keys($value) !== array_keys(array_keys($value))) {
            return $this->refuse('[]');
        }
        $kept = [];
        foreach ($value as $index => $item) {
            $one = $this->readAt($index, $shape, $item);
            if ($one !== null) {
                $kept[] = $one;
            }
        }
        return $kept;
    }

    /**
     * @param array<string, mixed> $fields
     * @param mixed $value
     * @return array<string, mixed>|null
     */
    private function readFields(array $fields, $value): ?array
    {
        $given = self::fieldsOf($value);
        if ($given === null || ($value === [] && $this->hasObjects)) {
            return $this->refuse('{}');
        }
        $found = [];
        $isWhole = true;
        foreach ($fields as $name => $shape) {
            $key = rtrim($name, '!');
            $isMust = $key !== $name;
            $isGiven = array_key_exists($key, $given);
            $kept = $isGiven || $isMust ? $this->readAt($key, $shape, $given[$key] ?? null) : null;
            if ($kept !== null && $kept !== '') {
                $found[$key] = $kept;
            } elseif ($isGiven && !$isMust && strpos($key, 'hide') === 0) {
                // A wish to hide something that can't be read is still one.
                $found[$key] = true;
            } elseif ($isMust || ($isGiven && preg_match('/^(bound|until|done)\z/', $key) === 1)) {
                // A value without its refused bound, or a promise without its refused end, would claim more than its author did.
                $isWhole = false;
            }
        }
        return $isWhole ? $found : null;
    }

    /**
     * The fields of an object; null for what is none. An empty array may be either.
     *
     * @param mixed $value
     * @return array<string, mixed>|null
     */
    private static function fieldsOf($value): ?array
    {
        if (is_object($value)) {
            return get_object_vars($value);
        }
        return is_array($value) && ($value === [] || array_keys($value) !== array_keys(array_keys($value))) ? $value : null;
    }

    private static function isLanguage(string $text): bool
    {
        return preg_match(
            '/^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[0-9a-wy-z](-[a-z0-9]{2,8})+)*\z/i',
            $text
        ) === 1;
    }
}
