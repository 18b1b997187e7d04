<?php

declare(strict_types=1);

namespace Glassjar\Core;

/** Stripe's signature of a webhook: HMAC-SHA256 over the moment and the very bytes of the body. */
final class Signature
{
    /** Seconds that a delivery may be old, or our clock may be wrong. */
    private const TOLERANCE = 300;

    /**
     * Whether one of the secrets signed the body, now.
     *
     * @param string[] $secrets None that is empty: see Settings::hookSecrets.
     */
    public static function isGood(string $body, string $header, array $secrets, int $now): bool
    {
        $at = null;
        $given = [];
        foreach (explode(',', $header) as $part) {
            [$name, $value] = array_pad(explode('=', trim($part), 2), 2, '');
            if ($name === 't' && preg_match('/^[0-9]{1,12}\z/', $value) === 1) {
                $at = $value;
            } elseif ($name === 'v1') {
                $given[] = $value;
            }
        }
        // Too old to be no replay, and too far ahead to become one.
        if ($at === null || abs($now - (int) $at) > self::TOLERANCE) {
            return false;
        }
        $isGood = false;
        foreach ($secrets as $secret) {
            $expected = hash_hmac('sha256', "$at.$body", $secret);
            foreach (trim($secret) === '' ? [] : array_slice($given, 0, 10) as $one) {
                $isGood = hash_equals($expected, $one) || $isGood;
            }
        }
        return $isGood;
    }
}
