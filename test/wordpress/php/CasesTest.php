<?php

declare(strict_types=1);

namespace Glassjar\Test;

use PHPUnit\Framework\TestCase;

/** The tables of cases that the TypeScript core is held to as well. */
final class CasesTest extends TestCase
{
    /**
     * @dataProvider cases
     * @param mixed $expected
     */
    public function testSharedCase(string $table, object $input, $expected): void
    {
        $given = isset($input->document) ? get_object_vars($input) : json_decode((string) json_encode($input), true);
        $answer = json_decode((string) json_encode(Cases::answer($table, $given), JSON_THROW_ON_ERROR), true);
        // A table of faults may name only what matters of them.
        if ($table === 'amount-input') {
            $answer = array_intersect_key($answer, $expected);
        }
        self::assertEquals($expected, $answer);
        self::assertSame(json_encode(self::sorted($expected)), json_encode(self::sorted($answer)));
    }

    /** @return iterable<string, array{string, object, mixed}> */
    public function cases(): iterable
    {
        foreach ((array) glob(__DIR__ . '/../../fixtures/shared/*.json') as $file) {
            $table = basename((string) $file, '.json');
            $text = (string) file_get_contents((string) $file);
            $expected = json_decode($text, true)['cases'];
            foreach (Cases::knows($table) ? json_decode($text)->cases : [] as $index => $case) {
                if (empty($case->composed) || class_exists('Normalizer')) {
                    yield "$table $index " . ($case->name ?? '') => [$table, $case->input ?? $case, $expected[$index]['expected']];
                }
            }
        }
    }

    /**
     * Numbers by their kind, objects in one order.
     *
     * @param mixed $value
     * @return mixed
     */
    private static function sorted($value)
    {
        if (!is_array($value)) {
            return $value;
        }
        $sorted = array_map([self::class, 'sorted'], $value);
        if (array_keys($sorted) !== array_keys(array_keys($sorted))) {
            ksort($sorted);
        }
        return $sorted;
    }
}
