<?php

declare(strict_types=1);

namespace Glassjar\Admin;

use Glassjar\Books;
use Glassjar\Campaign;
use Glassjar\Core\BookedSource;
use Glassjar\Core\Money;
use Glassjar\DocumentBooks;
use Glassjar\Front\Words;
use Glassjar\RefusedEntry;
use Glassjar\Sums;

/** Sums that were stated before the first entry, and of which entries tell a part only: what is left can be booked as one entry. */
final class BooksRests
{
    /** The offer, for each source that has a rest; '' where none has. */
    public static function view(int $id): string
    {
        $html = '';
        foreach (self::of($id) as $rest) {
            $amount = Words::money($rest['minor'], Campaign::currency($id));
            /* translators: 1: name of a source, 2: amount. */
            $words = __('%1$s: %2$s of the stated sum is in no entry. Readers see it as “not listed one by one”. Booked as one entry, the books are complete.', 'glassjar');
            $html .= BooksScreen::open($id, 'rest') . '<p>' . esc_html(sprintf($words, $rest['label'], $amount)) . '</p>'
                . sprintf('<input type="hidden" name="source" value="%s"><input type="hidden" name="key" value="%s">', esc_attr($rest['source']), esc_attr(wp_generate_uuid4()))
                /* translators: %s: amount. */
                . '<p><button class="button">' . esc_html(sprintf(__('Book %s as one entry', 'glassjar'), $amount)) . '</button></p>' . Sent::end() . '</form>';
        }
        return $html === '' ? '' : "<div class=\"notice notice-info inline\">$html</div>";
    }

    /** Books the rest of a source as one entry. @return string What came of it, for the notice. */
    public static function take(int $id, string $source): string
    {
        foreach (self::of($id) as $rest) {
            if ($rest['source'] !== $source) {
                continue;
            }
            $today = (string) wp_date('Y-m-d');
            try {
                $added = Books::add($id, [
                    'at' => $rest['at'] !== '' && $rest['at'] < $today ? $rest['at'] : $today,
                    'flow' => $rest['flow'],
                    'amount' => (new Money($rest['minor'], Campaign::currency($id)))->text(),
                    'source' => $source,
                    'label' => __('Came in before the first entry', 'glassjar'),
                ], 'form:' . BooksScreen::key());
            } catch (RefusedEntry $refused) {
                return 'gone';
            }
            return $added['isNew'] ? 'added' : 'already';
        }
        // Booked meanwhile, or the stated sum was changed.
        return 'gone';
    }

    /** @return array<int, array{source: string, label: string, flow: string, at: string, minor: int}> */
    private static function of(int $id): array
    {
        ['nets' => $nets, 'given' => $given] = DocumentBooks::nets(Sums::of($id)['sums'], DocumentBooks::sources($id));
        $fields = Campaign::fields($id);
        $stated = array_filter($fields['sources'] ?? [], static function (array $source) use ($nets): bool {
            return isset($nets["={$source['id']}"]) && (isset($source['raised']) || isset($source['copies']));
        });
        $found = [];
        foreach ($stated as $source) {
            $key = "={$source['id']}";
            $booked = BookedSource::of($source, $given[$key], (int) array_sum($nets[$key]), Campaign::currency($id), $fields['book']['proceeds'] ?? null);
            if ($booked['rest'] > 0) {
                $found[] = [
                    'source' => $source['id'],
                    'label' => $source['label'] ?? $source['id'],
                    'flow' => ($source['kind'] ?? 'gifts') === 'sales' ? 'sale+' : 'gift+',
                    'at' => substr($source['asOf'] ?? '', 0, 10),
                    'minor' => $booked['rest'],
                ];
            }
        }
        return $found;
    }
}
