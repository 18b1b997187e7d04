<?php

declare(strict_types=1);

// PHPUnit's start: the plugin's own code by its autoloader, and WordPress when LAB_SITE names a lab site.

if (getenv('LAB_SITE')) {
    $_SERVER['HTTP_HOST'] = (string) parse_url((string) getenv('LAB_URL'), PHP_URL_HOST);
    require getenv('LAB_SITE') . '/wp-load.php';
} else {
    require_once __DIR__ . '/../../../src/wordpress/includes/autoload.php';
}
require_once __DIR__ . '/Cases.php';
