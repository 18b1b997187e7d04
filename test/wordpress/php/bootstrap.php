<?php

declare(strict_types=1);

// PHPUnit's start: what needs no WordPress, by the plugin's own autoloader.

require_once __DIR__ . '/../../../src/wordpress/includes/autoload.php';
require_once __DIR__ . '/Cases.php';
