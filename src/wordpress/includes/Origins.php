<?php

declare(strict_types=1);

namespace Glassjar;

/** Which sites' pages may start a donation, and be come back to: this one, and those its owner names. */
final class Origins
{
    /** `https://example.org:8080` of an address; '' for what is none. */
    public static function of(string $url): string
    {
        $parts = wp_parse_url($url);
        if (!is_array($parts) || !isset($parts['scheme'], $parts['host']) || isset($parts['user']) || isset($parts['pass'])) {
            return '';
        }
        $scheme = strtolower($parts['scheme']);
        $port = $parts['port'] ?? 0;
        $isUsual = $port === 0 || ($scheme === 'https' && $port === 443) || ($scheme === 'http' && $port === 80);
        return in_array($scheme, ['http', 'https'], true) ? "$scheme://" . strtolower($parts['host']) . ($isUsual ? '' : ":$port") : '';
    }

    public static function isAllowed(string $origin): bool
    {
        $own = [self::of(home_url()), self::of(site_url())];
        // Behind a proxy that does the encryption, a site may not know that it is reached by HTTPS.
        $own = array_merge($own, array_map(static function (string $one): string {
            return (string) preg_replace('#^http://([^:]+)\z#', 'https://$1', $one);
        }, $own));
        return $origin !== '' && in_array($origin, array_merge($own, Settings::all()['origins']), true);
    }
}
