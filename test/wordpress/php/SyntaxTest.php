<?php

declare(strict_types=1);

namespace Glassjar\Test;

use PHPUnit\Framework\TestCase;

/** PHP 7.4 is the floor, and the tests run a newer one: what only that understands is found by reading the tokens. */
final class SyntaxTest extends TestCase
{
    private const FUNCTIONS = [
        'str_contains', 'str_starts_with', 'str_ends_with', 'get_debug_type', 'get_resource_id', 'fdiv', 'preg_last_error_msg', 'array_is_list',
        'array_find', 'array_find_key', 'array_any', 'array_all', 'array_first', 'array_last', 'mb_str_pad', 'mb_trim', 'mb_ucfirst', 'json_validate',
        'ini_parse_quantity', 'iterator_apply_keys', 'enum_exists', 'fsync', 'fdatasync', 'memory_reset_peak_usage',
    ];

    private const SAMPLES = [
        'match' => '$a = match ($b) { 1 => 2 };',
        'nullsafe' => '$a?->b();',
        'attribute' => '#[A] function a() {}',
        'enum' => 'enum A { case B; }',
        'readonly' => 'class A { public readonly int $b; }',
        'function' => 'str_contains($a, $b);',
        'throw as a value' => '$a = $b ?? throw new E();',
        'catch without a variable' => 'try { a(); } catch (E) {}',
        'comma after the last parameter' => 'function a($b,) {}',
        'comma after the last captured variable' => '$a = function () use ($b,) {};',
        'promoted property' => 'class A { function __construct(private $b) {} }',
        'several types' => 'function a(int|string $b) {}',
        'several types answered' => 'function a(): int|string {}',
        'several types of a property' => 'class A { private int|string $b; }',
        'mixed' => 'function a(mixed $b) {}',
        'never or static answered' => 'class A { function a(): static {} }',
        'named argument' => 'a(b: 1);',
        'class of an object' => '$a = $b::class;',
        'callable made of a name' => '$a = b(...);',
        'new as a default' => 'function a($b = new C()) {}',
        'octal' => '$a = 0o17;',
    ];

    /** Of 7.4 all of them, though they look like one of those. */
    private const FINE = <<<'PHP'
        try { a(); } catch (A | B $e) { throw $e; }
        switch ($a) { case B: throw new E(); default: c(); }
        $a = $b ? C : D;
        $f = static fn(?int $x = A | B): ?int => $x ?? null;
        function g(int &$a, string ...$b): void { if ($a) throw new E(); }
        class A { private ?int $b = 1 | 2; public static function match_(self $c): self { return new static(); } }
        h($a, [1, 2,], A::class,);
        $o->str_contains($a); A::str_contains($a);
        PHP;

    /** @dataProvider files */
    public function testOldPhpReadsIt(string $path): void
    {
        self::assertSame([], self::newer((string) file_get_contents($path)));
    }

    /** @dataProvider samples */
    public function testItIsSeenWhereItStands(string $what, string $code): void
    {
        self::assertContains($what, self::newer("<?php $code"));
    }

    public function testWhatIsOldIsFine(): void
    {
        self::assertSame([], self::newer('<?php ' . self::FINE));
    }

    /** @return iterable<string, array{string}> */
    public function files(): iterable
    {
        $root = (string) realpath(__DIR__ . '/../../../src/wordpress');
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($root, \FilesystemIterator::SKIP_DOTS)) as $file) {
            if ($file->getExtension() === 'php') {
                yield substr($file->getPathname(), strlen($root) + 1) => [$file->getPathname()];
            }
        }
    }

    /** @return iterable<string, array{string, string}> */
    public function samples(): iterable
    {
        foreach (self::SAMPLES as $what => $code) {
            yield $what => [$what, $code];
        }
    }

    /** @return string[] What of a file only a newer PHP understands. */
    private static function newer(string $code): array
    {
        $tokens = array_values(array_filter(\PhpToken::tokenize($code), static function (\PhpToken $token): bool {
            return !$token->isIgnorable();
        }));
        $found = [];
        foreach ($tokens as $at => $token) {
            $found = array_merge($found, self::single($tokens, $at, $token), self::signature($tokens, $at, $token));
        }
        return array_values(array_unique($found));
    }

    /**
     * @param \PhpToken[] $tokens
     * @return string[]
     */
    private static function single(array $tokens, int $at, \PhpToken $token): array
    {
        $before = $at > 0 ? $tokens[$at - 1] : $token;
        $after = $tokens[$at + 1] ?? $token;
        $names = ['T_MATCH' => 'match', 'T_NULLSAFE_OBJECT_OPERATOR' => 'nullsafe', 'T_ATTRIBUTE' => 'attribute', 'T_ENUM' => 'enum', 'T_READONLY' => 'readonly'];
        $isMember = in_array($before->text, ['->', '?->', '::', 'function', 'new'], true);
        $found = [$names[(string) $token->getTokenName()] ?? ''];
        $found[] = !$isMember && $after->text === '(' && in_array(ltrim(strtolower($token->text), '\\'), self::FUNCTIONS, true) ? 'function' : '';
        $found[] = $token->is(T_THROW) && !in_array($before->text, [';', '{', '}', ')', ':', 'else', 'do'], true) && !$before->is(T_OPEN_TAG) ? 'throw as a value' : '';
        $found[] = $token->is(T_STRING) && in_array($before->text, ['(', ','], true) && $after->text === ':' ? 'named argument' : '';
        $found[] = $token->is(T_CLASS) && $before->text === '::' && $tokens[$at - 2]->is([T_VARIABLE]) ? 'class of an object' : '';
        $found[] = $token->is(T_ELLIPSIS) && $before->text === '(' && $after->text === ')' ? 'callable made of a name' : '';
        $found[] = $token->is(T_LNUMBER) && stripos($token->text, '0o') === 0 ? 'octal' : '';
        if ($token->is(T_CATCH)) {
            $caught = array_slice($tokens, $at, self::end($tokens, $at + 1) - $at);
            $found[] = array_filter($caught, static function (\PhpToken $one): bool {
                return $one->is(T_VARIABLE);
            }) === [] ? 'catch without a variable' : '';
        }
        if ($token->is([T_PUBLIC, T_PROTECTED, T_PRIVATE, T_VAR])) {
            $type = [];
            for ($next = $at + 1; isset($tokens[$next]) && !in_array($tokens[$next]->text, [';', '(', '=', ','], true) && !$tokens[$next]->is(T_VARIABLE); $next++) {
                $type[] = $tokens[$next]->text;
            }
            $found[] = isset($tokens[$next]) && $tokens[$next]->is(T_VARIABLE) && array_intersect($type, ['|', '&', 'mixed']) !== [] ? 'several types of a property' : '';
        }
        return array_filter($found);
    }

    /**
     * @param \PhpToken[] $tokens
     * @return string[]
     */
    private static function signature(array $tokens, int $at, \PhpToken $token): array
    {
        if (!$token->is([T_FUNCTION, T_FN]) || ($at > 0 && $tokens[$at - 1]->is(T_USE))) {
            return [];
        }
        for ($open = $at; isset($tokens[$open]) && $tokens[$open]->text !== '('; $open++) {
        }
        $end = self::end($tokens, $open);
        $found = [$tokens[$end - 1]->text === ',' ? 'comma after the last parameter' : ''];
        $isDefault = false;
        $depth = 0;
        for ($index = $open + 1; $index < $end; $index++) {
            $text = $tokens[$index]->text;
            $depth += in_array($text, ['(', '['], true) ? 1 : (in_array($text, [')', ']'], true) ? -1 : 0);
            $isDefault = $text === '=' || ($isDefault && !($text === ',' && $depth === 0));
            $found[] = $isDefault && $tokens[$index]->is(T_NEW) ? 'new as a default' : '';
            $found[] = !$isDefault && $text === '|' ? 'several types' : '';
            $found[] = !$isDefault && $text === 'mixed' ? 'mixed' : '';
            $found[] = $tokens[$index]->is([T_PUBLIC, T_PROTECTED, T_PRIVATE]) ? 'promoted property' : '';
        }
        $next = $end + 1;
        if (isset($tokens[$next]) && $tokens[$next]->is(T_USE)) {
            $end = self::end($tokens, $next + 1);
            $found[] = $tokens[$end - 1]->text === ',' ? 'comma after the last captured variable' : '';
            $next = $end + 1;
        }
        if (($tokens[$next]->text ?? '') === ':') {
            for ($next++; isset($tokens[$next]) && !in_array($tokens[$next]->text, ['{', ';', '=>'], true); $next++) {
                $found[] = in_array($tokens[$next]->text, ['|', '&'], true) ? 'several types answered' : '';
                $found[] = in_array($tokens[$next]->text, ['static', 'never'], true) ? 'never or static answered' : '';
                $found[] = $tokens[$next]->text === 'mixed' ? 'mixed' : '';
            }
        }
        return array_filter($found);
    }

    /**
     * Where the bracket closes that opens here.
     *
     * @param \PhpToken[] $tokens
     */
    private static function end(array $tokens, int $open): int
    {
        $depth = 0;
        for ($at = $open; isset($tokens[$at]); $at++) {
            $depth += in_array($tokens[$at]->text, ['(', '['], true) ? 1 : (in_array($tokens[$at]->text, [')', ']'], true) ? -1 : 0);
            if ($depth === 0) {
                return $at;
            }
        }
        return count($tokens) - 1;
    }
}
