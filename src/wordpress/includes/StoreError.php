<?php

declare(strict_types=1);

namespace Glassjar;

/** The database refused. What it said is for logs, never for visitors. */
final class StoreError extends \RuntimeException
{
}
