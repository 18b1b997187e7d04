<?php

declare(strict_types=1);

namespace Glassjar\Rest;

use Glassjar\Refusal;
use Glassjar\StoreError;

/** The routes of glassjar/v1. */
final class Routes
{
    public const SPACE = 'glassjar/v1';

    public static function register(): void
    {
        CampaignRoutes::register();
        DonationRoutes::register();
        HookRoutes::register();
        BooksRoutes::register();
    }

    /**
     * Answers, or says why not. What the database said is for the log, not for visitors.
     *
     * @param callable(): \WP_REST_Response $do
     */
    public static function answer(callable $do): \WP_REST_Response
    {
        try {
            return $do();
        } catch (Refusal $refused) {
            return $refused->response();
        } catch (StoreError $error) {
            /** Something could not be kept. The message is the database's own. */
            do_action('glassjar_store_error', $error->getMessage());
            return (new Refusal('unavailable', __('This could not be saved. Please try again.', 'glassjar'), 10))->response();
        }
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
