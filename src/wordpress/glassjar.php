<?php

/**
 * Plugin Name:       Glassjar
 * Description:       A donation jar made of glass: everyone can see what came in, what went out and what happened next.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            Glassjar contributors
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       glassjar
 * Domain Path:       /languages
 *
 * Where things live:
 *
 *   glassjar.php             this file: constants, autoloader, start
 *   uninstall.php            removes everything, when the site's owner asked for that
 *   includes/core/           no WordPress, no database, no clock: money, IBAN, the wire format, sums, payments, import.
 *                            Held to the same tables of cases as src/core of the page's code (test/fixtures/shared)
 *   includes/                WordPress: Plugin (hooks), Install (tables, roles, upgrades), Campaign (post type; its data in CampaignMeta,
 *                            its wire format in CampaignDocument, what is kept of that in Rendered), Books (entries), People (names
 *                            and addresses), Donations (beginning; DonationEvents what Stripe tells, DonationState how it stands,
 *                            Monthly, Reconcile once a day), Stripe, Settings, Privacy, SiteHealth
 *                            of who changes a campaign: History (who changed what), CampaignState (what a form is compared with),
 *                            Guard (what is public), Deletion, Pins (which campaign is meant where none is named)
 *   includes/admin/          screens; Sent is how each form arrives, CampaignForm takes the campaign's, Conflict puts two people together
 *   includes/rest/           routes of glassjar/v1, one class a subject
 *   assets/                  the built library; put there by `npm run build:wordpress`, not in git
 *
 * A class Glassjar\Rest\Routes is in includes/rest/Routes.php; folders are in small letters.
 *
 * @package Glassjar
 */

declare(strict_types=1);

namespace Glassjar;

if (!defined('ABSPATH')) {
    exit;
}

const VERSION = '0.1.0';
const FILE = __FILE__;

require_once __DIR__ . '/includes/autoload.php';

register_activation_hook(__FILE__, [Install::class, 'activate']);
register_deactivation_hook(__FILE__, [Install::class, 'deactivate']);

Plugin::start();
