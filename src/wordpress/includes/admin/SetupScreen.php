<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;
use Glassjar\Rights;
use Glassjar\SiteHealth;

/** "Check my set-up": what is wrong, worst first, and the way to where it is put right; what is well, in one line. */
final class SetupScreen
{
    public const PAGE = 'glassjar-setup';

    public static function load(): void
    {
        if (!current_user_can(Rights::MANAGE)) {
            wp_die(esc_html__('You may not see this page.', 'glassjar'), '', ['response' => 403]);
        }
    }

    public static function render(): void
    {
        $words = ['critical' => __('Please put this right', 'glassjar'), 'recommended' => __('Worth a look', 'glassjar')];
        $findings = SiteHealth::findings();
        echo '<div class="wrap glassjar-admin"><h1>' . esc_html__('Check my set-up', 'glassjar') . '</h1>';
        $well = [];
        $html = '';
        foreach (array_merge(array_keys($words), ['good']) as $status) {
            foreach ($findings as $finding) {
                $label = str_replace('Glassjar: ', '', $finding['label']);
                if ($finding['status'] !== $status) {
                    continue;
                }
                if ($status === 'good') {
                    $well[$label] = $finding['text'];
                    continue;
                }
                $html .= sprintf(
                    '<li class="glassjar-%s"><strong>%s: %s</strong><p>%s</p>%s</li>',
                    esc_attr($status),
                    esc_html($words[$status]),
                    esc_html($label),
                    esc_html($finding['text']),
                    $finding['action']
                );
            }
        }
        // phpcs:ignore WordPress.Security.EscapeOutput -- escaped above.
        echo $html === '' ? '<p class="glassjar-well">' . esc_html__('All is well.', 'glassjar') . '</p>' : "<ul class=\"glassjar-findings\">$html</ul>";
        echo '<details class="glassjar-more"><summary>' . esc_html(sprintf(
            /* translators: %d: how many checks. */
            _n('%d check has found nothing', '%d checks have found nothing', count($well), 'glassjar'),
            count($well)
        )) . '</summary><ul class="ul-disc">';
        foreach ($well as $label => $text) {
            echo '<li>' . esc_html("$label: $text") . '</li>';
        }
        echo '</ul></details><h2>' . esc_html__('How to show a campaign', 'glassjar') . '</h2><p>';
        echo esc_html__('Add a block whose name begins with Glassjar, or write one of these where the panel is to stand:', 'glassjar') . '</p><ul>';
        $newest = Campaign::published()[0] ?? 7;
        $codes = [
            '[glassjar]' => __('all of the newest campaign; one that comes later doesn’t take its place', 'glassjar'),
            "[glassjar id=\"$newest\" show=\"counter progress\"]" => __('only the total and how far it is', 'glassjar'),
            '[glassjar_bank]' => __('only the bank account; in the same way counter, progress, donate, book, share, ledger, updates, press, supporters, reach, needs, record, sections', 'glassjar'),
        ];
        foreach ($codes as $code => $about) {
            echo '<li><code>' . esc_html($code) . '</code> ' . esc_html($about) . '</li>';
        }
        echo '</ul></div>';
    }
}
