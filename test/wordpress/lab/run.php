<?php

// php run.php SITE URL < code   Runs PHP inside of a lab site, as the user LAB_USER (0: nobody), and prints what it returns as JSON.

[, $site, $url] = $argv;
$parts = parse_url($url);
$_SERVER = [
    'HTTP_HOST' => $parts['host'] . ':' . $parts['port'],
    'SERVER_NAME' => $parts['host'],
    'SERVER_PORT' => (string) $parts['port'],
    'REQUEST_URI' => '/',
    'REQUEST_METHOD' => 'GET',
    'SERVER_PROTOCOL' => 'HTTP/1.1',
    'REMOTE_ADDR' => '127.0.0.1',
] + $_SERVER;
if (getenv('LAB_INSTALLING')) {
    define('WP_INSTALLING', true);
}
require $site . '/wp-load.php';
if (!defined('WP_INSTALLING')) {
    wp_set_current_user((int) (getenv('LAB_USER') ?: 0));
}
$answer = (static function () {
    return eval(stream_get_contents(STDIN));
})();
echo "\n=>", json_encode($answer), "\n";
