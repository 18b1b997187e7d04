<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Campaign;
use Glassjar\Monthly;
use Glassjar\Rights;
use Glassjar\Settings;

/** "How it looks", whose posts are news, and how cards are taken: what only this site knows of a campaign. */
final class Look
{
    /** The forms of the progress. */
    private const FORMS = ['bar', 'ring', 'jar'];

    public static function fields(int $id, bool $isTyped): string
    {
        if (!current_user_can(Rights::MONEY)) {
            return '';
        }
        $options = $isTyped ? self::read($id) : Campaign::options($id);
        $look = $options['appearance'];
        $forms = ['bar' => __('A bar', 'glassjar'), 'ring' => __('A ring', 'glassjar'), 'jar' => __('A jar that fills', 'glassjar')];
        $list = '';
        foreach ($forms as $value => $label) {
            $list .= sprintf('<option value="%s"%s>%s</option>', esc_attr($value), selected($look['form'] ?? 'bar', $value, false), esc_html($label));
        }
        $html = self::line('form', __('Form of the progress', 'glassjar'), "<select id=\"glassjar-look-form\" name=\"look[form]\">$list</select>");
        $colour = sprintf('<input type="color" id="glassjar-look-give" name="look[give]" value="%s">', esc_attr($look['give'] ?? '#0f766e'));
        $html .= self::line('give', __('Colour of the donations', 'glassjar'), $colour, __('White text must be readable on it.', 'glassjar'));
        $html .= self::terms('categories', 'category', __('Posts of these categories are news', 'glassjar'), $options['categories']);
        $html .= self::terms('tags', 'post_tag', __('Posts with these tags are news', 'glassjar'), $options['tags']);
        return '<details class="glassjar-group" id="glassjar-group-look"><summary><h2>' . esc_html__('How it looks, and whose posts are news', 'glassjar')
            . '</h2></summary><div class="glassjar-fields">' . $html . '</div></details>';
    }

    /**
     * What is asked here, by its place in CampaignState's options.
     *
     * @return array<string, string>
     */
    public static function questions(): array
    {
        return !current_user_can(Rights::MONEY) ? [] : [
            'form' => __('Form of the progress', 'glassjar'),
            'give' => __('Colour of the donations', 'glassjar'),
            'card' => __('Take card payments by Stripe', 'glassjar'),
            'monthly' => __('Also gifts that come every month', 'glassjar'),
            'categories' => __('Posts of these categories are news', 'glassjar'),
            'tags' => __('Posts with these tags are news', 'glassjar'),
        ];
    }

    /** Among the ways to give: whether cards are taken. */
    public static function card(int $id, bool $isTyped): string
    {
        $options = $isTyped ? self::read($id) : Campaign::options($id);
        return '<fieldset class="glassjar-terms"><legend>' . esc_html__('Card payments', 'glassjar') . '</legend>'
            . self::flag('card', __('Take card payments by Stripe', 'glassjar'), $options['card'])
            . self::flag('monthly', __('Also gifts that come every month', 'glassjar'), $options['monthly'])
            . '<p class="description">' . esc_html(self::endingWords($id)) . '</p>'
            . (Settings::takesCards() ? '' : '<p class="description">' . esc_html__('No key of Stripe is set yet: see Settings.', 'glassjar') . '</p>') . '</fieldset>';
    }

    /**
     * What was chosen.
     *
     * @return array<string, mixed>
     */
    public static function read(int $id): array
    {
        $typed = CampaignForm::sent('look');
        $typed = is_array($typed) ? $typed : [];
        $appearance = array_diff_key(Campaign::options($id)['appearance'], ['form' => 1, 'give' => 1]);
        if (in_array($typed['form'] ?? '', self::FORMS, true)) {
            $appearance['form'] = $typed['form'];
        }
        if (is_string($typed['give'] ?? null) && preg_match('/^#[0-9a-f]{6}\z/i', $typed['give']) === 1 && strtolower($typed['give']) !== '#0f766e') {
            $appearance['give'] = strtolower($typed['give']);
        }
        return [
            'card' => ($typed['card'] ?? '') === '1',
            'monthly' => ($typed['monthly'] ?? '') === '1',
            'categories' => array_map('intval', (array) ($typed['categories'] ?? [])),
            'tags' => array_map('intval', (array) ($typed['tags'] ?? [])),
            'appearance' => $appearance,
        ];
    }

    /** @param int[] $chosen */
    private static function terms(string $name, string $taxonomy, string $label, array $chosen): string
    {
        $terms = get_terms(['taxonomy' => $taxonomy, 'hide_empty' => false, 'number' => 200]);
        $terms = is_array($terms) ? $terms : [];
        // What is chosen stands there however many there are: a box that isn't there would be one that isn't ticked.
        $missing = array_diff($chosen, array_column($terms, 'term_id'));
        $more = $missing === [] ? [] : get_terms(['taxonomy' => $taxonomy, 'hide_empty' => false, 'include' => $missing]);
        $html = '';
        foreach (array_merge(is_array($more) ? $more : [], $terms) as $term) {
            $html .= sprintf(
                '<label><input type="checkbox" name="look[%s][]" value="%d"%s> %s</label>',
                esc_attr($name),
                (int) $term->term_id,
                checked(in_array((int) $term->term_id, $chosen, true), true, false),
                esc_html($term->name)
            );
        }
        return $html === '' ? '' : '<fieldset class="glassjar-terms"><legend>' . esc_html($label) . "</legend>$html</fieldset>";
    }

    /** How givers would end what comes each month, or what is missing for it. */
    private static function endingWords(int $id): string
    {
        return Monthly::endsAt(Campaign::fields($id)) === ''
            ? __('Every month: only when givers can be told how to end it. Put the address of Stripe’s customer portal into Settings, or say above where readers can find out more about you.', 'glassjar')
            /* translators: %s: address. */
            : sprintf(__('Every month: givers are told to end it at %s.', 'glassjar'), Monthly::endsAt(Campaign::fields($id)));
    }

    private static function flag(string $name, string $label, bool $isOn): string
    {
        return sprintf('<label><input type="checkbox" name="look[%s]" value="1"%s> %s</label>', esc_attr($name), checked($isOn, true, false), esc_html($label));
    }

    private static function line(string $name, string $label, string $input, string $help = ''): string
    {
        return sprintf('<div class="glassjar-field"><label for="glassjar-look-%s">%s</label>%s', esc_attr($name), esc_html($label), $input)
            . ($help === '' ? '' : '<p class="description">' . esc_html($help) . '</p>') . '</div>';
    }
}
