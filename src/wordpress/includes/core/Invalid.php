<?php

declare(strict_types=1);

namespace Glassjar\Core;

/** Something that can't be: an amount that can't be counted, a currency that isn't one. Its message is for developers. */
final class Invalid extends \DomainException
{
}
