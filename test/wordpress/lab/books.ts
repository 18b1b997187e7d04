/* Long books for a test, fast: as an older version of the plugin wrote them, which kept no sums beside them. */

/**
 * PHP that writes so many entries into the books of a campaign: nine gifts, through two sources and none, and then a cost, from the first
 * of January 2025 on, 200 a day.
 */
export const entriesWithoutSums = (campaign: number, count: number): string => `
  (static function () {
    global $wpdb;
    $table = Glassjar\\Store::table('entries');
    $first = (int) $wpdb->get_var("SELECT COALESCE(MAX(id), 0) FROM $table");
    for ($at = 0; $at < ${count}; $at += 250) {
      $rows = [];
      for ($n = $at; $n < min(${count}, $at + 250); $n++) {
        $day = gmdate('Y-m-d', strtotime('2025-01-01') + intdiv($n, 200) * 86400);
        $isCost = $n % 10 === 9;
        $rows[] = sprintf(
          "('e%016x', ${campaign}, '%s', '%s', '%s', %d, 'EUR', '%s', '%s', 'old:${campaign}:%d', '2025-01-01T00:00:00Z')",
          $first + $n + 1, $day, $isCost ? 'cost+' : 'gift+', $isCost ? 'expense' : 'donation', 100 + $n % 977,
          $isCost ? '' : ['bank', 'fete', ''][$n % 3], $isCost ? ['Rent', 'Print'][$n % 20 > 9 ? 1 : 0] . ', ' . $day : '', $n
        );
      }
      $wpdb->query("INSERT INTO $table (name, campaign, at, flow, reason, amount, currency, source, label, idempotency, created_at) VALUES " . implode(', ', $rows));
      if ($wpdb->last_error !== '') { throw new Exception($wpdb->last_error); }
    }
  })();`;
