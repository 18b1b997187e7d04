<?php

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    if (strncmp($class, 'Glassjar\\', 9) !== 0) {
        return;
    }
    $parts = explode('\\', substr($class, 9));
    $name = array_pop($parts);
    $path = __DIR__ . '/' . strtolower(implode('/', array_merge($parts, ['']))) . $name . '.php';
    if (is_file($path)) {
        require $path;
    }
});
