<?php

declare(strict_types=1);

namespace Glassjar;

/** A request that is refused. Its message may be shown: it says what to do, and holds nothing personal and no secret. */
final class Refusal extends \RuntimeException
{
    /** The status of each kind of refusal; the same words as the reference server's. */
    private const STATUS = [
        'invalid' => 400, 'signature' => 400, 'unauthorized' => 401, 'forbidden' => 403, 'not-found' => 404, 'conflict' => 409,
        // Of a donation: the campaign takes none any more, or none by card, or the key was used for something else.
        'over' => 409, 'closed' => 409, 'key-used' => 409,
        'too-large' => 413, 'too-many' => 429, 'payments' => 502, 'unavailable' => 503,
    ];

    /** @var string */
    private $kind;

    /** @var int */
    private $retryAfter;

    /** @var array<int, array{path: string, message: string}> */
    private $problems;

    /**
     * @param int $retryAfter Seconds after which to try again, where that helps.
     * @param array<int, array{path: string, message: string}> $problems Each place of what was sent that is wrong, where there are several.
     */
    public function __construct(string $kind, string $message, int $retryAfter = 0, array $problems = [])
    {
        parent::__construct($message);
        $this->problems = $problems;
        $this->kind = $kind;
        $this->retryAfter = $retryAfter;
    }

    /** As WordPress answers errors (`code`, `message`, `data`), and as the reference server does (`error`). */
    public function response(): \WP_REST_Response
    {
        $status = self::STATUS[$this->kind];
        $code = 'glassjar_' . str_replace('-', '_', $this->kind);
        $message = $this->getMessage();
        $response = new \WP_REST_Response([
            'code' => $code,
            'message' => $message,
            'data' => ['status' => $status] + ($this->problems === [] ? [] : ['problems' => $this->problems]),
            'error' => ['code' => $this->kind, 'message' => $message],
        ], $status);
        $response->header('Cache-Control', 'no-store');
        if ($this->retryAfter > 0) {
            $response->header('Retry-After', (string) $this->retryAfter);
        }
        return $response;
    }
}
