<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;
use Glassjar\Core\AmountInput;
use Glassjar\Core\Currency;
use Glassjar\Core\Iban;
use Glassjar\Core\Text;
use Glassjar\Front\Words;

/** The answers to the three questions of a first campaign: read, kept as a draft, and read out of it again. */
final class StartAnswers
{
    /**
     * What was sent, as plain text.
     *
     * @return array<string, string>
     */
    public static function sent(): array
    {
        // phpcs:ignore WordPress.Security -- checked by the caller; each value here.
        $sent = is_array($_POST['start'] ?? null) ? wp_unslash($_POST['start']) : [];
        $typed = [];
        foreach (['title', 'beneficiary', 'organiser', 'way', 'holder', 'iban', 'url', 'label', 'goal', 'currency'] as $name) {
            $typed[$name] = is_string($sent[$name] ?? null) ? Text::cut(Text::clean($sent[$name]), 300) : '';
        }
        return $typed;
    }

    /**
     * The answers as fields of the wire format; and what can't be taken.
     *
     * @param array<string, string> $typed
     * @return array{array<string, mixed>, array<string, string>} The fields, and a sentence for each answer that can't be taken.
     */
    public static function read(array $typed): array
    {
        $currency = Currency::decimals($typed['currency']) === null ? 'EUR' : $typed['currency'];
        $fields = ['currency' => $currency];
        $faults = [];
        if ($typed['title'] === '') {
            $faults['title'] = __('A campaign needs a name.', 'glassjar');
        }
        foreach (['beneficiary', 'organiser'] as $who) {
            $fields += $typed[$who] === '' ? [] : [$who => ['name' => $typed[$who]]];
        }
        if ($typed['way'] === 'bank' && $typed['iban'] . $typed['holder'] !== '') {
            $iban = Iban::parse($typed['iban']);
            if ($iban === null) {
                $faults['iban'] = __('This is no IBAN: please look for a wrong or a missing digit.', 'glassjar');
            }
            if ($typed['holder'] === '') {
                $faults['holder'] = __('Whose account is it? Banks compare the name.', 'glassjar');
            }
            $fields['give']['bank'] = ['holder' => $typed['holder'], 'iban' => (string) $iban];
        }
        if ($typed['way'] === 'link' && $typed['url'] . $typed['label'] !== '') {
            $url = preg_match('#^[a-z]+:#i', $typed['url']) === 1 ? $typed['url'] : "https://{$typed['url']}";
            $host = (string) wp_parse_url($url, PHP_URL_HOST);
            if (preg_match('#^https?://#i', $url) !== 1 || strpos($host, '.') === false || esc_url_raw($url) === '') {
                $faults['url'] = __('Please copy the whole address from your browser, like https://example.org/donate.', 'glassjar');
            }
            $fields['give']['links'] = [['label' => $typed['label'] !== '' ? $typed['label'] : (string) preg_replace('/^www\./', '', $host), 'url' => $url]];
        }
        if ($typed['goal'] !== '') {
            $goal = AmountInput::read($typed['goal'], $currency, Words::locale());
            if (!isset($goal['amount']) || $goal['amount']->minor <= 0) {
                $faults['goal'] = isset($goal['fault']['whole'])
                    ? Faults::amount($goal['fault'], $currency)
                    : __('Please write an amount in figures alone, like 15000.', 'glassjar');
            } else {
                $fields['goal'] = ['amount' => $goal['amount']->text()];
            }
        }
        return [$fields, $faults];
    }

    /**
     * Keeps the answers as a draft. What the draft has besides stays.
     *
     * @param array<string, string> $typed
     * @param array<string, mixed> $fields
     */
    public static function keep(int $id, array $typed, array $fields): int
    {
        $post = ['post_type' => Campaign::TYPE, 'post_title' => $typed['title']] + ($id > 0 ? ['ID' => $id] : ['post_status' => 'draft']);
        $kept = wp_insert_post(wp_slash($id > 0 ? $post + (array) get_post($id, ARRAY_A) : $post));
        $others = array_diff_key(Campaign::fields($kept), ['currency' => 1, 'beneficiary' => 1, 'organiser' => 1, 'give' => 1, 'goal' => 1]);
        Campaign::save($kept, $fields + $others);
        return $kept;
    }

    /**
     * The answers of a draft.
     *
     * @return array<string, string>
     */
    public static function kept(int $id): array
    {
        if ($id === 0) {
            return ['organiser' => (string) wp_get_current_user()->display_name];
        }
        $fields = Campaign::fields($id);
        $bank = $fields['give']['bank'] ?? [];
        $link = $fields['give']['links'][0] ?? [];
        return [
            'title' => (string) get_post_field('post_title', $id, 'raw'),
            'beneficiary' => $fields['beneficiary']['name'] ?? '',
            'organiser' => $fields['organiser']['name'] ?? '',
            'way' => $bank !== [] ? 'bank' : ($link !== [] ? 'link' : 'later'),
            'holder' => $bank['holder'] ?? '',
            'iban' => isset($bank['iban']) ? Iban::group($bank['iban']) : '',
            'url' => $link['url'] ?? '',
            'label' => $link['label'] ?? '',
            // In the one form that is read the same in every language.
            'goal' => (string) preg_replace('/\.0+\z/', '', $fields['goal']['amount'] ?? ''),
            'currency' => $fields['currency'] ?? 'EUR',
        ];
    }
}
