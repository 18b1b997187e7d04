import { describe, expect, test } from 'vitest';
import { read, rowsOf, told } from './open.ts';

const message = (lines: readonly string[], opening = 'C260521EUR1000,00', closing = 'C260522EUR1050,00'): string =>
  [
    ':20:STARTUMS',
    ':25:10010010/1234567',
    ':28C:00012/001',
    `:60F:${opening}`,
    ...lines,
    `:62F:${closing}`,
    '-',
    '',
  ].join('\r\n');

describe('a SWIFT message of a German bank', () => {
  test('sub-fields are put together again, also words that were split', async () => {
    const text = message([
      ':61:2605220522CR50,00NTRFNONREF//2026052200012',
      ':86:166?00GUTSCHRIFT?109251?20EREF+KD-1001?21SVWZ+Alles Gute fuer die Les?22eecke und viel Erfolg?30COBADEFFXXX?31DE893704004',
      '40532013000?32Lena Beispiel-Mustermann un?33d Jo Muster?34997',
    ]);
    const found = await read(text);
    expect(found).toMatchObject({ format: 'mt940', opening: '1000.00', closing: '1050.00', fits: true });
    expect(found.rows.map(told)).toEqual([
      'ready gift 2026-05-22 50.00 EUR Lena Beispiel-Mustermann und Jo Muster | Alles Gute fuer die Leseecke und viel Erfolg',
    ]);
    expect(found.rows[0]).toMatchObject({ reference: 'KD-1001', bankId: '2026052200012', line: 5 });
  });

  test('reversals, charges and what is only expected are no gifts', async () => {
    const text = message(
      [
        ':61:2605220522RC50,00NTRFNONREF',
        ':86:109?00RETOURE?20SVWZ+Zurueck',
        ':61:2605220522RD20,NTRFNONREF',
        ':86:108?00RUECKBUCHUNG',
        ':61:2605220522D9,90NCHGNONREF',
        ':86:805?00ABSCHLUSS',
        ':61:2605220522EC75,00NTRFNONREF',
        ':86:166?00VORMERKUNG',
      ],
      'C260521EUR100,00',
      'C260522EUR60,10',
    );
    const found = await read(text);
    expect(found.rows.map(({ amount, kind, why }) => `${kind} ${why} ${amount}`)).toEqual([
      'return went-out 50.00',
      'return returned 20.00',
      'fee went-out 9.90',
      'gift pending 75.00',
    ]);
    expect(found.fits).toBe(true);
  });

  // a-fas/mt940js#52, #89; wolph/mt940#17, #121; nemiah/phpFinTS#62, #199: the year of the day of booking.
  test.each([
    ['2101011230', '2020-12-30'],
    ['2101071231', '2020-12-31'],
    ['1412310105', '2015-01-05'],
    ['1906290701', '2019-07-01'],
    ['1812310102', '2019-01-02'],
    ['1901011228', '2018-12-28'],
    ['2001011230', '2019-12-30'],
    ['260522', '2026-05-22'],
  ])('the day of booking of %s is %s', async (days, at) => {
    const { rows } = await read(message([`:61:${days}CR50,00NTRFNONREF`]));
    expect(rows[0]?.at).toBe(at);
  });

  test('days after each other are one statement', async () => {
    const text =
      message([':61:2605210521C40,00NTRFNONREF//A'], 'C260520EUR100,00', 'C260521EUR140,00') +
      message(
        [':61:2605220522C60,00NTRFNONREF//B', ':61:2605220522D25,00NTRFNONREF//C'],
        'C260521EUR140,00',
        'C260522EUR175,00',
      );
    expect(await read(text)).toMatchObject({ opening: '100.00', closing: '175.00', fits: true, rows: { length: 3 } });
  });

  test('in the frame of a SWIFT network, with a balance below zero', async () => {
    const text = `{1:F01BANKDEFFAXXX0000000000}{2:I940BANKDEFFXXXXN}{4:\n${message([':61:2605220522CR50,00NTRFNONREF'], 'D260521EUR10,00', 'C260522EUR40,00').replace('-\r\n', '-}')}`;
    expect(await read(text)).toMatchObject({ opening: '-10.00', closing: '40.00', fits: true });
  });
});

test('a Dutch bank’s codes between slashes', async () => {
  // fruitl00p/php-mt940#48
  const text = `ABNANL2A\n940\nABNANL2A\n:20:ABN AMRO BANK NV\n:25:534334164\n:28:35001/1\n:60F:C261114EUR1124,58\n:61:2611151115C109,65N654NONREF\n:86:/TRTP/SEPA OVERBOEKING/IBAN/NL75INGB0001234567/BIC/INGBNL2A/NAME/\nL VOORBEELD/REMI/LEESHOEK 00042/EREF/NOTPROV\nIDED\n:61:2611151115D62,63N247NONREF\n:86:/TRTP/SEPA INCASSO ALGEMEEN DOORLOPEND/CSID/NL36ZZZ123456780000\n/NAME/DRUKKER B.V./MARF/000000059990/REMI/FOLDERS/IBAN/NL37DEUT0123456789\n:62F:C261115EUR1171,6\n-`;
  const found = await read(text);
  expect(found.rows.map(told)).toEqual([
    'ready gift 2026-11-15 109.65 EUR L VOORBEELD | LEESHOEK 00042',
    'left-out went-out cost 2026-11-15 62.63 EUR DRUKKER B.V. | FOLDERS',
  ]);
  expect(found.fits).toBe(true);
});

test('a line that is no movement is refused and breaks the sum, never the file', async () => {
  const found = await read(message([':61:nonsense', ':61:2605220522CR50,00NTRFNONREF']));
  expect(found.rows.map(({ state }) => state)).toEqual(['refused', 'ready']);
  expect(found.fits).toBe(false);
});

test('days that don’t exist and days to come are refused', async () => {
  expect(await rowsOf(message([':61:2602300230CR50,00NTRFNONREF', ':61:270101C50,00NTRFNONREF']))).toEqual([
    'refused no-such-day gift 50.00 EUR',
    'refused future-date gift 2027-01-01 50.00 EUR',
  ]);
});
