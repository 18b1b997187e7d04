<?php

declare(strict_types=1);

namespace Glassjar;

/** An entry that can't be booked: which field is wrong, and what kind of value (Core\Document) was expected there. */
final class RefusedEntry extends \DomainException
{
    /** @var string */
    public $field;

    /** @var string */
    public $expected;

    public function __construct(string $field, string $expected)
    {
        parent::__construct("$field: expected $expected");
        $this->field = $field;
        $this->expected = $expected;
    }
}
