<?php

declare(strict_types=1);

namespace Glassjar\Core;

/** An amount of money: a whole number of minor units (cents), never a float, and its ISO 4217 currency. Immutable. */
final class Money
{
    /** Fifteen digits of minor units: more than any campaign has. */
    private const MOST = 999999999999999;

    /** What a page's numbers count exactly. */
    private const EXACT = 9007199254740991;

    /** @var int Minor units. Negative only as the result of a subtraction (a balance). */
    public $minor;

    /** @var string ISO 4217 code in capitals. */
    public $currency;

    /** @throws Invalid When the page could not count it exactly, or the currency is unknown. */
    public function __construct(int $minor, string $currency)
    {
        if (Currency::decimals($currency) === null) {
            throw new Invalid("expected an ISO 4217 currency, got $currency");
        }
        $this->minor = self::exact($minor);
        $this->currency = $currency;
    }

    /** A decimal string of the wire format (`7.68`, `15000`), or null when it is none or has too many decimals. */
    public static function parse(string $text, string $currency): ?self
    {
        $decimals = Currency::decimals($currency);
        if ($decimals === null || preg_match('/^(0|[1-9][0-9]{0,14})(?:\.([0-9]{1,4}))?\z/', $text, $match) !== 1) {
            return null;
        }
        $fraction = $match[2] ?? '';
        // Fifteen digits and four more would not fit into PHP's integers.
        if (strlen($fraction) > $decimals || strlen($match[1]) + $decimals > 18) {
            return null;
        }
        $minor = (int) ($match[1] . str_pad($fraction, $decimals, '0'));
        return $minor <= self::MOST ? new self($minor, $currency) : null;
    }

    /** The wire format's decimal string: `7.68`. The inverse of `parse`. */
    public function text(): string
    {
        $decimals = (int) Currency::decimals($this->currency);
        $digits = str_pad((string) abs($this->minor), $decimals + 1, '0', STR_PAD_LEFT);
        $whole = substr($digits, 0, strlen($digits) - $decimals);
        return ($this->minor < 0 ? '-' : '') . $whole . ($decimals > 0 ? '.' . substr($digits, -$decimals) : '');
    }

    /** @throws Invalid When the two differ in currency. */
    public function add(self $other): self
    {
        if ($other->currency !== $this->currency) {
            throw new Invalid("cannot add {$other->currency} to {$this->currency}");
        }
        return new self($this->minor + $other->minor, $this->currency);
    }

    /** @throws Invalid When the two differ in currency. */
    public function subtract(self $other): self
    {
        return $this->add(new self(-$other->minor, $other->currency));
    }

    /**
     * Minor units that a page counts exactly as well.
     *
     * @throws Invalid For what it doesn't.
     */
    public static function exact(int $minor): int
    {
        if ($minor > self::EXACT || $minor < -self::EXACT) {
            throw new Invalid("expected whole minor units, got $minor");
        }
        return $minor;
    }

    /**
     * A whole number of times an amount, in minor units.
     *
     * @throws Invalid Beyond what is counted exactly; PHP would go on with a float.
     */
    public static function times(int $minor, int $count): int
    {
        if ($count !== 0 && abs($minor) > intdiv(self::EXACT, abs($count))) {
            throw new Invalid("$count times $minor is more than can be counted");
        }
        return $minor * $count;
    }
}
