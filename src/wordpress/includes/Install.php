<?php

declare(strict_types=1);

namespace Glassjar;

/** Tables, rights and upgrades. Each site of a network looks after itself, on the first request after the plugin changed. */
final class Install
{
    /** Raised with each change of the tables or the rights. */
    public const SCHEMA = 5;

    /** The address of the list of campaigns. */
    public const ARCHIVE = 'glassjar_archive';

    private const OPTION = 'glassjar_schema';

    /** @param bool $isForNetwork Whether for all sites of a network at once. */
    public static function activate($isForNetwork = false): void
    {
        if (PHP_INT_SIZE < 8) {
            deactivate_plugins(plugin_basename(FILE));
            wp_die(esc_html__('Glassjar counts money in whole cents and needs 64-bit PHP for that.', 'glassjar'));
        }
        self::upgrade();
        // The post type's addresses are known only from the next request on.
        delete_option('rewrite_rules');
        // phpcs:ignore WordPress.Security.NonceVerification -- WordPress has checked it.
        $isByHand = !$isForNetwork && !defined('WP_CLI') && ($_GET['action'] ?? '') === 'activate';
        if ($isByHand) {
            add_option(Admin\StartScreen::WELCOME, '1', '', 'no');
        }
    }

    public static function deactivate(): void
    {
        wp_clear_scheduled_hook('glassjar_daily');
        wp_clear_scheduled_hook(Sums::EVENT);
        delete_option('rewrite_rules');
    }

    /** Brings the site to this version's tables and rights. Safe to run twice, and at the same time. */
    public static function upgrade(): void
    {
        $from = (int) get_option(self::OPTION, 0);
        if ($from >= self::SCHEMA) {
            return;
        }
        require_once ABSPATH . 'wp-admin/includes/upgrade.php';
        dbDelta(self::tables());
        // The row that writers line up at: see Store::transaction.
        Store::insertNew('documents', ['campaign' => 0, 'body' => '']);
        Rights::grant();
        if (get_option(self::ARCHIVE) === false) {
            add_option(self::ARCHIVE, get_page_by_path('campaigns') === null ? 'campaigns' : '');
        }
        // What was rendered by another version is made anew, and books that have no sums yet get them bit by bit.
        Rendered::touchAll();
        Sums::later();
        // Addresses of the post type may be others by now.
        delete_option('rewrite_rules');
        // Made here, so that saving them later doesn't have them loaded with each page.
        add_option(Settings::SECRETS, [], '', 'no');
        if (!wp_next_scheduled('glassjar_daily')) {
            wp_schedule_event(time() + HOUR_IN_SECONDS, 'daily', 'glassjar_daily');
        }
        Deletion::note();
        // From here on, what names no campaign means the one that it showed.
        Pins::pinAll(Campaign::published()[0] ?? 0);
        update_option(self::OPTION, self::SCHEMA, true);
    }

    /** Removes all that the plugin ever stored on this site. */
    public static function remove(): void
    {
        global $wpdb;
        // Asked of the table: to get_posts, "any" status is none of the trash, of drafts begun, or of another plugin's.
        foreach ($wpdb->get_col($wpdb->prepare("SELECT ID FROM $wpdb->posts WHERE post_type = %s", Campaign::TYPE)) as $id) {
            wp_delete_post((int) $id, true);
        }
        foreach (Store::TABLES as $name) {
            // phpcs:ignore WordPress.DB -- a name of our own; identifiers can't be prepared before WordPress 6.2.
            $wpdb->query('DROP TABLE IF EXISTS ' . Store::table($name));
        }
        Rights::revoke();
        wp_clear_scheduled_hook('glassjar_daily');
        wp_clear_scheduled_hook(Sums::EVENT);
        foreach ([self::OPTION, Settings::OPTION, Settings::SECRETS, Reconcile::OPTION, self::ARCHIVE, Pins::KEY, Admin\StartScreen::WELCOME] as $option) {
            delete_option($option);
        }
        delete_post_meta_by_key(Pins::KEY);
        delete_transient('glassjar_stripe_trouble');
    }

    /**
     * The tables, as dbDelta reads them.
     *
     * entries: append-only; a mistake is taken back by an entry of its own (bank_id, origin: what a bank's file said of it, for the
     * organiser; reference: a keyed digest, so that what it was can't be read). people: all that is personal, apart from the books, so
     * that it can be erased. donations: attempts to pay, and
     * further months of one (also: another name of the payment; every: once or month). events: what the provider told, without personal data. documents: the campaign
     * as it is sent, rendered once for each change. limits: how often an address has asked. history: who changed
     * what of a campaign; append-only.
     */
    private static function tables(): string
    {
        global $wpdb;
        $charset = $wpdb->get_charset_collate();
        $table = [Store::class, 'table'];
        return "CREATE TABLE {$table('entries')} (
  id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  name varchar(40) NOT NULL,
  campaign bigint(20) unsigned NOT NULL,
  at varchar(40) NOT NULL,
  flow varchar(5) NOT NULL,
  reason varchar(12) NOT NULL DEFAULT '',
  amount bigint(20) NOT NULL,
  currency varchar(3) NOT NULL,
  source varchar(60) NOT NULL DEFAULT '',
  label varchar(190) NOT NULL DEFAULT '',
  reverses varchar(40) NOT NULL DEFAULT '',
  hide_amount tinyint(1) NOT NULL DEFAULT 0,
  person bigint(20) unsigned NOT NULL DEFAULT 0,
  donation bigint(20) unsigned NOT NULL DEFAULT 0,
  idempotency varchar(190) NOT NULL,
  created_by bigint(20) unsigned NOT NULL DEFAULT 0,
  created_at varchar(20) NOT NULL,
  number bigint(20) unsigned NOT NULL DEFAULT 0,
  balance bigint(20) NOT NULL DEFAULT 0,
  sum_id bigint(20) unsigned NOT NULL DEFAULT 0,
  bank_id varchar(200) NULL,
  origin varchar(60) NULL,
  reference varchar(64) NULL,
  PRIMARY KEY  (id),
  UNIQUE KEY name (name),
  UNIQUE KEY idempotency (idempotency),
  KEY campaign (campaign,id),
  KEY number (campaign,number),
  KEY at (campaign,at),
  KEY reverses (reverses),
  KEY person (person),
  KEY donation (donation),
  KEY reference (campaign,reference)
) $charset;
CREATE TABLE {$table('people')} (
  id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  campaign bigint(20) unsigned NOT NULL,
  name varchar(190) NOT NULL DEFAULT '',
  message text NOT NULL,
  email varchar(190) NOT NULL DEFAULT '',
  created_at varchar(20) NOT NULL,
  erased_at varchar(20) NOT NULL DEFAULT '',
  PRIMARY KEY  (id),
  KEY email (email)
) $charset;
CREATE TABLE {$table('donations')} (
  id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  reference varchar(40) NOT NULL,
  campaign bigint(20) unsigned NOT NULL,
  intent varchar(64) NOT NULL,
  request varchar(64) NOT NULL,
  amount bigint(20) NOT NULL,
  currency varchar(3) NOT NULL,
  livemode tinyint(1) NOT NULL,
  return_url text NOT NULL,
  session varchar(100) NULL,
  session_url text NOT NULL,
  payment varchar(100) NULL,
  also varchar(100) NULL,
  every varchar(5) NOT NULL DEFAULT 'once',
  status varchar(12) NOT NULL DEFAULT 'begun',
  paid bigint(20) NOT NULL DEFAULT 0,
  notes varchar(190) NOT NULL DEFAULT '',
  person bigint(20) unsigned NOT NULL DEFAULT 0,
  caller varchar(64) NOT NULL DEFAULT '',
  busy_until int(11) NOT NULL DEFAULT 0,
  asked_at int(11) NOT NULL DEFAULT 0,
  created_at varchar(20) NOT NULL,
  updated_at varchar(20) NOT NULL,
  PRIMARY KEY  (id),
  UNIQUE KEY reference (reference),
  UNIQUE KEY intent (intent),
  UNIQUE KEY session (session),
  UNIQUE KEY payment (payment),
  UNIQUE KEY also (also),
  KEY campaign (campaign,id),
  KEY person (person)
) $charset;
CREATE TABLE {$table('events')} (
  id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  event varchar(100) NOT NULL,
  type varchar(60) NOT NULL,
  livemode tinyint(1) NOT NULL,
  donation varchar(40) NOT NULL DEFAULT '',
  payment varchar(100) NOT NULL DEFAULT '',
  also varchar(100) NOT NULL DEFAULT '',
  facts text NOT NULL,
  applied tinyint(1) NOT NULL DEFAULT 0,
  received_at varchar(20) NOT NULL,
  PRIMARY KEY  (id),
  UNIQUE KEY event (event),
  KEY donation (donation),
  KEY payment (payment)
) $charset;
CREATE TABLE {$table('documents')} (
  campaign bigint(20) unsigned NOT NULL,
  stamp bigint(20) unsigned NOT NULL DEFAULT 1,
  rendered_stamp bigint(20) unsigned NOT NULL DEFAULT 0,
  version varchar(20) NOT NULL DEFAULT '',
  etag varchar(64) NOT NULL DEFAULT '',
  body longtext NOT NULL,
  figures longtext NULL,
  PRIMARY KEY  (campaign)
) $charset;
CREATE TABLE {$table('books')} (
  campaign bigint(20) unsigned NOT NULL,
  currency varchar(3) NOT NULL DEFAULT '',
  entries bigint(20) unsigned NOT NULL DEFAULT 0,
  balance bigint(20) NOT NULL DEFAULT 0,
  summed bigint(20) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY  (campaign)
) $charset;
CREATE TABLE {$table('sums')} (
  id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  campaign bigint(20) unsigned NOT NULL,
  kind varchar(5) NOT NULL,
  hash varchar(32) NOT NULL,
  reason varchar(12) NOT NULL DEFAULT '',
  name varchar(190) NOT NULL DEFAULT '',
  minor bigint(20) NOT NULL DEFAULT 0,
  given bigint(20) NOT NULL DEFAULT 0,
  at varchar(40) NOT NULL DEFAULT '',
  PRIMARY KEY  (id),
  UNIQUE KEY place (campaign,kind,hash)
) $charset;
CREATE TABLE {$table('limits')} (
  bucket varchar(64) NOT NULL,
  hits int(11) NOT NULL DEFAULT 0,
  until int(11) NOT NULL DEFAULT 0,
  PRIMARY KEY  (bucket)
) $charset;
CREATE TABLE {$table('history')} (
  id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  campaign bigint(20) unsigned NOT NULL,
  at varchar(20) NOT NULL,
  user bigint(20) unsigned NOT NULL DEFAULT 0,
  name varchar(190) NOT NULL DEFAULT '',
  how varchar(12) NOT NULL DEFAULT '',
  place varchar(60) NOT NULL,
  was longtext NOT NULL,
  became longtext NOT NULL,
  PRIMARY KEY  (id),
  KEY campaign (campaign,id)
) $charset;";
    }
}
