<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\AmountInput;
use Glassjar\Core\Calendar;
use Glassjar\Core\Charge;
use Glassjar\Core\Money;
use Glassjar\Core\Text;

/** Gifts by card are begun here, and paid at Stripe: DonationEvents counts them when Stripe says so, DonationState tells how they stand. */
final class Donations
{
    /** Payments that may be begun, and not paid, on the whole site in an hour. */
    private const STARTS_IN_ALL = 1000;

    /**
     * What card payments a campaign takes, in its currency; null when it takes none.
     *
     * @return array{minimum?: string, maximum: string, step: int, intervals?: string[]}|null Decimal strings; step in minor units.
     */
    public static function offer(int $campaign): ?array
    {
        return self::offerIn(Campaign::currency($campaign), Campaign::fields($campaign), Campaign::options($campaign));
    }

    /**
     * The same, of options that may not be saved yet.
     *
     * @param array<string, mixed> $fields As Campaign::fields has them.
     * @param array<string, mixed> $options As Campaign::options has them.
     * @return array{minimum?: string, maximum: string, step: int, intervals?: string[]}|null
     */
    public static function offerIn(string $currency, array $fields, array $options): ?array
    {
        $rule = $options['card'] && Settings::takesCards() ? Charge::rule($currency) : null;
        if ($rule === null) {
            return null;
        }
        $text = static function (int $minor) use ($currency): string {
            return (new Money($minor, $currency))->text();
        };
        return ($rule['minimum'] === null ? [] : ['minimum' => $text($rule['minimum'])])
            + ['maximum' => $text($rule['maximum']), 'step' => $rule['step']]
            + (Monthly::isOffered($fields, $options) ? ['intervals' => ['once', 'month']] : []);
    }

    /**
     * Begins a donation. One key, one donation, however often it is asked for.
     *
     * @param array<string, mixed> $wanted As the page sends it; unknown fields are not looked at.
     * @return array{kind: string, url: string} The next step (src/core/donation.ts).
     * @throws Refusal
     */
    public static function begin(int $campaign, string $key, array $wanted): array
    {
        if (preg_match('/^[\x21-\x7e]{16,255}\z/', $key) !== 1) {
            throw new Refusal('invalid', 'Idempotency-Key: expected a key of 16 to 255 characters, new for each attempt');
        }
        if (!Campaign::isPublished($campaign)) {
            throw new Refusal('not-found', __('There is no such campaign.', 'glassjar'));
        }
        [$amount, $clean] = self::check($campaign, $wanted);
        $live = Settings::isLive();
        $intent = hash('sha256', $key);
        $request = hash('sha256', (string) wp_json_encode([$campaign, $live, $amount->minor, $amount->currency, $clean]));
        $row = DonationRows::find('intent', $intent);
        if ($row === null) {
            self::brake();
            // So that the try is forgiven when it is paid; kept no longer than that, and as long as what nobody paid.
            $caller = RateLimit::bucket('start', RateLimit::caller());
            $row = self::insert($campaign, $amount, $clean, ['intent' => $intent, 'request' => $request, 'livemode' => (int) $live, 'caller' => $caller]);
        }
        if (!hash_equals((string) $row['request'], $request)) {
            throw new Refusal('key-used', 'Idempotency-Key: this key was used for another donation');
        }
        if (!in_array($row['status'], ['open', 'begun'], true)) {
            // Paid or on its way by now: back to where the supporter would have come.
            return ['kind' => 'redirect', 'url' => (string) $row['return_url']];
        }
        return ['kind' => 'redirect', 'url' => self::page($row, $amount, $clean['language'])];
    }

    /**
     * Whether the campaign takes this, now.
     *
     * @param array<string, mixed> $wanted
     * @return array{Money, array{interval: string, returnUrl: string, language: string, name: string, message: string}}
     * @throws Refusal
     */
    private static function check(int $campaign, array $wanted): array
    {
        $fields = Campaign::fields($campaign);
        $zone = $fields['timeZone'] ?? (Calendar::zoneOf(wp_timezone_string()) ?: wp_timezone_string());
        if (!empty($fields['noMoney'])) {
            throw new Refusal('closed', __('This campaign takes no donations any more.', 'glassjar'));
        }
        if (isset($fields['ends']) && Calendar::isOver($fields['ends'], time(), $zone)) {
            throw new Refusal('over', __('This campaign takes no donations any more.', 'glassjar'));
        }
        $offer = self::offer($campaign);
        if ($offer === null) {
            throw new Refusal('closed', __('This campaign takes no card payments.', 'glassjar'));
        }
        $currency = Campaign::currency($campaign);
        if (($wanted['currency'] ?? null) !== $currency) {
            throw new Refusal('invalid', "currency: expected \"$currency\"");
        }
        $interval = $wanted['interval'] ?? 'once';
        if (!in_array($interval, $offer['intervals'] ?? ['once'], true)) {
            throw new Refusal('invalid', 'interval: only once is possible here');
        }
        $amount = is_string($wanted['amount'] ?? null) ? Money::parse($wanted['amount'], $currency) : null;
        if ($amount === null) {
            throw new Refusal('invalid', 'amount: expected digits with a dot before the cents, like "50.00"');
        }
        $rule = (array) Charge::rule($currency);
        $fault = AmountInput::within($amount, $rule)['fault'] ?? null;
        if ($fault !== null) {
            $limit = isset($fault['limit']) ? ' (' . $fault['limit']->text() . ' ' . $currency . ')' : '';
            throw new Refusal('invalid', "amount: {$fault['kind']}$limit");
        }
        $clean = ['interval' => $interval];
        foreach (['returnUrl' => 2048, 'language' => 35, 'name' => 200, 'message' => 2000] as $field => $most) {
            $value = $wanted[$field] ?? '';
            if (!is_string($value) || Text::length($value) > $most) {
                throw new Refusal('invalid', "$field: expected a text of at most $most characters");
            }
            $clean[$field] = Text::clean($value);
        }
        return [$amount, $clean];
    }

    /** @throws Refusal */
    private static function brake(): void
    {
        $most = (int) apply_filters('glassjar_starts_per_hour', Settings::all()['starts']);
        $wait = RateLimit::count('start', RateLimit::caller(), $most, HOUR_IN_SECONDS)
            ?: RateLimit::count('start', 'all', self::STARTS_IN_ALL, HOUR_IN_SECONDS);
        if ($wait > 0) {
            throw new Refusal('too-many', __('Too many tries from your network. Please wait, or use another way to give.', 'glassjar'), $wait);
        }
    }

    /**
     * @param array{interval: string, returnUrl: string, language: string, name: string, message: string} $clean
     * @param array<string, string|int> $keys
     * @return array<string, string|null>
     */
    private static function insert(int $campaign, Money $amount, array $clean, array $keys): array
    {
        $reference = DonationRows::newReference();
        $row = Store::transaction(static function () use ($campaign, $amount, $clean, $keys, $reference): ?array {
            $id = Store::insertNew('donations', $keys + [
                'reference' => $reference,
                'campaign' => $campaign,
                'amount' => $amount->minor,
                'currency' => $amount->currency,
                'every' => $clean['interval'],
                'return_url' => self::returnUrl($campaign, $clean['returnUrl'], $reference),
                'session_url' => '',
                'created_at' => Store::now(),
                'updated_at' => Store::now(),
            ]);
            if ($id > 0 && $clean['name'] . $clean['message'] !== '') {
                DonationRows::update(['id' => (string) $id], ['person' => People::add($campaign, $clean)]);
            }
            return DonationRows::find('intent', (string) $keys['intent']);
        });
        if ($row === null) {
            throw new StoreError('the donation could not be kept');
        }
        return $row;
    }

    /**
     * The page to pay on. Asked for once, however many ask at the same time.
     *
     * @param array<string, string|null> $row
     * @throws Refusal
     */
    private static function page(array $row, Money $amount, string $language): string
    {
        global $wpdb;
        $table = Store::table('donations');
        for ($try = 0; $try < 40; $try++) {
            if ((string) $row['session_url'] !== '') {
                return (string) $row['session_url'];
            }
            // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
            $turn = $wpdb->prepare("UPDATE $table SET busy_until = %d WHERE id = %d AND busy_until < %d AND session IS NULL", time() + 30, (int) $row['id'], time());
            if (Store::query($turn) > 0) {
                return self::ask($row, $amount, $language);
            }
            usleep(250000);
            $row = DonationRows::find('id', (string) $row['id']) ?? $row;
        }
        throw new Refusal('unavailable', __('This is taking longer than usual. Please try again.', 'glassjar'), 5);
    }

    /** @param array<string, string|null> $row */
    private static function ask(array $row, Money $amount, string $language): string
    {
        $title = Text::ofHtml(get_the_title((int) $row['campaign']));
        try {
            $page = Stripe::begin($amount, [
                'reference' => (string) $row['reference'],
                'campaign' => (int) $row['campaign'],
                'title' => $title !== '' ? $title : get_bloginfo('name'),
                'returnUrl' => (string) $row['return_url'],
                'language' => $language,
                'isMonthly' => $row['every'] === 'month',
                'ending' => Monthly::words(Campaign::fields((int) $row['campaign'])),
            ], (int) $row['livemode'] === 1);
        } catch (Refusal $trouble) {
            DonationRows::update($row, ['busy_until' => 0]);
            throw $trouble;
        }
        DonationRows::update($row, ['session' => $page['id'], 'session_url' => $page['url'], 'busy_until' => 0]);
        return $page['url'];
    }

    /**
     * Where the supporter comes back to. An address that isn't allowed is not refused, which would leave someone who has paid nowhere:
     * they come back to the campaign's own page.
     */
    private static function returnUrl(int $campaign, string $wanted, string $reference): string
    {
        $isPlain = preg_match('#^https?://[^/\\\\\s@?\#]+(?:[/?\#][^\\\\\s]*)?\z#i', $wanted) === 1;
        $url = $isPlain && Origins::isAllowed(Origins::of($wanted)) ? $wanted : (string) get_permalink($campaign);
        [$address, $fragment] = array_pad(explode('#', $url, 2), 2, '');
        $address = (string) preg_replace('/([?&])glassjar-donation=[^&]*&?/', '$1', $address);
        $address = rtrim($address, '?&') . (strpos(rtrim($address, '?&'), '?') === false ? '?' : '&') . "glassjar-donation=$reference";
        // Stripe fills in what stands in braces.
        return str_replace(['{', '}'], ['%7B', '%7D'], $address . ($fragment !== '' ? "#$fragment" : ''));
    }
}
