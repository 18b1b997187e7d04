<?php

declare(strict_types=1);

namespace Glassjar\Test;

use Glassjar\Core\Csv;
use Glassjar\Core\Statement;
use PHPUnit\Framework\TestCase;

/** Tables as banks, spreadsheets and people write them. */
final class StatementTest extends TestCase
{
    private const GERMAN = "Kontonummer;DE89370400440532013000\r\nStand;22.05.2026\r\n\r\n"
        . "Buchungstag;Wertstellung;Auftraggeber / Begünstigter;Verwendungszweck;Betrag (€);Währung\r\n"
        . "22.05.2026;22.05.2026;Müller, Jörg;\"Spende; für \"\"Mara\"\"\";1.250,50;EUR\r\n"
        . "21.05.26;21.05.2026;Lena M.;Alles Gute;50,00;EUR\r\n"
        . "20.05.2026;20.05.2026;Stadtwerke;Miete, Juni;-2.250,00;EUR\r\n";

    /** @return iterable<string, array{string}> */
    public function encodings(): iterable
    {
        $utf16 = static function (string $text, string $format): string {
            $units = [];
            foreach (preg_split('//u', $text, -1, PREG_SPLIT_NO_EMPTY) as $character) {
                $units[] = pack($format, \Glassjar\Core\Text::codePoint($character));
            }
            return implode('', $units);
        };
        yield 'UTF-8' => [self::GERMAN];
        yield 'UTF-8 with a mark' => ["\xef\xbb\xbf" . self::GERMAN];
        yield 'Windows-1252' => [strtr(self::GERMAN, ['ü' => "\xfc", 'ö' => "\xf6", '€' => "\x80", 'ä' => "\xe4"])];
        yield 'UTF-16, little' => ["\xff\xfe" . $utf16(self::GERMAN, 'v')];
        yield 'UTF-16, big' => ["\xfe\xff" . $utf16(self::GERMAN, 'n')];
        yield 'UTF-16 without a mark' => [$utf16(self::GERMAN, 'v')];
        yield 'line feeds only' => [str_replace("\r\n", "\n", self::GERMAN)];
        yield 'carriage returns only' => [str_replace("\r\n", "\r", self::GERMAN)];
    }

    /** @dataProvider encodings */
    public function testGermanStatement(string $bytes): void
    {
        $read = Statement::read($bytes, 'EUR');
        self::assertSame(['at' => 0, 'amount' => 4, 'name' => 2, 'label' => 3, 'currency' => 5], $read['columns']);
        self::assertSame([
            ['2026-05-22', 125050, 'Müller, Jörg', 'Spende; für "Mara"', []],
            ['2026-05-21', 5000, 'Lena M.', 'Alles Gute', []],
            ['2026-05-20', -225000, 'Stadtwerke', 'Miete, Juni', []],
        ], self::short($read));
        self::assertSame(5, $read['rows'][0]['line']);
    }

    public function testKeysAreOfTheContentWhateverTheEncoding(): void
    {
        $keys = [];
        foreach ($this->encodings() as [$bytes]) {
            $keys[implode(' ', array_column(Statement::read($bytes, 'EUR')['rows'], 'key'))] = true;
        }
        self::assertCount(1, $keys);
    }

    public function testTheSameRowTwiceIsTwoGiftsAndTheSameTwoAgain(): void
    {
        $bytes = "Datum;Betrag;Name\n22.05.2026;5,00;A\n22.05.2026;5,00;A\n";
        $first = array_column(Statement::read($bytes, 'EUR')['rows'], 'key');
        self::assertNotSame($first[0], $first[1]);
        $longer = array_column(Statement::read($bytes . "23.05.2026;7,00;B\n22.05.2026;5,00;A\n", 'EUR')['rows'], 'key');
        self::assertSame($first, array_slice($longer, 0, 2));
        self::assertCount(4, array_unique($longer));
    }

    /** @return iterable<string, array{string, array<int, mixed>, 2?: array<string, mixed>}> */
    public function tables(): iterable
    {
        yield 'English, commas, quotes' => [
            "Date,Description,Amount\n2026-05-22,\"Rent, June\",\"-1,250.00\"\n2026-05-21,Gift,\"50.00\"\n",
            [['2026-05-22', -125000, '', 'Rent, June', []], ['2026-05-21', 5000, '', 'Gift', []]],
        ];
        yield 'paid in, paid out' => [
            "Date\tDescription\tPaid in\tPaid out\n22/05/2026\tGift\t50.00\t\n13/05/2026\tRent\t\t20.00\n01/02/2026\tGift\t1.00\t0.00\n",
            [['2026-05-22', 5000, '', 'Gift', []], ['2026-05-13', -2000, '', 'Rent', []], ['2026-02-01', 100, '', 'Gift', []]],
        ];
        yield 'month first, as one of the dates says' => [
            "Date,Amount\n05/22/2026,5.00\n01/02/2026,6.00\n",
            [['2026-05-22', 500, '', '', []], ['2026-01-02', 600, '', '', []]],
        ];
        yield 'dates that can be read in two ways' => [
            "Date,Amount\n01/02/2026,5.00\n03/03/2026,6.00\n",
            [['', 500, '', '', ['at-ambiguous']], ['2026-03-03', 600, '', '', []]],
        ];
        yield '… until someone says which' => ["Date,Amount\n01/02/2026,5.00\n", [['2026-02-01', 500, '', '', []]], ['order' => 'dmy']];
        yield 'dates that contradict each other say nothing' => [
            "Date,Amount\n22/05/2026,5.00\n05/22/2026,5.00\n01/02/2026,5.00\n",
            [['2026-05-22', 500, '', '', []], ['', 500, '', '', ['at']], ['', 500, '', '', ['at-ambiguous']]],
        ];
        yield 'amounts that can be read in two ways' => [
            "Datum;Betrag\n22.05.2026;1.000\n21.05.2026;5\n",
            [['2026-05-22', 0, '', '', ['amount-ambiguous']], ['2026-05-21', 500, '', '', []]],
        ];
        yield '… unless the rest of the column says which' => [
            "Datum;Betrag\n22.05.2026;1.000\n21.05.2026;5,50\n",
            [['2026-05-22', 100000, '', '', []], ['2026-05-21', 550, '', '', []]],
        ];
        yield '… or that it is neither' => [
            "Datum;Betrag\n22.05.2026;1.000\n21.05.2026;5.50\n",
            [['2026-05-22', 0, '', '', ['amount']], ['2026-05-21', 550, '', '', []]],
        ];
        yield 'minus as banks write it' => [
            "Datum;Betrag\n22.05.2026;5,00-\n22.05.2026;5,00 S\n22.05.2026;6,00 H\n22.05.2026;(7,00)\n22.05.2026;+8,00 €\n22.05.2026;\u{2212}9,00\n",
            [
                ['2026-05-22', -500, '', '', []], ['2026-05-22', -500, '', '', []], ['2026-05-22', 600, '', '', []],
                ['2026-05-22', -700, '', '', []], ['2026-05-22', 800, '', '', []], ['2026-05-22', -900, '', '', []],
            ],
        ];
        yield 'what is wrong' => [
            "Datum;Betrag;Währung\n31.02.2026;5,00;EUR\nsoon;5,00;EUR\n22.05.2026;fünf;EUR\n22.05.2026;0,00;EUR\n22.05.2026;5,00;USD\n22.05.2026;1e3;EUR\n",
            [
                ['', 500, '', '', ['at']], ['', 500, '', '', ['at']], ['2026-05-22', 0, '', '', ['amount']],
                ['2026-05-22', 0, '', '', ['amount']], ['2026-05-22', 500, '', '', ['currency']], ['2026-05-22', 0, '', '', ['amount']],
            ],
        ];
        yield 'pasted from a spreadsheet, without headings' => [
            "22.05.2026\t50,00 €\tLena M.\tAlles Gute\n21.05.2026\t7,68\tJo\t\n",
            [['2026-05-22', 5000, 'Lena M.', 'Alles Gute', []], ['2026-05-21', 768, 'Jo', '', []]],
        ];
        yield 'typed' => [
            "22.05.2026 50 Lena M.\n21.05.2026 Jo 7.50 €\n\n  nonsense\n",
            [['2026-05-22', 5000, 'Lena M.', '', []], ['2026-05-21', 750, 'Jo', '', []], ['', 0, 'nonsense', '', ['at', 'amount']]],
        ];
        yield 'columns that someone chose' => [
            "a;b;c\n5,00;22.05.2026;x\n", [['', 0, '', 'c', ['at', 'amount']], ['2026-05-22', 500, '', 'x', []]],
            ['columns' => ['at' => 1, 'amount' => 0, 'label' => 2]],
        ];
        yield 'formulas are words' => [
            "Datum;Betrag;Name\n22.05.2026;5,00;=HYPERLINK(\"x\")\n",
            [['2026-05-22', 500, '=HYPERLINK("x")', '', []]],
        ];
        yield 'a quote that never ends' => ["Datum;Betrag\n22.05.2026;5,00\n22.05.2026;\"5,00\n", [['2026-05-22', 500, '', '', []], ['2026-05-22', 500, '', '', []]]];
        yield 'nothing' => ['', []];
        yield 'bytes of a picture' => ["\x89PNG\r\n\x1a\n\0\0\0\rIHDR", [['', 0, 'PNG', '', ['at', 'amount']], ['', 0, '', '', ['at', 'amount']]]];
    }

    /**
     * @dataProvider tables
     * @param array<int, mixed> $expected
     * @param array<string, mixed> $options
     */
    public function testTable(string $bytes, array $expected, array $options = []): void
    {
        $short = self::short(Statement::read($bytes, 'EUR', $options));
        if ($expected === [] || strpos($bytes, 'PNG') === false) {
            self::assertSame($expected, $short);
        } else {
            // Whatever it is, nothing of it can be booked.
            self::assertNotContains([], array_column($short, 4));
        }
    }

    public function testALongListIsCut(): void
    {
        $read = Statement::read("Datum;Betrag\n" . str_repeat("22.05.2026;5,00\n", 5001), 'EUR');
        self::assertTrue($read['cut']);
        self::assertCount(5000, $read['rows']);
        self::assertCount(5000, array_unique(array_column($read['rows'], 'key')));
    }

    public function testSeparators(): void
    {
        self::assertSame(';', Csv::separatorOf("a;b,c\n1;2,3\n"));
        self::assertSame(',', Csv::separatorOf("a,b\n1,\"2;3\"\n"));
        self::assertSame("\t", Csv::separatorOf("a\tb;c\n1\t2,5\n"));
        self::assertSame('', Csv::separatorOf("22.05.2026 50 Lena\n"));
    }

    /**
     * @param array<string, mixed> $read
     * @return array<int, mixed>
     */
    private static function short(array $read): array
    {
        return array_map(static function (array $row): array {
            return [$row['at'], $row['minor'], $row['name'], $row['label'], $row['problems']];
        }, $read['rows']);
    }
}
