<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Core\Currency;
use Glassjar\Rights;

/**
 * The form of a campaign: which questions it asks, in plain words, and where each answer goes in the wire format. Kinds: text, lines,
 * amount, amounts, count, date, link, iban, words, choice, flag, and rows, whose fields are asked as often as needed.
 */
final class Fields
{
    /**
     * The groups this user may fill in.
     *
     * @return array<string, array{title: string, intro: string, right: string, fields: array<int, array<string, mixed>>}>
     */
    public static function groups(): array
    {
        return array_filter(self::all(), static function (array $group): bool {
            return current_user_can($group['right']);
        });
    }

    /** What a question is called, also one that this user isn't asked; the place itself for none of ours. */
    public static function nameOf(string $place): string
    {
        foreach (self::all() as $group) {
            $found = array_column($group['fields'], 'label', 'path')[$place] ?? null;
            if ($found !== null) {
                return $found;
            }
        }
        return $place;
    }

    /** @return array<string, array{title: string, intro: string, right: string, fields: array<int, array<string, mixed>>}> */
    private static function all(): array
    {
        return [
            'basics' => self::basics(),
            'giving' => self::giving(),
            'sources' => self::sources(),
            'book' => self::book(),
            'news' => self::news(),
            'help' => self::help(),
            'share' => self::share(),
            'end' => self::end(),
        ];
    }

    /** What the question at a place is called, such as `give.links.1.url`; '' for none of ours. */
    public static function labelOf(string $place): string
    {
        foreach (self::groups() as $group) {
            foreach ($group['fields'] as $field) {
                if ($field['path'] === $place) {
                    return $field['label'];
                }
                foreach ($field['kind'] === 'rows' ? $field['fields'] : [] as $one) {
                    if (preg_match('/^' . preg_quote($field['path'], '/') . '\.\d+\.' . preg_quote($one['path'], '/') . '\z/', $place) === 1) {
                        return "{$field['label']}, {$one['label']}";
                    }
                }
            }
        }
        return '';
    }

    /** @return array<string, mixed> */
    private static function basics(): array
    {
        return self::group(__('What it is about', 'glassjar'), '', Rights::MONEY, [
            self::field('beneficiary.name', 'text', __('Who is it for?', 'glassjar'), __('A name, as readers shall see it: “Mara and her family”.', 'glassjar')),
            self::field('beneficiary.about', 'text', __('Who are they, in a sentence?', 'glassjar')),
            self::field('beneficiary.consent', 'text', __('How did they agree?', 'glassjar'), __('Collecting for someone needs their yes. Say how you have it.', 'glassjar')),
            self::field('organiser.name', 'text', __('Who organises it?', 'glassjar'), __('Your name or that of your association.', 'glassjar')),
            self::field('organiser.about', 'text', __('Who are you, in a sentence?', 'glassjar')),
            self::field('organiser.url', 'link', __('Where can readers find out more about you?', 'glassjar')),
            self::choice('currency', __('Currency', 'glassjar'), self::currencies(), __('All amounts are in it. It can’t be changed once something is in the books.', 'glassjar'), 'EUR'),
            self::field('goal.amount', 'amount', __('Goal', 'glassjar'), __('A sum, if you name one. Many campaigns don’t.', 'glassjar')),
            self::field('goal.label', 'text', __('What is the goal for?', 'glassjar'), __('“Six months’ rent.”', 'glassjar')),
            self::rows('milestones', __('Milestones on the way', 'glassjar'), __('Add a milestone', 'glassjar'), [
                self::field('amount', 'amount', __('Reached at', 'glassjar')),
                self::field('label', 'text', __('What is reached then', 'glassjar')),
            ]),
            self::field('starts', 'date', __('First day', 'glassjar'), __('Empty: it has begun.', 'glassjar')),
            self::field('ends', 'date', __('Last day', 'glassjar'), __('Empty: no end is set. After it, nothing asks for money any more.', 'glassjar')),
            self::field('url', 'link', __('Where is the story told?', 'glassjar'), __('Empty: on the campaign’s own page of this site.', 'glassjar')),
        ]);
    }

    /** @return array<string, string> Those that are likely here come first. */
    private static function currencies(): array
    {
        $likely = [(string) apply_filters('glassjar_default_currency', 'EUR'), 'EUR', 'CHF', 'USD', 'GBP'];
        $codes = array_values(array_unique(array_merge(array_intersect($likely, Currency::codes()), Currency::codes())));
        return array_combine($codes, $codes);
    }

    /** @return array<string, mixed> */
    private static function giving(): array
    {
        return self::group(__('How to give', 'glassjar'), __('A bank account, links, or both. With neither, the panel only tells.', 'glassjar'), Rights::MONEY, [
            self::field('give.bank.holder', 'text', __('Account holder', 'glassjar'), __('Letter by letter as your bank has it: banks compare.', 'glassjar')),
            self::field('give.bank.iban', 'iban', __('IBAN', 'glassjar')),
            self::field('give.bank.bic', 'text', __('BIC', 'glassjar'), __('Only needed outside the European Economic Area.', 'glassjar')),
            self::field('give.bank.reference', 'text', __('Reference', 'glassjar'), __('What givers shall write on the transfer.', 'glassjar')),
            self::rows('give.links', __('Links to give by', 'glassjar'), __('Add a link', 'glassjar'), [
                self::field('label', 'text', __('Name', 'glassjar'), __('“PayPal”', 'glassjar')),
                self::field('url', 'link', __('Address', 'glassjar')),
                self::field('fee', 'text', __('Fee that is taken', 'glassjar'), __('“2.49 % + 0.35 €”; said before giving.', 'glassjar')),
            ]),
            self::field('give.amounts', 'amounts', __('Amounts to choose from', 'glassjar'), __('One per line, or separated by semicolons.', 'glassjar')),
            self::choice('give.taxReceipt', __('Receipt for the tax office', 'glassjar'), [
                '' => __('Say nothing about it', 'glassjar'),
                'yes' => __('Givers get one', 'glassjar'),
                'no' => __('There is none (private persons can give none)', 'glassjar'),
            ]),
        ]);
    }

    /** @return array<string, mixed> */
    private static function sources(): array
    {
        return self::group(
            __('Where money comes in', 'glassjar'),
            __('The bank account, the book, a platform. Write a sum only where you do not keep its entries in the books of this site: otherwise leave it empty, and the sum is worked out.', 'glassjar'),
            Rights::MONEY,
            [
                self::rows('sources', __('Sources', 'glassjar'), __('Add a source', 'glassjar'), [
                    self::field('label', 'text', __('What readers see', 'glassjar'), __('“Donation account”', 'glassjar')),
                    self::field('id', 'text', __('Short name', 'glassjar'), __('For the books: letters, digits and hyphens. Made of what readers see when left empty. Never change it later.', 'glassjar')),
                    self::choice('kind', __('What comes in', 'glassjar'), ['gifts' => __('Gifts', 'glassjar'), 'sales' => __('Proceeds of something sold', 'glassjar')]),
                    self::field('raised', 'amount', __('Sum so far', 'glassjar')),
                    self::bound(),
                    self::field('supporters', 'count', __('How many people gave', 'glassjar')),
                    self::field('copies', 'count', __('Copies sold', 'glassjar')),
                    self::field('asOf', 'date', __('As of', 'glassjar')),
                    self::field('proof', 'link', __('Where readers can check it', 'glassjar')),
                ]),
            ]
        );
    }

    /** @return array<string, mixed> */
    private static function book(): array
    {
        return self::group(__('The book', 'glassjar'), __('Only if a book (or record, calendar, …) is sold for the campaign.', 'glassjar'), Rights::MONEY, [
            self::field('book.title', 'text', __('Title', 'glassjar')),
            self::field('book.author', 'text', __('Author', 'glassjar')),
            self::field('book.isbn', 'text', __('ISBN', 'glassjar')),
            self::field('book.cover', 'link', __('Address of the cover', 'glassjar'), __('A picture in this site’s media library. From elsewhere it is not loaded.', 'glassjar')),
            self::field('book.price', 'amount', __('Price of a copy', 'glassjar')),
            self::field('book.proceeds', 'amount', __('What a copy brings the campaign', 'glassjar')),
            self::field('book.pledge.text', 'text', __('What the seller promised', 'glassjar')),
            self::field('book.pledge.until', 'date', __('Until when the promise holds', 'glassjar')),
            self::rows('book.shops', __('Shops', 'glassjar'), __('Add a shop', 'glassjar'), [
                self::field('name', 'text', __('Name', 'glassjar')),
                self::field('url', 'link', __('Address of the book there', 'glassjar')),
            ]),
            self::rows('book.ranks', __('Places in bestseller lists', 'glassjar'), __('Add a place', 'glassjar'), [
                self::field('list', 'text', __('Whose list', 'glassjar')),
                self::field('rank', 'count', __('Place', 'glassjar')),
                self::field('at', 'date', __('Seen on', 'glassjar')),
                self::bound(),
            ]),
        ]);
    }

    /** @return array<string, mixed> */
    private static function news(): array
    {
        return self::group(__('News and press', 'glassjar'), __('Posts of a category or tag can appear by themselves: choose it under “How it looks”.', 'glassjar'), Rights::NEWS, [
            self::rows('updates', __('News', 'glassjar'), __('Add news', 'glassjar'), [
                self::field('at', 'date', __('Date', 'glassjar')),
                self::field('title', 'text', __('Headline', 'glassjar')),
                self::field('text', 'lines', __('Text', 'glassjar')),
                self::field('url', 'link', __('Where it stands in full', 'glassjar')),
                self::field('pinned', 'flag', __('Stays on top', 'glassjar')),
            ]),
            self::rows('press', __('Press', 'glassjar'), __('Add a report', 'glassjar'), [
                self::field('at', 'date', __('Date', 'glassjar')),
                self::field('outlet', 'text', __('Who published it', 'glassjar')),
                self::field('title', 'text', __('Headline', 'glassjar')),
                self::field('url', 'link', __('Address', 'glassjar')),
                self::field('kind', 'text', __('Kind', 'glassjar'), __('newspaper, radio, tv, online, blog, …', 'glassjar')),
            ]),
            self::rows('embeds', __('Videos and posts', 'glassjar'), __('Add a video or post', 'glassjar'), [
                self::field('url', 'link', __('Address', 'glassjar')),
                self::field('title', 'text', __('What it is', 'glassjar')),
            ]),
        ]);
    }

    /** @return array<string, mixed> */
    private static function help(): array
    {
        return self::group(__('What helps besides money', 'glassjar'), '', Rights::NEWS, [
            self::rows('needs', __('What is needed', 'glassjar'), __('Add a need', 'glassjar'), [
                self::field('text', 'text', __('What', 'glassjar'), __('“Forty letters to Mara”', 'glassjar')),
                self::field('wanted', 'count', __('How many', 'glassjar')),
                self::field('got', 'count', __('How many have come', 'glassjar')),
                self::field('url', 'link', __('Link to help', 'glassjar')),
                self::field('done', 'flag', __('Done', 'glassjar')),
            ]),
            self::rows('reach', __('How far it reached', 'glassjar'), __('Add a measurement', 'glassjar'), [
                self::field('at', 'date', __('Measured on', 'glassjar')),
                self::field('label', 'text', __('What was measured', 'glassjar')),
                self::field('value', 'count', __('How many', 'glassjar')),
                self::bound(true),
            ]),
        ]);
    }

    /** @return array<string, mixed> */
    private static function share(): array
    {
        return self::group(__('Sharing', 'glassjar'), __('Nothing is loaded from social networks, so nothing is counted by itself: write what you see there.', 'glassjar'), Rights::MONEY, [
            self::field('share.text', 'text', __('What is said with it', 'glassjar')),
            self::field('share.hashtags', 'words', __('Hashtags', 'glassjar'), __('Separated by spaces; the campaign’s own first.', 'glassjar')),
            self::rows('share.counts', __('How often it was shared', 'glassjar'), __('Add a count', 'glassjar'), [
                self::field('network', 'text', __('Network', 'glassjar')),
                self::field('count', 'count', __('How often', 'glassjar')),
                self::bound(),
                self::field('at', 'date', __('Counted on', 'glassjar')),
            ]),
        ]);
    }

    /** @return array<string, mixed> */
    private static function end(): array
    {
        return self::group(__('In the end, and when money is not wanted', 'glassjar'), '', Rights::MONEY, [
            self::field('thanks', 'lines', __('Thanks to everyone, after the last day', 'glassjar')),
            self::field('hideNames', 'flag', __('Withdraw the names and messages of all who gave; no sum changes', 'glassjar')),
            self::field('noMoney.text', 'lines', __('“Please no money”: what helps instead', 'glassjar'), __('With something in here, every way to give disappears.', 'glassjar')),
        ]);
    }

    /** @return array<string, mixed> */
    private static function bound(bool $isReach = false): array
    {
        $options = ['exact' => __('exactly', 'glassjar'), 'at-least' => __('at least', 'glassjar'), 'about' => __('about', 'glassjar')];
        return self::choice('bound', __('How well it is known', 'glassjar'), $options + ($isReach ? ['theoretical' => __('so many could have seen it', 'glassjar')] : []));
    }

    /**
     * @param array<int, array<string, mixed>> $fields
     * @return array<string, mixed>
     */
    private static function group(string $title, string $intro, string $right, array $fields): array
    {
        return compact('title', 'intro', 'right', 'fields');
    }

    /** @return array<string, mixed> */
    private static function field(string $path, string $kind, string $label, string $help = ''): array
    {
        return compact('path', 'kind', 'label', 'help');
    }

    /**
     * @param array<string, string> $options
     * @return array<string, mixed>
     */
    private static function choice(string $path, string $label, array $options, string $help = '', string $default = ''): array
    {
        return ['kind' => 'choice'] + compact('path', 'label', 'options', 'help', 'default');
    }

    /**
     * @param array<int, array<string, mixed>> $fields
     * @return array<string, mixed>
     */
    private static function rows(string $path, string $label, string $add, array $fields): array
    {
        return ['kind' => 'rows', 'help' => ''] + compact('path', 'label', 'add', 'fields');
    }
}
