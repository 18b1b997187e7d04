<?php

// php answers.php < [[table, input], …]   Prints what PHP answers to each, as a JSON list. Needs no extension and no WordPress.

declare(strict_types=1);

require __DIR__ . '/../../../src/wordpress/includes/autoload.php';
require __DIR__ . '/Cases.php';

$answers = [];
foreach (json_decode((string) stream_get_contents(STDIN), false) as [$table, $input]) {
    // Documents stay objects, in which {} and [] are two things; all else are PHP's arrays.
    $given = isset($input->document) ? get_object_vars($input) : json_decode((string) json_encode($input), true);
    $answers[] = Glassjar\Test\Cases::answer($table, $given);
}
echo json_encode($answers, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
