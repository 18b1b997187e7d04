<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;
use Glassjar\Rights;
use Glassjar\SiteHealth;

/** "Check my set-up": what is wrong, worst first, and what to do about it. */
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
        $words = ['critical' => __('Needs fixing', 'glassjar'), 'recommended' => __('Recommended', 'glassjar'), 'good' => __('Good', 'glassjar')];
        $ranks = array_flip(array_keys($words));
        $findings = SiteHealth::findings();
        uasort($findings, static function (array $a, array $b) use ($ranks): int {
            return $ranks[$a['status']] <=> $ranks[$b['status']];
        });
        echo '<div class="wrap glassjar-admin"><h1>' . esc_html__('Check my set-up', 'glassjar') . '</h1><ul class="glassjar-findings">';
        foreach ($findings as $finding) {
            printf(
                '<li class="glassjar-%s"><strong>%s: %s</strong><br>%s%s</li>',
                esc_attr($finding['status']),
                esc_html($words[$finding['status']]),
                esc_html(str_replace('Glassjar: ', '', $finding['label'])),
                esc_html($finding['text']),
                $finding['action'] // phpcs:ignore WordPress.Security.EscapeOutput -- escaped where it is made.
            );
        }
        echo '</ul><h2>' . esc_html__('How to show a campaign', 'glassjar') . '</h2><p>';
        echo esc_html__('Add a block whose name begins with Glassjar, or write one of these where the panel shall stand:', 'glassjar') . '</p><ul>';
        $newest = Campaign::published()[0] ?? 7;
        $codes = [
            '[glassjar]' => __('all of the newest campaign; one that comes later doesn’t take its place', 'glassjar'),
            "[glassjar id=\"$newest\" show=\"counter progress\"]" => __('of one campaign, only the total and how far it is', 'glassjar'),
            '[glassjar_bank]' => __('only the bank account; in the same way counter, progress, donate, book, share, ledger, updates, press, supporters, reach, needs, record, sections', 'glassjar'),
        ];
        foreach ($codes as $code => $about) {
            echo '<li><code>' . esc_html($code) . '</code> ' . esc_html($about) . '</li>';
        }
        echo '</ul></div>';
    }
}
