<?php

declare(strict_types=1);

namespace Glassjar\Rest;

/** The routes of glassjar/v1. */
final class Routes
{
    public const SPACE = 'glassjar/v1';

    public static function register(): void
    {
        CampaignRoutes::register();
    }

    /** An answer that is the same for what isn't there and for what isn't to be seen. */
    public static function notFound(): \WP_Error
    {
        return new \WP_Error('glassjar_not_found', __('There is no such campaign.', 'glassjar'), ['status' => 404]);
    }

    /** A body or query parameter of a route's address that is a row's number. @return array<string, mixed> */
    public static function id(): array
    {
        return [
            'type' => 'integer',
            'required' => true,
            'minimum' => 0,
            'sanitize_callback' => 'absint',
            'validate_callback' => 'rest_validate_request_arg',
        ];
    }
}
