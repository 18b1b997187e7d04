<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;

/** What the script of the campaign's form is answered: one JSON document each time, whatever happens. */
final class FormAnswer
{
    /** Answers the form's script: all in one JSON document. */
    public static function answer(): void
    {
        $id = CampaignScreen::asked();
        try {
            $answer = self::verified($id) ?? CampaignForm::take($id);
        } catch (Incomplete $incomplete) {
            $answer = ['refusal' => $incomplete->getMessage()];
        }
        if (isset($answer['id'])) {
            $answer['to'] = add_query_arg('saved', '1', CampaignScreen::url($answer['id']));
        }
        if (isset($answer['faults'])) {
            $answer['told'] = CampaignScreen::faults($answer['faults'], $id);
        }
        self::send($answer, isset($answer['refusal']) || isset($answer['nonce']) ? 403 : 200);
    }

    /** Nobody is logged in (any more). */
    public static function answerNobody(): void
    {
        self::send(['login' => wp_login_url()], 401);
    }

    /**
     * What keeps this request from being heard at all.
     *
     * @return array<string, mixed>|null
     * @throws Incomplete
     */
    private static function verified(int $id): ?array
    {
        $nonce = Sent::fields()['_wpnonce'] ?? '';
        if (!is_string($nonce) || wp_verify_nonce($nonce, CampaignForm::ACTION . $id) === false) {
            // Of a day before, or of the login before this one. A page of another site can't read this answer.
            return ['nonce' => wp_create_nonce(CampaignForm::ACTION . $id)];
        }
        if ($id > 0 && !Campaign::exists($id)) {
            return ['refusal' => __('Nothing was saved: this campaign is not there any more. Download what you typed; it can be brought back in the form of a new one.', 'glassjar')];
        }
        return CampaignScreen::may($id) ? null : ['refusal' => __('You may not change this campaign.', 'glassjar')];
    }

    /** One JSON document. @param array<string, mixed> $answer */
    public static function send(array $answer, int $status): void
    {
        nocache_headers();
        status_header($status);
        header('Content-Type: application/json; charset=UTF-8');
        // It begins with a word by which it is found behind whatever else was printed.
        echo wp_json_encode(['glassjar' => 1] + $answer, JSON_HEX_TAG | JSON_HEX_AMP);
        exit;
    }
}
