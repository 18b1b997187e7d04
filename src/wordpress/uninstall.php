<?php

declare(strict_types=1);

namespace Glassjar;

if (!defined('WP_UNINSTALL_PLUGIN')) {
    exit;
}

if (!defined('Glassjar\VERSION')) {
    define('Glassjar\VERSION', 'uninstall');
    define('Glassjar\FILE', __DIR__ . '/glassjar.php');
}

require_once __DIR__ . '/includes/autoload.php';

/*
 * Books are not thrown away with a plugin: campaigns, entries and names stay, and are there again when it is installed again, unless the
 * site's owner asked in the settings that all be removed.
 */
$glassjar_sites = is_multisite() ? get_sites(['fields' => 'ids', 'number' => 0]) : [get_current_blog_id()];
foreach ($glassjar_sites as $glassjar_site) {
    if (is_multisite()) {
        switch_to_blog((int) $glassjar_site);
    }
    if (Settings::all()['removeAll']) {
        Install::remove();
    }
    if (is_multisite()) {
        restore_current_blog();
    }
}
