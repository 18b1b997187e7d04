<?php

declare(strict_types=1);

namespace Glassjar\Admin;

/**
 * What a form of ours sent: whole, or not at all. PHP drops fields beyond `max_input_vars`, and a body beyond `post_max_size`, without a
 * word; so a form is never read from $_POST field by field.
 *
 * - With scripts it comes as one value: a JSON text `{"fields": [[name, value], …], "bytes": n}`, either as the request's body or in the
 *   field WHOLE (admin/admin.js packs each form that has `data-glassjar-whole`). `bytes` counts names and values in UTF-8: what a
 *   filter on the way cut out is missed.
 * - Without scripts the body is read as the browser wrote it, and the field END has to be its last one.
 *
 * A form needs the attribute ATTRIBUTE and, after its last field, `Sent::end()`; its screen reads `Sent::from()`.
 */
final class Sent
{
    public const WHOLE = 'glassjar_whole';
    public const END = 'glassjar_end';
    public const ATTRIBUTE = 'data-glassjar-whole';

    /** @var array<string, mixed>|null What this request brought. */
    private static $fields;

    /** The field after all others. */
    public static function end(): string
    {
        return '<input type="hidden" name="' . self::END . '" value="1">';
    }

    /**
     * All that was sent, without slashes: names like `a[b][]` are arrays, as in $_POST.
     *
     * @return array<string, mixed>
     * @throws Incomplete When something of it is missing.
     */
    public static function fields(): array
    {
        if (self::$fields === null) {
            self::$fields = self::tree(self::pairs());
        }
        return self::$fields;
    }

    /**
     * The same, of someone who was shown this form; else WordPress's own page says so and ends the request. Without a single field in
     * $_POST more was sent than PHP takes, which comes first; whoever sent some shows first where it comes from.
     *
     * @param string $action The nonce's.
     * @return array<string, mixed>
     * @throws Incomplete
     */
    public static function from(string $action): array
    {
        // phpcs:ignore WordPress.Security.NonceVerification -- here it is.
        if ($_POST !== []) {
            check_admin_referer($action);
        }
        $nonce = self::fields()['_wpnonce'] ?? '';
        if (!is_string($nonce) || wp_verify_nonce($nonce, $action) === false) {
            wp_nonce_ays($action);
        }
        return self::fields();
    }

    /**
     * Names and values in the order they were sent.
     *
     * @return array<int, array{string, string}>
     * @throws Incomplete
     */
    private static function pairs(): array
    {
        $type = strtolower(trim((string) strtok((string) ($_SERVER['CONTENT_TYPE'] ?? ''), ';')));
        $body = $type === 'multipart/form-data' ? '' : (string) file_get_contents('php://input');
        if ($type === 'application/json') {
            return self::unpacked($body);
        }
        // A part of WordPress, or a plugin, may have read a stream that can't be read twice.
        $pairs = $body === '' ? self::posted() : self::split($body);
        foreach ($pairs as [$name, $value]) {
            if ($name === self::WHOLE) {
                return self::unpacked($value);
            }
        }
        if ($pairs === []) {
            throw new Incomplete(self::nothing());
        }
        if (end($pairs)[0] !== self::END) {
            throw new Incomplete(self::cut());
        }
        return $pairs;
    }

    /**
     * @return array<int, array{string, string}>
     * @throws Incomplete
     */
    private static function unpacked(string $json): array
    {
        if ($json === '') {
            throw new Incomplete(self::nothing());
        }
        $sent = json_decode($json, true);
        $pairs = is_array($sent) && is_array($sent['fields'] ?? null) ? $sent['fields'] : null;
        $bytes = 0;
        foreach ($pairs ?? [] as $pair) {
            if (!is_array($pair) || !is_string($pair[0] ?? null) || !is_string($pair[1] ?? null)) {
                throw new Incomplete(self::cut());
            }
            $bytes += strlen($pair[0]) + strlen($pair[1]);
        }
        if ($pairs === null || $bytes !== ($sent['bytes'] ?? null)) {
            throw new Incomplete(self::cut());
        }
        return $pairs;
    }

    /**
     * A body as browsers write it, however many fields it has.
     *
     * @return array<int, array{string, string}>
     */
    private static function split(string $body): array
    {
        $pairs = [];
        foreach ($body === '' ? [] : explode('&', $body) as $part) {
            $halves = explode('=', $part, 2);
            $pairs[] = [urldecode($halves[0]), urldecode($halves[1] ?? '')];
        }
        return $pairs;
    }

    /**
     * What PHP made of a form with files, in pairs again.
     *
     * @return array<int, array{string, string}>
     */
    private static function posted(): array
    {
        $pairs = [];
        $walk = static function (array $tree, string $base) use (&$walk, &$pairs): void {
            foreach ($tree as $key => $value) {
                $name = $base === '' ? (string) $key : "{$base}[$key]";
                if (is_array($value)) {
                    $walk($value, $name);
                } else {
                    $pairs[] = [$name, (string) $value];
                }
            }
        };
        // phpcs:ignore WordPress.Security.NonceVerification -- checked by the screens.
        $walk(wp_unslash($_POST), '');
        return $pairs;
    }

    /**
     * @param array<int, array{string, string}> $pairs
     * @return array<string, mixed>
     */
    private static function tree(array $pairs): array
    {
        $tree = [];
        foreach ($pairs as [$name, $value]) {
            if (preg_match('/^([^\[\]]+)((?:\[[^\[\]]*\])*)\z/', $name, $part) !== 1) {
                continue;
            }
            preg_match_all('/\[([^\[\]]*)\]/', $part[2], $inner);
            $at = &$tree;
            foreach (array_merge([$part[1]], $inner[1]) as $key) {
                $at = is_array($at) ? $at : [];
                if ($key === '') {
                    $at[] = null;
                    $key = array_key_last($at);
                } elseif (!array_key_exists($key, $at)) {
                    $at[$key] = null;
                }
                $at = &$at[$key];
            }
            $at = $value;
            unset($at);
        }
        return $tree;
    }

    /** Nothing at all came: the server takes no more than a certain size. */
    private static function nothing(): string
    {
        /* translators: %s: a size, like 8M. */
        return sprintf(__('Nothing was saved: more was sent than this server takes at once (%s). What you typed is still in the browser: go back to it and make it shorter, or ask your host to raise “post_max_size”.', 'glassjar'), (string) ini_get('post_max_size'));
    }

    /** Something of it was lost on the way. */
    private static function cut(): string
    {
        return __('Nothing was saved: only a part of the form arrived. What you typed is still in the browser: go back to it and try again. If it happens again, ask your host whether a limit (“max_input_vars”) or a firewall cuts what is sent.', 'glassjar');
    }
}
