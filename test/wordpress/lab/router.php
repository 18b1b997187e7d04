<?php

// For `php -S`: files as they are, everything else to WordPress.

$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');
$run = static function (string $script) use ($root): void {
    $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $script;
    $_SERVER['SCRIPT_FILENAME'] = $root . $script;
    chdir(dirname($root . $script));
};
if (preg_match('#(^|/)\.#', $path)) {
    http_response_code(404);
    return true;
}
if (is_dir($root . $path) && $path !== '/') {
    if (substr($path, -1) !== '/') {
        header('Location: ' . $path . '/', true, 301);
        return true;
    }
    if (is_file($root . $path . 'index.php')) {
        $run($path . 'index.php');
        require $root . $path . 'index.php';
        return true;
    }
} elseif (is_file($root . $path)) {
    return false;
}
$run('/index.php');
require $root . '/index.php';
