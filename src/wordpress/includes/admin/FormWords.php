<?php

declare(strict_types=1);

namespace Glassjar\Admin;

/** What the form's script says. */
final class FormWords
{
    /** @return array<string, string> By the name that admin/form.js knows; %s is a number that the server answered. */
    public static function all(): array
    {
        return [
            'noPreview' => __('The preview can’t be had just now. What you typed is still here.', 'glassjar'),
            'filled' => __('filled in', 'glassjar'),
            'saving' => __('Saving …', 'glassjar'),
            'offline' => __('The site can’t be reached just now. Nothing that you typed is lost: it stays here. Look at your connection and save again.', 'glassjar'),
            'login' => __('Nothing was saved: you are not logged in any more. Log in in another tab, come back here and save again. What you typed stays here.', 'glassjar'),
            'loginLink' => __('Log in in another tab', 'glassjar'),
            'tooLarge' => __('Nothing was saved: the server takes no more than a certain size at once (413). Ask your host to raise it (“post_max_size”, “client_max_body_size”), or make the form shorter. What you typed stays here.', 'glassjar'),
            /* translators: %s: a number like 403 */
            'refused' => __('Nothing was saved: the server, or a firewall before it, refused this (%s). What you typed stays here; download it before you leave, and ask your host if it happens again.', 'glassjar'),
            /* translators: %s: a number like 500 */
            'failed' => __('The server failed (%s). It may or may not have saved this; saving again does no harm. What you typed stays here; download it before you leave.', 'glassjar'),
            'download' => __('Download what you typed', 'glassjar'),
            /* translators: %s: a date and time */
            'kept' => __('Something was typed here and not saved (%s).', 'glassjar'),
            'restore' => __('Bring it back', 'glassjar'),
            'discard' => __('Throw it away', 'glassjar'),
            'restored' => __('It is in the form again, and nothing is saved yet.', 'glassjar'),
            'noFile' => __('This is no file that was downloaded from this form.', 'glassjar'),
        ];
    }
}
