<?php

declare(strict_types=1);

namespace Glassjar\Admin;

/** What a form sent did not arrive whole. The message is for whoever sent it: a sentence that says what to do. */
final class Incomplete extends \RuntimeException
{
}
