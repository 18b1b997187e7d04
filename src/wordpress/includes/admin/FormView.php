<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\CampaignState;
use Glassjar\Front\Words;

/**
 * Draws the questions of Fields: labels, help and faults are tied to their inputs, and rows work without scripts. Values are escaped by
 * esc_textarea: esc_attr leaves an entity that was typed as it is, and the browser would make a letter of it.
 */
final class FormView
{
    /** @var array<string, mixed> What is in the fields: as typed, else as saved. */
    private $values;

    /** @var array<string, string> */
    private $faults;

    /** @var bool Whether the values are typed text; saved amounts are shown in the site's own way of writing. */
    private $isTyped;

    /** @var string */
    private $currency;

    /** @var string[] Places whose answer can't be changed any more. */
    private $locked;

    /**
     * @param array<string, mixed> $values
     * @param array<string, string> $faults
     * @param string[] $locked
     */
    public function __construct(array $values, array $faults, bool $isTyped, string $currency, array $locked = [])
    {
        $this->locked = $locked;
        $this->values = $values;
        $this->faults = $faults;
        $this->isTyped = $isTyped;
        $this->currency = $currency;
    }

    /** The id of the input at a place. */
    public static function id(string $place): string
    {
        return 'glassjar-' . str_replace('.', '-', $place);
    }

    /**
     * All groups, each of which can be folded; the first one and what is at fault are open.
     *
     * @param array<string, string> $more HTML at the end of a group, by its name.
     */
    public function groups(array $more = []): string
    {
        $html = '';
        $isFirst = true;
        foreach (Fields::groups() as $name => $group) {
            $inner = $group['intro'] === '' ? '' : '<p class="glassjar-intro">' . esc_html($group['intro']) . '</p>';
            $isOpen = $isFirst;
            $count = 0;
            foreach ($group['fields'] as $field) {
                $inner .= $field['kind'] === 'rows' ? $this->rows($field) : $this->field($field, $field['path']);
                $isOpen = $isOpen || $this->isAtFault($field);
                $count += $this->isFilled($field) ? 1 : 0;
            }
            $html .= sprintf(
                '<details class="glassjar-group" id="glassjar-group-%s"%s><summary><h2>%s</h2>%s</summary><div class="glassjar-fields">%s</div></details>',
                esc_attr($name),
                $isOpen ? ' open' : '',
                esc_html($group['title']),
                $count > 0 ? ' <span class="glassjar-filled">' . esc_html__('filled in', 'glassjar') . '</span>' : '',
                $inner . ($more[$name] ?? '')
            );
            $isFirst = false;
        }
        return $html;
    }

    /**
     * One question.
     *
     * @param array<string, mixed> $field
     */
    public function field(array $field, string $place): string
    {
        $id = self::id($place);
        $value = $this->shown($field, CampaignState::at($this->values, $place));
        $fault = $this->faults[$place] ?? '';
        $about = array_keys(array_filter(["$id-help" => $field['help'] ?? '', "$id-fault" => $fault]));
        $name = 'glassjar[' . str_replace('.', '][', $place) . ']';
        $common = sprintf('id="%s" name="%s"', esc_attr($id), esc_attr($name))
            . ($about === [] ? '' : ' aria-describedby="' . esc_attr(implode(' ', $about)) . '"')
            . ($fault === '' ? '' : ' aria-invalid="true"')
            . (in_array($place, $this->locked, true) ? ' disabled' : '');
        $label = sprintf('<label for="%s">%s</label>', esc_attr($id), esc_html($field['label']));
        $help = empty($field['help']) ? '' : sprintf('<p class="description" id="%s-help">%s</p>', esc_attr($id), esc_html($field['help']));
        $told = $fault === '' ? '' : sprintf('<p class="glassjar-fault" id="%s-fault">%s</p>', esc_attr($id), esc_html($fault))
            . (in_array($field['kind'], ['amount', 'amounts'], true) ? Faults::choices($value, $this->currency) : '');
        $was = $field['kind'] === 'date' ? $this->was($place, $name) : '';
        $input = $this->input($field, $common, $value);
        $isFlag = $field['kind'] === 'flag';
        return sprintf('<div class="glassjar-field glassjar-%s%s">', esc_attr($field['kind']), $fault === '' ? '' : ' glassjar-wrong')
            . ($isFlag ? $input . $label : $label . $input) . "$was$told$help</div>";
    }

    /** @param array<string, mixed> $field */
    private function input(array $field, string $common, string $value): string
    {
        switch ($field['kind']) {
            case 'choice':
                $options = '';
                $chosen = $value === '' ? ($field['default'] ?? '') : $value;
                foreach ($field['options'] as $option => $label) {
                    $options .= sprintf('<option value="%s"%s>%s</option>', esc_attr((string) $option), selected($chosen, (string) $option, false), esc_html($label));
                }
                return "<select $common>$options</select>";
            case 'flag':
                return "<input type=\"checkbox\" value=\"1\" $common" . checked($value, '1', false) . '>';
            case 'lines':
            case 'amounts':
                return "<textarea rows=\"4\" $common>" . esc_textarea($value) . '</textarea>';
            case 'date':
                // What is at fault is no day, and a field for days would not show it.
                $type = $value === '' || preg_match('/^\d{4}-\d\d-\d\d\z/', $value) === 1 ? 'date' : 'text';
                return "<input type=\"$type\" $common value=\"" . esc_textarea($value) . '">';
            case 'link':
                return "<input type=\"text\" inputmode=\"url\" class=\"code\" placeholder=\"https://\" $common value=\"" . esc_textarea($value) . '">';
            case 'amount':
                return '<span class="glassjar-money">' . "<input type=\"text\" inputmode=\"decimal\" $common value=\"" . esc_textarea($value) . '">'
                    . '<span aria-hidden="true">' . esc_html($this->currency) . '</span></span>';
            case 'count':
                return "<input type=\"text\" inputmode=\"numeric\" $common value=\"" . esc_textarea($value) . '">';
            case 'iban':
                return "<input type=\"text\" class=\"code\" spellcheck=\"false\" autocomplete=\"off\" $common value=\"" . esc_textarea($value) . '">';
            default:
                return "<input type=\"text\" $common value=\"" . esc_textarea($value) . '">';
        }
    }

    /**
     * As many rows as there are, and one that is empty: without scripts, saving gives another.
     *
     * @param array<string, mixed> $field
     */
    private function rows(array $field): string
    {
        $items = CampaignState::at($this->values, $field['path']);
        $indexes = is_array($items) ? array_map('strval', array_keys($items)) : [];
        $next = $indexes === [] ? 0 : max(array_map('intval', $indexes)) + 1;
        $indexes[] = (string) $next;
        $html = '';
        foreach ($indexes as $number => $index) {
            $html .= $this->row($field, $index, $number + 1);
        }
        $id = self::id($field['path']);
        $fault = $this->faults[$field['path']] ?? '';
        return sprintf(
            '<fieldset class="glassjar-rows" id="%s" tabindex="-1"%s data-next="%d"><legend>%s</legend>%s<ol>%s</ol><template>%s</template>'
            . '<button type="button" class="button glassjar-add" hidden>%s</button></fieldset>',
            esc_attr($id),
            $fault === '' ? '' : ' aria-describedby="' . esc_attr("$id-fault") . '"',
            $next + 1,
            esc_html($field['label']),
            $fault === '' ? '' : sprintf('<p class="glassjar-fault" id="%s-fault">%s</p>', esc_attr($id), esc_html($fault)),
            $html,
            $this->row($field, '__row__', 0),
            esc_html($field['add'])
        );
    }

    /** @param array<string, mixed> $field */
    private function row(array $field, string $index, int $number): string
    {
        $inner = '';
        foreach ($field['fields'] as $one) {
            $inner .= $this->field($one, "{$field['path']}.$index.{$one['path']}");
        }
        return '<li class="glassjar-row"><div class="glassjar-fields">' . $inner . '</div>' . $this->kept($field, $index)
            . '<button type="button" class="button-link glassjar-remove" hidden>' . esc_html__('Remove', 'glassjar')
            . '<span class="screen-reader-text"> ' . esc_html($field['label']) . ($number > 0 ? " $number" : '') . '</span></button></li>';
    }

    /**
     * What a row has that the form does not ask for: an id by which others refer to it, what a newer version or a script wrote.
     *
     * @param array<string, mixed> $field
     */
    private function kept(array $field, string $index): string
    {
        $item = CampaignState::at($this->values, "{$field['path']}.$index");
        $item = is_array($item) ? $item : [];
        $kept = $this->isTyped ? ($item['keep'] ?? '') : wp_json_encode((object) array_diff_key($item, array_flip(array_column($field['fields'], 'path'))));
        if (!is_string($kept) || in_array($kept, ['', '{}'], true)) {
            return '';
        }
        $name = 'glassjar[' . str_replace('.', '][', $field['path']) . "][$index][keep]";
        return sprintf('<input type="hidden" name="%s" value="%s">', esc_attr($name), esc_textarea($kept));
    }

    /** What was saved with its time of day, which a field for days can't hold. */
    private function was(string $place, string $name): string
    {
        $was = CampaignState::at($this->values, $this->isTyped ? $place . '_was' : $place);
        return is_string($was) && strlen($was) > 10
            ? sprintf('<input type="hidden" name="%s" value="%s">', esc_attr(substr($name, 0, -1) . '_was]'), esc_textarea($was))
            : '';
    }

    /** @param array<string, mixed> $field */
    private function isAtFault(array $field): bool
    {
        foreach (array_keys($this->faults) as $place) {
            if ($place === $field['path'] || strpos($place, $field['path'] . '.') === 0) {
                return true;
            }
        }
        return false;
    }

    /** @param array<string, mixed> $field */
    private function isFilled(array $field): bool
    {
        $isThere = static function (array $one, $value): bool {
            // Choices always say something.
            return $one['kind'] !== 'choice' && !in_array($value, [null, '', [], false], true);
        };
        $value = CampaignState::at($this->values, $field['path']);
        if ($field['kind'] !== 'rows') {
            return $isThere($field, $value);
        }
        // As typed, there is always one row more than was filled in.
        foreach (is_array($value) ? $value : [] as $row) {
            foreach ($field['fields'] as $one) {
                if ($isThere($one, $row[$one['path']] ?? null)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * A value as its field shows it.
     *
     * @param array<string, mixed> $field
     * @param mixed $value
     */
    private function shown(array $field, $value): string
    {
        return $this->isTyped ? (is_scalar($value) ? (string) $value : '') : self::typed($field, $value, $this->currency);
    }

    /**
     * A saved value as it would be typed.
     *
     * @param array<string, mixed> $field
     * @param mixed $value
     */
    public static function typed(array $field, $value, string $currency): string
    {
        if ($value === null) {
            return '';
        }
        if ($field['path'] === 'give.taxReceipt') {
            return $value === true ? 'yes' : 'no';
        }
        if (is_bool($value)) {
            return $value ? '1' : '';
        }
        switch ($field['kind']) {
            case 'amount':
                return self::amount((string) $value, $currency);
            case 'amounts':
                return implode("\n", array_map(static function ($one) use ($currency): string {
                    return self::amount((string) $one, $currency);
                }, (array) $value));
            case 'words':
                return implode(' ', (array) $value);
            case 'date':
                return substr((string) $value, 0, 10);
            case 'iban':
                return \Glassjar\Core\Iban::group((string) $value);
            default:
                return is_scalar($value) ? (string) $value : '';
        }
    }

    /** An amount as its field shows it: without the currency, and such that it can only be read in one way. */
    public static function amount(string $text, string $currency): string
    {
        $money = \Glassjar\Core\Money::parse($text, $currency);
        $sign = \Glassjar\Core\Currency::sign($currency);
        $shown = $money === null ? $text : trim(str_replace($sign, '', Words::money($money->minor, $currency, true)), "\u{a0} ");
        // A zero in front makes three decimals readable in one way: a field shows nothing that it would ask about.
        return \Glassjar\Core\AmountInput::choices($shown, $currency, get_user_locale()) === [] ? $shown : "0$shown";
    }
}
