<?php

declare(strict_types=1);

namespace Glassjar\Front;

use Glassjar\Core\Calendar;

/**
 * A campaign in the terms of schema.org, as src/core/structured-data.ts has it: only what the campaign says, and no giver's name. What
 * came in is a MonetaryGrant, a lower bound its minValue; what is known only roughly is left out.
 */
final class StructuredData
{
    /** Reports at most. */
    private const MOST = 50;

    /** @return array<string, mixed> */
    public static function of(Facts $facts, string $page): array
    {
        $campaign = $facts->campaign;
        $status = $facts->status();
        $project = [
            '@type' => 'Project',
            '@id' => $page . '#glassjar-' . rawurlencode($campaign['id'] ?? $campaign['title']),
            'name' => $campaign['title'],
            'description' => $campaign['summary'] ?? null,
            'identifier' => $campaign['id'] ?? null,
            'url' => self::web($campaign['url'] ?? '') ?? $page,
            'foundingDate' => isset($campaign['starts']) && $status !== 'upcoming' ? substr($campaign['starts'], 0, 10) : null,
            'dissolutionDate' => isset($campaign['ends']) && $status === 'ended' ? substr($campaign['ends'], 0, 10) : null,
            'founder' => isset($campaign['organiser']) ? self::party($campaign['organiser']) : null,
            'keywords' => array_map(static function (string $tag): string {
                return '#' . ltrim($tag, '#');
            }, $campaign['share']['hashtags'] ?? []),
            'funding' => self::funding($facts),
            'potentialAction' => $facts->isOpen() ? self::actions($campaign) : [],
            'subjectOf' => array_map([self::class, 'report'], array_slice($campaign['press'] ?? [], 0, self::MOST)),
        ];
        $graph = [$project, isset($campaign['book']) ? self::book($campaign) : null];
        return (array) self::pruned(['@context' => 'https://schema.org', '@graph' => $graph]);
    }

    /** @return array<string, mixed>|null */
    private static function funding(Facts $facts): ?array
    {
        ['raised' => $raised, 'bound' => $bound] = $facts->totals;
        if ($raised === null || $bound === 'about') {
            return null;
        }
        $currency = $facts->campaign['currency'];
        $value = (new \Glassjar\Core\Money($raised, $currency))->text();
        return ['@type' => 'MonetaryGrant', 'amount' => [
            '@type' => 'MonetaryAmount',
            'currency' => $currency,
            $bound === 'exact' ? 'value' : 'minValue' => $value,
            'validFrom' => isset($facts->campaign['asOf']) ? $facts->asOf() : null,
        ]];
    }

    /**
     * @param array<string, mixed> $campaign
     * @return array<int, array<string, mixed>>
     */
    private static function actions(array $campaign): array
    {
        $recipient = $campaign['beneficiary'] ?? $campaign['organiser'] ?? null;
        $actions = [];
        foreach ($campaign['give']['links'] ?? [] as $link) {
            if (self::web($link['url']) !== null) {
                $actions[] = [
                    '@type' => 'DonateAction',
                    'name' => $link['label'],
                    'target' => ['@type' => 'EntryPoint', 'urlTemplate' => $link['url']],
                    'recipient' => $recipient === null ? null : ['name' => $recipient['name']],
                    'priceCurrency' => $campaign['currency'],
                ];
            }
        }
        return $actions;
    }

    /**
     * @param array<string, mixed> $campaign
     * @return array<string, mixed>
     */
    private static function book(array $campaign): array
    {
        $book = $campaign['book'];
        $isbn = strtoupper((string) preg_replace('/[\s\x{2010}-\x{2013}-]/u', '', $book['isbn'] ?? ''));
        $price = isset($book['price']) ? ['price' => $book['price'], 'priceCurrency' => $campaign['currency']] : [];
        return [
            '@type' => 'Book',
            'name' => $book['title'],
            'author' => isset($book['author']) ? ['@type' => 'Person', 'name' => $book['author']] : null,
            'isbn' => preg_match('/^(?:[0-9]{9}[0-9X]|97[89][0-9]{10})\z/', $isbn) === 1 ? $isbn : null,
            'image' => self::web($book['cover'] ?? ''),
            'offers' => array_map(static function (array $shop) use ($price): array {
                return ['@type' => 'Offer', 'url' => self::web($shop['url']), 'seller' => ['@type' => 'Organization', 'name' => $shop['name']]]
                    + $price;
            }, $book['shops'] ?? []),
        ];
    }

    /**
     * @param array<string, mixed> $item
     * @return array<string, mixed>
     */
    private static function report(array $item): array
    {
        $types = ['newspaper' => 'NewsArticle', 'magazine' => 'NewsArticle', 'online' => 'NewsArticle', 'news' => 'NewsArticle', 'blog' => 'BlogPosting'];
        return [
            '@type' => $types[$item['kind'] ?? ''] ?? 'CreativeWork',
            'headline' => $item['title'] ?? null,
            'url' => self::web($item['url'] ?? ''),
            'datePublished' => isset($item['at']) && Calendar::isDate($item['at']) ? $item['at'] : null,
            'inLanguage' => $item['language'] ?? null,
            'publisher' => ['@type' => 'Organization', 'name' => $item['outlet']],
        ];
    }

    /**
     * @param array<string, string> $person
     * @return array<string, mixed>
     */
    private static function party(array $person): array
    {
        $forms = '/\be\.\s?(?:V|G)\.(?!\p{L})|\bStiftung\b|\bVerein\b'
            . '|(?<!\p{L})(?:g?GmbH|g?UG|AG|Ltd|LLC|LLP|Inc|CIC|plc|SARL|S\.A\.|ASBL|Foundation|Association)(?!\p{L})/iu';
        return [
            '@type' => preg_match($forms, $person['name']) === 1 ? 'Organization' : null,
            'name' => $person['name'],
            'url' => self::web($person['url'] ?? ''),
        ];
    }

    private static function web(string $link): ?string
    {
        return preg_match('#^https?:#i', $link) === 1 ? $link : null;
    }

    /**
     * Without what is absent or empty.
     *
     * @param mixed $value
     * @return mixed
     */
    private static function pruned($value)
    {
        if (!is_array($value)) {
            return $value === '' ? null : $value;
        }
        $isList = array_keys($value) === array_keys(array_keys($value));
        $kept = array_filter(array_map([self::class, 'pruned'], $value), static function ($item): bool {
            return $item !== null;
        });
        return $kept === [] ? null : ($isList ? array_values($kept) : $kept);
    }
}
