<?php

declare(strict_types=1);

namespace Glassjar;

use Glassjar\Core\AmountInput;
use Glassjar\Core\Calendar;
use Glassjar\Core\Charge;
use Glassjar\Core\Donation;
use Glassjar\Core\Money;
use Glassjar\Core\StripeEvent;
use Glassjar\Core\Text;

/**
 * Gifts by card: begun here, paid at Stripe, and counted only when Stripe says that they are. Test and live never meet.
 *
 * One room, though a long one: beginning, asking and being told change the same rows, and must do so by the same rules.
 */
final class Donations
{
    /** Payments that may be begun from one address in an hour. */
    private const STARTS = 10;

    /** … and on the whole site. */
    private const STARTS_IN_ALL = 1000;

    /** Seconds after which Stripe is asked again how a session stands. */
    private const ASK_AGAIN = 10;

    /**
     * What card payments a campaign takes, in its currency; null when it takes none.
     *
     * @return array{minimum?: string, maximum: string, step: int}|null Decimal strings; step in minor units.
     */
    public static function offer(int $campaign): ?array
    {
        return self::offerIn(Campaign::currency($campaign), Campaign::options($campaign));
    }

    /**
     * The same, of options that may not be saved yet.
     *
     * @param array<string, mixed> $options As Campaign::options has them.
     * @return array{minimum?: string, maximum: string, step: int}|null
     */
    public static function offerIn(string $currency, array $options): ?array
    {
        $rule = $options['card'] && Settings::takesCards() ? Charge::rule($currency) : null;
        if ($rule === null) {
            return null;
        }
        $text = static function (int $minor) use ($currency): string {
            return (new Money($minor, $currency))->text();
        };
        return ($rule['minimum'] === null ? [] : ['minimum' => $text($rule['minimum'])])
            + ['maximum' => $text($rule['maximum']), 'step' => $rule['step']];
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
        $row = self::find('intent', $intent);
        if ($row === null) {
            self::brake();
            $row = self::insert($campaign, $amount, $clean, ['intent' => $intent, 'request' => $request, 'livemode' => (int) $live]);
        }
        if (!hash_equals((string) $row['request'], $request)) {
            throw new Refusal('conflict', 'Idempotency-Key: this key was used for another donation');
        }
        if (!in_array($row['status'], ['open', 'begun'], true)) {
            // Paid or on its way by now: back to where the supporter would have come.
            return ['kind' => 'redirect', 'url' => (string) $row['return_url']];
        }
        return ['kind' => 'redirect', 'url' => self::page($row, $amount, $clean['language'])];
    }

    /**
     * How a donation stands, for whoever has its reference; nothing about who gave.
     *
     * @return array{status: string, amount: string, currency: string, interval: string}
     * @throws Refusal
     */
    public static function status(string $reference): array
    {
        $row = preg_match('/^[A-Za-z0-9_-]{16,40}\z/', $reference) === 1 ? self::find('reference', $reference) : null;
        if ($row === null) {
            throw new Refusal('not-found', 'no such donation');
        }
        $row = self::refreshed($row);
        $names = ['begun' => 'pending', 'open' => 'pending', 'disputed' => 'paid', 'refunded' => 'failed', 'turned-back' => 'cancelled'];
        $minor = (int) $row['paid'] > 0 ? (int) $row['paid'] : (int) $row['amount'];
        return [
            'status' => $names[$row['status']] ?? (string) $row['status'],
            'amount' => (new Money($minor, (string) $row['currency']))->text(),
            'currency' => (string) $row['currency'],
            'interval' => 'once',
        ];
    }

    /**
     * Takes in an event of Stripe's, whose signature was checked. Safe to repeat, in any order.
     *
     * @param array<string, mixed> $event
     * @throws StoreError When it could not be kept; Stripe then sends it again.
     */
    public static function take(array $event): void
    {
        $read = StripeEvent::read($event);
        $id = $event['id'] ?? null;
        if ($read === null || !is_string($id) || preg_match('/^[A-Za-z0-9_]{4,90}\z/', $id) !== 1) {
            return;
        }
        self::apply($id, (string) $event['type'], !empty($event['livemode']), $read);
    }

    /**
     * @param array{donation: string, session: string, payment: string, email: string, facts: array<int, array<string, mixed>>} $read
     */
    private static function apply(string $id, string $type, bool $live, array $read): void
    {
        if ($read['payment'] === $read['session']) {
            // A session that names no payment of its own.
            $read['payment'] = '';
        }
        Store::transaction(static function () use ($id, $type, $live, $read): void {
            global $wpdb;
            $events = Store::table('events');
            // A write first: of two deliveries at the same time, the second waits here for the first.
            $isNew = Store::insertNew('events', [
                'event' => $id,
                'type' => Text::cut($type, 60),
                'livemode' => (int) $live,
                'payment' => substr($read['payment'], 0, 100),
                'facts' => (string) wp_json_encode($read['facts']),
                'received_at' => Store::now(),
            ]) > 0;
            // phpcs:disable WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
            if (!$isNew) {
                $known = Store::row($wpdb->prepare("SELECT applied FROM $events WHERE event = %s", $id));
                if ((int) ($known['applied'] ?? 1) === 1) {
                    return;
                }
            }
            $row = self::ownerOf($read, $live);
            if ($row === null) {
                // A payment of another shop on the same account, or one that we hear of later: what has money in it is held.
                return;
            }
            Store::query($wpdb->prepare(
                "UPDATE $events SET donation = %s WHERE livemode = %d AND (event = %s OR (donation = '' AND payment <> '' AND payment = %s))",
                $row['reference'],
                (int) $live,
                $id,
                (string) ($row['payment'] ?? '')
            ));
            self::settle($row, $read['email']);
            Store::query($wpdb->prepare("UPDATE $events SET applied = 1 WHERE donation = %s", $row['reference']));
            // phpcs:enable
        });
    }

    /**
     * The donation an event is about. What names the payment comes first, so that no payment ever counts for two.
     *
     * @param array{donation: string, session: string, payment: string, email: string, facts: array<int, array<string, mixed>>} $read
     * @return array<string, string|null>|null
     */
    private static function ownerOf(array $read, bool $live): ?array
    {
        $row = $read['payment'] !== '' ? self::find('payment', $read['payment']) : null;
        $row = $row ?? ($read['session'] !== '' ? self::find('session', $read['session']) : null);
        $row = $row ?? ($read['donation'] !== '' ? self::find('reference', $read['donation']) : null);
        // Test and live never meet, whoever signed.
        if ($row === null || ((int) $row['livemode'] === 1) !== $live) {
            return null;
        }
        if ($row['payment'] === null && $read['payment'] !== '') {
            self::update($row, ['payment' => $read['payment']]);
            $row['payment'] = $read['payment'];
        }
        return $row;
    }

    /**
     * Brings the books and the donation to what is known of it.
     *
     * @param array<string, string|null> $row
     */
    private static function settle(array $row, string $email): void
    {
        global $wpdb;
        $campaign = (int) $row['campaign'];
        $events = Store::table('events');
        $facts = [];
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        foreach (Store::rows($wpdb->prepare("SELECT facts FROM $events WHERE donation = %s ORDER BY id", $row['reference'])) as $event) {
            $facts = array_merge($facts, (array) json_decode((string) $event['facts'], true));
        }
        $payments = [];
        foreach ($facts as $index => $fact) {
            if (isset($fact['payment'])) {
                $payments[$fact['payment']] = true;
                // One donation is one session, and that is one payment, whether it is told by its own name or by the session's.
                $facts[$index]['payment'] = 'card';
            }
        }
        unset($payments[(string) $row['session']], $payments['']);
        $currency = Campaign::currency($campaign);
        $state = Donation::state($facts, $currency);
        if ($email !== '' && $state['gross'] > 0) {
            $row['person'] = (string) self::remember($row, $email);
        }
        // Play money is in no one's books.
        if ((int) $row['livemode'] === 1 && Campaign::exists($campaign)) {
            self::book($row, $facts, $currency);
        }
        $notes = array_filter([
            $state['hasForeign'] ? 'currency' : '',
            $state['gross'] > 0 && $state['gross'] !== (int) $row['amount'] ? 'amount' : '',
            $state['losses'] > 0 ? 'loss' : '',
            count($payments) > 1 ? 'payments' : '',
        ]);
        self::update($row, [
            'status' => $state['status'],
            'paid' => $state['gross'],
            'notes' => implode(' ', $notes),
            'person' => (int) $row['person'],
            'updated_at' => Store::now(),
        ]);
        if ($notes !== []) {
            /** Something about a donation needs a look: another amount or currency than asked for, a loss, or two payments for one session. */
            do_action('glassjar_donation_noted', (string) $row['reference'], $notes);
        }
    }

    /**
     * @param array<string, string|null> $row
     * @param array<int, array<string, mixed>> $facts
     */
    private static function book(array $row, array $facts, string $currency): void
    {
        global $wpdb;
        $campaign = (int) $row['campaign'];
        $prefix = "donation:{$row['reference']}:";
        $table = Store::table('entries');
        $booked = [];
        $names = [];
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $rows = Store::rows($wpdb->prepare("SELECT name, idempotency, flow, amount, reverses FROM $table WHERE donation = %d ORDER BY id", (int) $row['id']));
        foreach ($rows as $line) {
            $names[(string) $line['name']] = substr((string) $line['idempotency'], strlen($prefix));
        }
        foreach ($rows as $line) {
            $booked[] = Campaign::filled([
                'key' => $names[(string) $line['name']],
                'flow' => $line['flow'],
                'amount' => (int) $line['amount'],
                'reverses' => $names[(string) $line['reverses']] ?? '',
            ]);
        }
        $byKey = array_flip($names);
        $zone = wp_timezone_string();
        foreach (Donation::linesDue($facts, $currency, $booked) as $line) {
            $added = Books::add($campaign, Campaign::filled([
                // To the day: a time to the second tells who it was.
                'at' => Calendar::today(Calendar::instantOf($line['at']), $zone),
                'flow' => $line['flow'],
                'reason' => $line['reason'],
                'amount' => (new Money($line['amount'], $currency))->text(),
                'source' => Campaign::CARD,
                'reverses' => isset($line['reverses']) ? ($byKey[$line['reverses']] ?? '') : '',
            ]), $prefix . $line['key'], (int) $row['id'], strpos($line['key'], 'gift:') === 0 ? (int) $row['person'] : 0);
            $byKey[$line['key']] = $added['id'];
        }
    }

    /**
     * @param array<string, string|null> $row
     * @return int The row in People.
     */
    private static function remember(array $row, string $email): int
    {
        $person = (int) $row['person'];
        if ($person > 0) {
            People::addEmail($person, $email);
            return $person;
        }
        return People::add((int) $row['campaign'], ['email' => $email]);
    }

    /**
     * Asks Stripe how an open session stands, now and then: the supporter is back, and the webhook may be late or never come.
     *
     * @param array<string, string|null> $row
     * @return array<string, string|null>
     */
    private static function refreshed(array $row): array
    {
        global $wpdb;
        $table = Store::table('donations');
        $isOpen = in_array($row['status'], ['begun', 'open', 'pending'], true);
        if (!$isOpen || $row['session'] === null) {
            return $row;
        }
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table of our own.
        $turn = $wpdb->prepare("UPDATE $table SET asked_at = %d WHERE id = %d AND asked_at <= %d", time(), (int) $row['id'], time() - self::ASK_AGAIN);
        if (Store::query($turn) === 0) {
            return $row;
        }
        try {
            $session = Stripe::session((string) $row['session'], (int) $row['livemode'] === 1);
        } catch (Refusal $trouble) {
            // Unknown is no "you turned back", which would make someone pay twice who has paid.
            return $row;
        }
        if (($session['id'] ?? '') !== $row['session']) {
            return $row;
        }
        $status = (string) ($session['status'] ?? '');
        if ($status === 'open') {
            return ['status' => 'turned-back'] + $row;
        }
        $read = StripeEvent::fetched($session, time());
        if ($read['facts'] !== []) {
            $id = 'fetched_' . substr(hash('sha256', $row['session'] . $status . ($session['payment_status'] ?? '')), 0, 40);
            self::apply($id, 'fetched', (int) $row['livemode'] === 1, $read);
        }
        return self::find('reference', (string) $row['reference']) ?? $row;
    }

    /**
     * Whether the campaign takes this, now.
     *
     * @param array<string, mixed> $wanted
     * @return array{Money, array{returnUrl: string, language: string, name: string, message: string}}
     * @throws Refusal
     */
    private static function check(int $campaign, array $wanted): array
    {
        $fields = Campaign::fields($campaign);
        $zone = $fields['timeZone'] ?? wp_timezone_string();
        if (!empty($fields['noMoney']) || (isset($fields['ends']) && Calendar::isOver($fields['ends'], time(), $zone))) {
            throw new Refusal('conflict', __('This campaign takes no donations any more.', 'glassjar'));
        }
        $offer = self::offer($campaign);
        if ($offer === null) {
            throw new Refusal('conflict', __('This campaign takes no card payments.', 'glassjar'));
        }
        $currency = Campaign::currency($campaign);
        if (($wanted['currency'] ?? null) !== $currency) {
            throw new Refusal('invalid', "currency: expected \"$currency\"");
        }
        if (isset($wanted['interval']) && $wanted['interval'] !== 'once') {
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
        $clean = [];
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
        $most = (int) apply_filters('glassjar_starts_per_hour', self::STARTS);
        $wait = RateLimit::count('start', RateLimit::caller(), $most, HOUR_IN_SECONDS)
            ?: RateLimit::count('start', 'all', self::STARTS_IN_ALL, HOUR_IN_SECONDS);
        if ($wait > 0) {
            throw new Refusal('too-many', __('Too many tries from your network. Please wait, or use another way to give.', 'glassjar'), $wait);
        }
    }

    /**
     * @param array{returnUrl: string, language: string, name: string, message: string} $clean
     * @param array<string, string|int> $keys
     * @return array<string, string|null>
     */
    private static function insert(int $campaign, Money $amount, array $clean, array $keys): array
    {
        $reference = rtrim(strtr(base64_encode(random_bytes(18)), '+/', '-_'), '=');
        $row = Store::transaction(static function () use ($campaign, $amount, $clean, $keys, $reference): ?array {
            $id = Store::insertNew('donations', $keys + [
                'reference' => $reference,
                'campaign' => $campaign,
                'amount' => $amount->minor,
                'currency' => $amount->currency,
                'return_url' => self::returnUrl($campaign, $clean['returnUrl'], $reference),
                'session_url' => '',
                'created_at' => Store::now(),
                'updated_at' => Store::now(),
            ]);
            if ($id > 0 && $clean['name'] . $clean['message'] !== '') {
                self::update(['id' => (string) $id], ['person' => People::add($campaign, $clean)]);
            }
            return self::find('intent', (string) $keys['intent']);
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
            $row = self::find('id', (string) $row['id']) ?? $row;
        }
        throw new Refusal('unavailable', __('This is taking longer than usual. Please try again.', 'glassjar'), 5);
    }

    /** @param array<string, string|null> $row */
    private static function ask(array $row, Money $amount, string $language): string
    {
        $title = html_entity_decode(wp_strip_all_tags(get_the_title((int) $row['campaign'])), ENT_QUOTES, 'UTF-8');
        try {
            $page = Stripe::begin(
                (string) $row['reference'],
                $amount,
                $title !== '' ? $title : get_bloginfo('name'),
                (string) $row['return_url'],
                $language,
                (int) $row['livemode'] === 1
            );
        } catch (Refusal $trouble) {
            self::update($row, ['busy_until' => 0]);
            throw $trouble;
        }
        self::update($row, ['session' => $page['id'], 'session_url' => $page['url'], 'busy_until' => 0]);
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

    /** @return array<string, string|null>|null */
    private static function find(string $column, string $value): ?array
    {
        global $wpdb;
        $table = Store::table('donations');
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- a table and columns of our own.
        return Store::row($wpdb->prepare("SELECT * FROM $table WHERE `$column` = %s", $value));
    }

    /**
     * @param array<string, string|null> $row
     * @param array<string, string|int> $changes
     */
    private static function update(array $row, array $changes): void
    {
        global $wpdb;
        $set = [];
        $values = [];
        foreach ($changes as $column => $value) {
            $set[] = "`$column` = " . (is_int($value) ? '%d' : '%s');
            $values[] = $value;
        }
        $sql = 'UPDATE ' . Store::table('donations') . ' SET ' . implode(', ', $set) . ' WHERE id = %d';
        // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared -- it is, here; columns are our own.
        Store::query($wpdb->prepare($sql, array_merge($values, [(int) $row['id']])));
    }
}
