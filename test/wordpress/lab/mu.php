<?php

// Must-use plugin of the lab: nothing leaves the machine, and what would have is written down.

add_filter('pre_wp_mail', static function ($null, $mail) {
    file_put_contents(LAB_DIR . '/mail.log', json_encode($mail) . "\n", FILE_APPEND);
    return true;
}, 10, 2);

add_filter('pre_http_request', static function ($answer, $args, $url) {
    if (in_array(parse_url($url, PHP_URL_HOST), ['127.0.0.1', 'localhost'], true)) {
        return $answer;
    }
    file_put_contents(LAB_DIR . '/http.log', ($args['method'] ?? 'GET') . ' ' . strtok($url, '?') . "\n", FILE_APPEND);
    return ['headers' => [], 'body' => '', 'response' => ['code' => 503, 'message' => 'lab'], 'cookies' => [], 'filename' => null];
}, 10, 3);

// A disk that is full, a database that goes away: the n-th write of the plugin's in a request fails, as the file `fault` says.
add_filter('query', static function ($sql) {
    static $count = 0;
    $isWrite = preg_match('/^\s*(?:INSERT|UPDATE|DELETE)\b.*glassjar_|^\s*COMMIT/is', $sql) === 1;
    if ($isWrite && is_file(LAB_DIR . '/fault') && ++$count === (int) file_get_contents(LAB_DIR . '/fault')) {
        return 'UPDATE no_such_table SET a = 1';
    }
    return $sql;
});

// How many rows a request reads from the plugin's tables: a count says what a time on a busy machine can't. A result is known when the next query comes.
if (is_file(LAB_DIR . '/rows')) {
    $read = static function ($sql = '') {
        global $wpdb;
        static $count = 0, $isOurs = false;
        $count += $isOurs && is_array($wpdb->last_result) ? count($wpdb->last_result) : 0;
        $isOurs = is_string($sql) && preg_match('/^\s*SELECT\b.*glassjar_/is', $sql) === 1;
        if ($sql === '' && $count > 0) {
            file_put_contents(LAB_DIR . '/rows', "$count\n", FILE_APPEND);
        }
        return $sql;
    };
    add_filter('query', $read);
    register_shutdown_function($read);
}

// Core's own pictures, scripts and dialogues that point elsewhere or stand in the way.
add_filter('pre_option_show_avatars', '__return_zero');
remove_action('init', 'wp_schedule_update_checks');
add_action('init', static function () {
    remove_action('wp_head', 'print_emoji_detection_script', 7);
    remove_action('admin_print_scripts', 'print_emoji_detection_script');
    remove_action('wp_print_styles', 'print_emoji_styles');
    remove_action('admin_print_styles', 'print_emoji_styles');
    add_filter('emoji_svg_url', '__return_false');
});
add_action('enqueue_block_editor_assets', static function () {
    wp_add_inline_script(
        'wp-edit-post',
        "wp.domReady(function(){try{wp.data.dispatch('core/preferences').set('core/edit-post','welcomeGuide',false)}catch(e){}});"
    );
});
add_action('wp_dashboard_setup', static function () {
    remove_meta_box('dashboard_primary', 'dashboard', 'side');
});
