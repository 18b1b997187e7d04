import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epcOf, transferLines, type Epc, type Obstacle, type Transfer } from '../../src/core/epc.ts';
import { makeReference } from '../../src/core/reference.ts';
import { sepaCountryOf } from '../../src/core/sepa.ts';

const euros = (minor: number) => ({ minor, currency: 'EUR' });
const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

const base: Transfer = { holder: 'Mara Hilfsfonds e. V.', iban: 'DE89370400440532013000', currency: 'EUR' };

function codeOf(changes: Partial<Transfer> = {}): Epc {
  const epc = epcOf({ ...base, ...changes });
  if (typeof epc === 'string') throw new Error(`no code: ${epc}`);
  return epc;
}

describe('payment codes (EPC069-12)', () => {
  test('the sample of the encyclopaedia, to the byte', () => {
    const { text } = codeOf({
      holder: 'Wikimedia Foerdergesellschaft',
      iban: 'DE33100205000001194700',
      amount: euros(12_345),
      reference: 'Spende fuer Wikipedia',
    });
    expect(text).toBe(
      'BCD\n002\n1\nSCT\n\nWikimedia Foerdergesellschaft\nDE33100205000001194700\nEUR123.45\n\n\nSpende fuer Wikipedia',
    );
    expect(bytes(text)).toBe(101);
  });

  test('a structured reference stands in line 10, and nothing after it', () => {
    const { lines, text } = codeOf({ reference: 'rf18 5390 0754 7034', amount: euros(5000), bic: 'cobadeff xxx' });
    expect(text.split('\n')).toEqual([
      'BCD',
      '002',
      '1',
      'SCT',
      'COBADEFFXXX',
      'Mara Hilfsfonds e. V.',
      'DE89370400440532013000',
      'EUR50.00',
      '',
      'RF18539007547034',
    ]);
    expect(lines.isStructured).toBe(true);
  });

  test('a mistyped structured reference is words, in line 11', () => {
    const { lines, text } = codeOf({ reference: 'RF17539007547034' });
    expect(text.split('\n').slice(7)).toEqual(['', '', '', 'RF17539007547034']);
    expect(lines.isStructured).toBe(false);
  });

  test('ends with the last line that is filled', () => {
    expect(codeOf().text).toMatch(/\nDE89370400440532013000$/);
    expect(codeOf({ amount: euros(1) }).text).toMatch(/\nEUR0\.01$/);
  });

  test.each([
    [1, 'EUR0.01'],
    [100, 'EUR1.00'],
    [123_456_789, 'EUR1234567.89'],
    [99_999_999_999, 'EUR999999999.99'],
  ])('%i cents are %s', (minor, written) => {
    expect(codeOf({ amount: euros(minor) }).text.split('\n')[7]).toBe(written);
  });

  test('the holder is the bank’s, letter by letter: umlauts stay', () => {
    expect(codeOf({ holder: 'Förderverein Bücherei Überlingen e. V.' }).text).toContain(
      '\nFörderverein Bücherei Überlingen e. V.\n',
    );
    // Typed on a Mac, an umlaut may come as two signs; banks compare one.
    expect(codeOf({ holder: 'Fo\u0308rderverein' }).text).toContain('\nFörderverein\n');
  });

  test.each([
    ['another currency', { currency: 'CHF' }, 'currency'],
    ['an amount in another currency', { amount: { minor: 100, currency: 'CHF' } }, 'currency'],
    ['an account outside SEPA', { iban: 'BR1800360305000010009795493C1' }, 'country'],
    ['no country at all', { iban: '0001' }, 'country'],
    ['a country nobody knows', { iban: 'XX431234' }, 'country'],
    ['an IBAN too short for its country', { iban: 'DE8937040044053201300' }, 'iban'],
    ['an IBAN too long for its country', { iban: 'DE893704004405320130001' }, 'iban'],
    ['a BIC that is none', { bic: 'COBADE' }, 'bic'],
    ['a BIC with another letter', { bic: 'COBADEFFXXÄ' }, 'bic'],
    ['no BIC where one is needed', { iban: 'CH9300762011623852957' }, 'bic'],
    ['nobody', { holder: ' \n\u200b ' }, 'holder'],
    ['nothing', { amount: euros(0) }, 'amount'],
    ['less than nothing', { amount: euros(-500) }, 'amount'],
    ['more than the standard knows', { amount: euros(100_000_000_000) }, 'amount'],
  ] satisfies [string, Partial<Transfer>, Obstacle][])('there is none for %s', (_, changes, why) => {
    expect(epcOf({ ...base, ...changes })).toBe(why);
  });

  test('an account outside the EEA needs its BIC, and has a code with it', () => {
    expect(codeOf({ iban: 'CH9300762011623852957', bic: 'POFICHBEXXX' }).text).toContain('\nPOFICHBEXXX\n');
    expect(codeOf({ iban: 'GB29NWBK60161331926819', bic: 'NWBKGB2L' }).text).toContain('\nNWBKGB2L\n');
  });

  test('no text begins a line of its own', () => {
    for (const separator of ['\n', '\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029', '\u0000', '\t']) {
      const evil = `Mara${separator}DE33100205000001194700${separator}EUR999.00`;
      const { text } = codeOf({ holder: evil, reference: evil, bic: '' });
      expect(text.split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/)).toHaveLength(11);
      expect(text.split('\n')[6]).toBe(base.iban);
      expect(text.split('\n')[7]).toBe('');
    }
  });

  test('what can’t be seen is not in it', () => {
    const { lines, text } = codeOf({
      holder: 'Ma\u00adra\u202e\u200b \u200d e.\u00a0V.\ud800',
      reference: 'a \ufeff b',
    });
    expect(lines).toMatchObject({ holder: 'Mara e. V.', reference: 'a b' });
    expect(text).toContain('\nMara e. V.\n');
  });

  describe('what is too long', () => {
    test('is shortened to 70 and 140 signs, and named', () => {
      const { lines, shortened } = codeOf({ holder: 'h'.repeat(71), reference: 'r'.repeat(141) });
      expect(lines.holder).toBe('h'.repeat(70));
      expect(lines.reference).toBe('r'.repeat(140));
      expect(shortened).toEqual(['holder', 'reference']);
    });

    test('is not, where it just fits', () => {
      const { lines, shortened } = codeOf({ holder: 'h'.repeat(70), reference: 'r'.repeat(140) });
      expect([lines.holder.length, lines.reference.length, shortened]).toEqual([70, 140, []]);
    });

    test('is shortened to 331 bytes: the reference gives way', () => {
      const { lines, shortened, text } = codeOf({
        holder: 'Ä'.repeat(70),
        iban: 'MT84MALT011000012345MTLCAST001S',
        bic: 'MALTMTMTXXX',
        amount: euros(99_999_999_999),
        reference: 'ü'.repeat(140),
      });
      expect(bytes(text)).toBeGreaterThan(329);
      expect(bytes(text)).toBeLessThanOrEqual(331);
      expect(lines.holder).toBe('Ä'.repeat(70));
      expect(shortened).toEqual(['reference']);
    });

    test('is cut between what readers take for letters, and not in them', () => {
      // Letters of several signs: an accent that has no letter of its own, a picture, a flag.
      for (const letter of ['x\u0301', '🎉', '🇩🇪'])
        expect(codeOf({ holder: 'h'.repeat(69) + letter }).lines.holder).toBe('h'.repeat(69));
      expect(codeOf({ holder: `${'h'.repeat(69)} e. V.` }).lines.holder, 'no blank at the end').toBe('h'.repeat(69));
    });

    test('leaves a beginning even of letters that chain without end', () => {
      const chained = 'क' + '्क'.repeat(100);
      const { lines } = codeOf({ holder: chained });
      expect(lines.holder.length).toBeGreaterThan(0);
      expect(chained.startsWith(lines.holder)).toBe(true);
    });
  });

  describe('of any text', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ unit: fc.constantFrom('ä', '🎉', '\n', '\r', ' ', '́', '\u200d', '漢', 'x'), maxLength: 400 }),
    );
    const anyTransfer = fc.record({
      holder: anyText,
      iban: fc.constantFrom(base.iban, 'MT84MALT011000012345MTLCAST001S', 'NO9386011117947'),
      bic: fc.constantFrom('', 'COBADEFFXXX', 'BPOTBEB1'),
      reference: fc.oneof(
        anyText,
        fc.stringMatching(/^[0-9A-Z]{1,21}$/).map((own) => makeReference(own)!),
      ),
      amount: fc.option(fc.integer({ min: 1, max: 99_999_999_999 }).map(euros), { nil: undefined }),
      currency: fc.constant('EUR'),
    });

    test('has 7 to 11 lines, its fields in their places, and 331 bytes at most', () => {
      fc.assert(
        fc.property(anyTransfer, (transfer) => {
          const epc = epcOf(transfer);
          if (epc === 'holder') {
            expect(transferLines(transfer).holder).toBe('');
            return;
          }
          if (typeof epc === 'string') throw new Error(`unexpected: ${epc}`);
          const { lines, shortened, text } = epc;
          expect(bytes(text)).toBeLessThanOrEqual(331);
          expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
          expect(Buffer.from(text, 'utf8').toString('utf8'), 'well-formed').toBe(text);
          const fields = text.split('\n');
          expect(fields.length).toBeGreaterThanOrEqual(7);
          expect(fields.length).toBeLessThanOrEqual(11);
          const [tag, version, charset, id, bic, holder, iban, amount = '', purpose = '', structured = '', words = ''] =
            fields;
          expect([tag, version, charset, id, purpose]).toEqual(['BCD', '002', '1', 'SCT', '']);
          expect([bic, holder, iban]).toEqual([transfer.bic, lines.holder, transfer.iban]);
          expect(amount !== '').toBe(transfer.amount !== undefined);
          expect(holder!.length).toBeGreaterThan(0);
          expect(holder!.length).toBeLessThanOrEqual(70);
          expect(words.length).toBeLessThanOrEqual(140);
          expect(structured && words, 'one reference at most').toBe('');
          expect(structured + words, 'text and code say the same').toBe(lines.reference);
          expect(lines.isStructured).toBe(structured !== '');
          const whole = transferLines(transfer);
          expect(whole.holder.startsWith(lines.holder)).toBe(true);
          expect(whole.reference.startsWith(lines.reference)).toBe(true);
          expect(shortened.includes('holder')).toBe(whole.holder !== lines.holder);
          expect(shortened.includes('reference')).toBe(whole.reference !== lines.reference);
        }),
        { numRuns: 500 },
      );
    });

    test('is shortened between graphemes', () => {
      const graphemes = (text: string) => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
      const letter = fc.constantFrom('a', ' ', 'ä', 'x́', 'ŕ̃', '🎉', '🇩🇪', '👍🏽', '漢', '각', 'é');
      fc.assert(
        fc.property(fc.string({ unit: letter, minLength: 60, maxLength: 200 }), (reference) => {
          const whole = graphemes(transferLines({ ...base, reference }).reference);
          const kept = graphemes(codeOf({ reference }).lines.reference);
          expect(kept).toEqual(whole.slice(0, kept.length));
        }),
      );
    });
  });
});

describe('SEPA', () => {
  // The registry's own sample of each country that is in both lists.
  test.each([
    ['DE89370400440532013000', 22, false],
    ['AT611904300234573201', 20, false],
    ['FR1420041010050500013M02606', 27, false],
    ['NO9386011117947', 15, false],
    ['MT84MALT011000012345MTLCAST001S', 31, false],
    ['CH9300762011623852957', 21, true],
    ['GB29NWBK60161331926819', 22, true],
    ['RS35260005601001611379', 22, true],
    ['AL47212110090000000235698741', 28, true],
    ['VA59001123000012345678', 22, true],
  ])('%s', (iban, ibanLength, needsBic) => {
    expect(sepaCountryOf(iban)).toEqual({ ibanLength, needsBic });
    expect(iban).toHaveLength(ibanLength);
  });

  test.each(['BR18', 'US', 'FO20', 'GL56', 'XK05', 'TR33', 'UA21', 'E20', '', 'de89', 'T20 ', '..89'])(
    '%j is not in it',
    (iban) => expect(sepaCountryOf(iban)).toBeUndefined(),
  );

  test('41 countries and Gibraltar, of which 30 need no BIC', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const countries = letters.flatMap((a) => letters.flatMap((b) => sepaCountryOf(a + b) ?? []));
    expect(countries).toHaveLength(42);
    expect(countries.filter(({ needsBic }) => !needsBic)).toHaveLength(30);
  });
});
