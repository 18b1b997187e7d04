<?php

declare(strict_types=1);

namespace Glassjar;

/** WordPress's tools for personal data: what is known under an address is told, and erased. */
final class Privacy
{
    private const PAGE = 50;

    /**
     * @param array<string, mixed> $exporters
     * @return array<string, mixed>
     */
    public static function exporters(array $exporters): array
    {
        $exporters['glassjar'] = ['exporter_friendly_name' => __('Glassjar donations', 'glassjar'), 'callback' => [self::class, 'export']];
        return $exporters;
    }

    /**
     * @param array<string, mixed> $erasers
     * @return array<string, mixed>
     */
    public static function erasers(array $erasers): array
    {
        $erasers['glassjar'] = ['eraser_friendly_name' => __('Glassjar donations', 'glassjar'), 'callback' => [self::class, 'erase']];
        return $erasers;
    }

    /** @return array{data: array<int, mixed>, done: bool} */
    public static function export(string $email, int $page = 1): array
    {
        $rows = People::byEmail($email, $page, self::PAGE);
        $data = [];
        foreach ($rows as $row) {
            $id = (int) $row['id'];
            $items = [
                [__('Campaign', 'glassjar'), get_the_title((int) $row['campaign'])],
                [__('Name', 'glassjar'), $row['name']],
                [__('Message', 'glassjar'), $row['message']],
                [__('E-mail address', 'glassjar'), $row['email']],
                [__('Noted on', 'glassjar'), self::day((string) $row['created_at'])],
            ];
            foreach (self::gifts($id) as $gift) {
                $items[] = [__('Booked', 'glassjar'), self::day($gift['at']) . ': ' . self::kind($gift['flow']) . ', ' . $gift['text']];
                if ($gift['bank'] !== '') {
                    $items[] = [__('The bank’s number of the booking', 'glassjar'), $gift['bank']];
                }
            }
            $data[] = [
                'group_id' => 'glassjar',
                'group_label' => __('Donations', 'glassjar'),
                'item_id' => "glassjar-$id",
                'data' => array_map(static function (array $item): array {
                    return ['name' => $item[0], 'value' => (string) $item[1]];
                }, $items),
            ];
        }
        return ['data' => $data, 'done' => count($rows) < self::PAGE];
    }

    /** One form for all days, whether a time of day came with it or not. */
    private static function day(string $at): string
    {
        return substr($at, 0, 10);
    }

    private static function kind(string $flow): string
    {
        $kinds = [
            'gift+' => __('gift', 'glassjar'),
            'gift-' => __('gift given back', 'glassjar'),
            'sale+' => __('bought', 'glassjar'),
            'sale-' => __('purchase given back', 'glassjar'),
            'cost+' => __('spent', 'glassjar'),
            'cost-' => __('spending taken back', 'glassjar'),
        ];
        return $kinds[$flow] ?? $flow;
    }

    /** @return array{items_removed: bool, items_retained: bool, messages: string[], done: bool} */
    public static function erase(string $email, int $page = 1): array
    {
        // Always the first page: what is erased is not found again.
        $rows = People::byEmail($email, 1, self::PAGE);
        $hasGifts = false;
        foreach ($rows as $row) {
            $hasGifts = $hasGifts || self::gifts((int) $row['id']) !== [];
            People::erase((int) $row['id']);
        }
        $kept = __('The amounts stay in the books, without the name.', 'glassjar');
        return [
            'items_removed' => $rows !== [],
            'items_retained' => $hasGifts,
            'messages' => $hasGifts ? [$kept] : [],
            'done' => count($rows) < self::PAGE,
        ];
    }

    /** Words for the site's privacy policy. */
    public static function suggestPolicy(): void
    {
        if (!function_exists('wp_add_privacy_policy_content')) {
            return;
        }
        $text = __(
            'Who gives by card is sent to Stripe, which tells us that the payment arrived, its amount, and the e-mail address given'
            . ' there. If you enter a name or a message, it is shown publicly with your gift until you ask us to remove it. To keep'
            . ' fraudsters from testing cards, a keyed hash of your internet address is kept for one hour. The panel itself stores'
            . ' nothing in your browser and contacts no other site before you click.',
            'glassjar'
        );
        wp_add_privacy_policy_content('Glassjar', wp_kses_post(wpautop($text)));
    }

    /** @return array<int, array{at: string, flow: string, text: string, bank: string}> */
    private static function gifts(int $person): array
    {
        global $wpdb;
        $table = Store::table('entries');
        $donations = Store::table('donations');
        // Each way by its own index: together, the database would read all entries.
        // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- tables of our own.
        $rows = Store::rows($wpdb->prepare(
            "SELECT id, at, flow, amount, currency, bank_id FROM $table WHERE person = %d
             UNION SELECT e.id, e.at, e.flow, e.amount, e.currency, e.bank_id FROM $table e JOIN $donations d ON e.donation = d.id WHERE d.person = %d ORDER BY id",
            $person,
            $person
        ));
        return array_map(static function (array $row): array {
            $amount = new Core\Money((int) $row['amount'], (string) $row['currency']);
            return ['at' => (string) $row['at'], 'flow' => (string) $row['flow'], 'text' => $amount->text() . ' ' . $amount->currency, 'bank' => (string) $row['bank_id']];
        }, $rows);
    }
}
