<?php

declare(strict_types=1);

namespace Glassjar\Test;

use Glassjar\Core\AmountInput;
use Glassjar\Core\BookedSource;
use Glassjar\Core\Calendar;
use Glassjar\Core\Certainty;
use Glassjar\Core\Charge;
use Glassjar\Core\Contacts;
use Glassjar\Core\Document;
use Glassjar\Core\Epc;
use Glassjar\Core\Iban;
use Glassjar\Core\Invalid;
use Glassjar\Core\Ledger;
use Glassjar\Core\Link;
use Glassjar\Core\Money;
use Glassjar\Core\Text;

/** What PHP answers to the input of a shared case; the other side is test/core/shared-cases.ts, function for function. */
final class Cases
{
    /**
     * @param array<string, mixed> $input
     * @return mixed
     */
    public static function answer(string $table, array $input)
    {
        $method = lcfirst(str_replace('-', '', ucwords($table, '-')));
        try {
            return self::$method($input);
        } catch (Invalid $refused) {
            return null;
        }
    }

    public static function knows(string $table): bool
    {
        return method_exists(self::class, lcfirst(str_replace('-', '', ucwords($table, '-'))));
    }

    /** @param array<string, mixed> $input */
    private static function money(array $input): ?array
    {
        $amount = Money::parse($input['text'], $input['currency']);
        return $amount === null ? null : ['minor' => $amount->minor, 'text' => $amount->text()];
    }

    /** @param array<string, mixed> $input */
    private static function amountInput(array $input): array
    {
        $read = AmountInput::read($input['text'], $input['currency'], $input['locale'], $input['limits'] ?? []);
        if (isset($read['amount'])) {
            return ['minor' => $read['amount']->minor];
        }
        $fault = $read['fault'];
        $answer = ['fault' => $fault['kind']];
        foreach (['whole', 'part', 'decimals', 'limit'] as $field) {
            if (isset($fault[$field])) {
                $answer[$field] = $fault[$field] instanceof Money ? $fault[$field]->minor : $fault[$field];
            }
        }
        return $answer;
    }

    /** @param array<string, mixed> $input */
    private static function iban(array $input): ?string
    {
        return Iban::parse($input['text']);
    }

    /** @param array<string, mixed> $input */
    private static function reference(array $input): ?string
    {
        return Iban::parseReference($input['text']);
    }

    /** @param array<string, mixed> $input */
    private static function makeReference(array $input): ?string
    {
        return Iban::makeReference($input['own']);
    }

    /** @param array<string, mixed> $input */
    private static function links(array $input): bool
    {
        return Link::isLink($input['text']);
    }

    /** @param array<string, mixed> $input */
    private static function texts(array $input): string
    {
        return Text::clean($input['text']);
    }

    /** @param array<string, mixed> $input */
    private static function charge(array $input): int
    {
        return Charge::to(new Money($input['minor'], $input['currency']));
    }

    /** @param array<string, mixed> $input */
    private static function charged(array $input): int
    {
        return Charge::from($input['charged'], $input['currency'])->minor;
    }

    /** @param array<string, mixed> $input */
    private static function chargeRule(array $input): ?array
    {
        $rule = Charge::rule($input['currency']);
        return $rule === null ? null : array_intersect_key($rule, ['step' => 1, 'payoutStep' => 1, 'minimum' => 1, 'maximum' => 1]);
    }

    /** @param array<string, mixed> $input */
    private static function dates(array $input): bool
    {
        return Calendar::isDate($input['text']);
    }

    /** @param array<string, mixed> $input */
    private static function moments(array $input): array
    {
        ['date' => $date, 'now' => $now, 'zone' => $zone] = $input;
        return [
            'begun' => Calendar::hasBegun($date, $now, $zone),
            'over' => Calendar::isOver($date, $now, $zone),
            'today' => Calendar::today($now, $zone),
        ];
    }

    /**
     * @param array<string, mixed> $input
     * @return mixed
     */
    private static function epc(array $input)
    {
        $amount = isset($input['amount']) ? new Money($input['amount']['minor'], $input['amount']['currency']) : null;
        $epc = Epc::of($input['transfer'], $amount);
        return is_string($epc) ? $epc : ['text' => $epc['text'], 'shortened' => $epc['shortened']];
    }

    /** @param array<string, mixed> $input */
    private static function documents(array $input): array
    {
        $read = Document::read($input['document']);
        if ($read['campaign'] === null) {
            unset($read['damaged']);
        } else {
            $read['campaign'] = Document::withObjects($read['campaign']);
        }
        return $read;
    }

    /** @param array<string, mixed> $input */
    private static function ledger(array $input): ?array
    {
        $read = Document::read($input['document']);
        return $read['campaign'] === null ? null : Ledger::totals($read['campaign'], $read['damaged']);
    }

    /** @param array<string, mixed> $input */
    private static function figures(array $input): ?array
    {
        ['campaign' => $campaign, 'damaged' => $damaged] = Document::read($input['document']);
        if ($campaign === null) {
            return null;
        }
        $now = Calendar::instantOf($input['now']);
        return [
            'asOf' => Certainty::asOf($campaign, $now, 'UTC'),
            'peopleBound' => Certainty::peopleBound($campaign),
            'totals' => Ledger::totals($campaign, $damaged),
        ];
    }

    /** @param array<string, mixed> $input */
    private static function contacts(array $input): string
    {
        return Contacts::without($input['text']);
    }

    /**
     * @param array<string, mixed> $input
     * @return array<string, mixed>
     */
    private static function bookedSource(array $input): array
    {
        return BookedSource::of($input['source'], $input['given'], $input['net'], $input['currency'], $input['proceeds'] ?? null);
    }
}
