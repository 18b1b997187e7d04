import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../src/import/import.ts';
import { options, read, rowsOf, told } from './open.ts';

interface EntryText {
  readonly amount?: string;
  readonly way?: 'CRDT' | 'DBIT';
  readonly status?: string;
  readonly day?: string;
  readonly more?: string;
  readonly details?: string;
}

const entry = ({
  amount = '50.00',
  day = '2026-05-22',
  details = '',
  more = '',
  status = 'BOOK',
  way = 'CRDT',
}: EntryText): string =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd>${more.startsWith('<RvslInd>') ? more : ''}<Sts>${status}</Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>
${more.startsWith('<RvslInd>') ? '' : more}${details && `<NtryDtls>${details}</NtryDtls>`}</Ntry>`;

const balance = (code: string, amount: string, day: string, way = 'CRDT'): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;

const document = (content: string, version = '02', name = 'BkToCstmrStmt', kind = '053'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.${version}"><${name}><GrpHdr><MsgId>1</MsgId></GrpHdr>${content}</${name}></Document>`;

const statement = (
  opening: string,
  closing: string,
  entries: string,
  day = '2026-05-21',
  iban = 'DE02120300000000202051',
): string =>
  `<Stmt><Id>1</Id><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>${balance('OPBD', opening, day)}${balance('CLBD', closing, day)}${entries}</Stmt>`;

const gift = (name: string, words: string, rest = '', version = '02'): string =>
  `<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>${rest}<RltdPties><Dbtr>${version === '02' ? `<Nm>${name}</Nm>` : `<Pty><Nm>${name}</Nm></Pty>`}</Dbtr></RltdPties><RmtInf><Ustrd>${words}</Ustrd></RmtInf></TxDtls>`;

describe('a statement of ISO 20022', () => {
  test.each(['02', '04', '08', '10'])(
    'version 001.%s: what was booked, with its words, and the bank’s own arithmetic',
    async (version) => {
      const entries =
        entry({
          details: gift('Lena Beispiel', 'Alles Gute', '', version),
          more: '<AcctSvcrRef>2026-1</AcctSvcrRef>',
        }) +
        entry({
          way: 'DBIT',
          amount: '20.5',
          details: `<TxDtls><RltdPties><Cdtr>${version === '02' ? '<Nm>Druckerei</Nm>' : '<Pty><Nm>Druckerei</Nm></Pty>'}</Cdtr></RltdPties><RmtInf><Ustrd>Plakate</Ustrd></RmtInf></TxDtls>`,
        });
      const found = await read(document(statement('1000.00', '1029.50', entries), version));
      expect(found.rows.map(told)).toEqual([
        'ready gift 2026-05-22 50.00 EUR Lena Beispiel | Alles Gute',
        'left-out went-out cost 2026-05-22 20.50 EUR Druckerei | Plakate',
      ]);
      expect(found).toMatchObject({ format: 'camt.053', opening: '1000.00', closing: '1029.50', fits: true });
      expect(found.rows[0]).toMatchObject({ bankId: '2026-1', reference: null });
    },
  );

  test('what is only announced, and states that are not known, are no gifts and not in the sum', async () => {
    const entries =
      entry({ status: 'PDNG' }) +
      entry({ status: 'INFO' }) +
      entry({ status: '<Cd>FUTR</Cd>' }) +
      entry({ status: 'XXXX' }) +
      entry({ status: '<Cd>BOOK</Cd>' });
    const found = await read(document(statement('0.00', '50.00', entries), '08'));
    expect(found.rows.map(({ state, why }) => `${state} ${why}`)).toEqual([
      'left-out pending',
      'left-out pending',
      'left-out pending',
      'refused unknown-state',
      'ready null',
    ]);
    expect(found.fits).toBe(true);
  });

  test('a batch is its transfers, where their amounts make the whole; else it stays one', async () => {
    const part = (amount: string, name: string) =>
      gift(name, 'Spende', `<AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls>`);
    expect(
      await rowsOf(
        document(
          statement('0', '429.56', entry({ amount: '429.56', details: part('329.56', 'Lena') + part('100.00', 'Jo') })),
        ),
      ),
    ).toEqual(['ready gift 2026-05-22 329.56 EUR Lena | Spende', 'ready gift 2026-05-22 100.00 EUR Jo | Spende']);
    expect(
      await rowsOf(
        document(statement('0', '1526', entry({ amount: '1526', details: part('1000', 'Lena') + part('500', 'Jo') }))),
      ),
    ).toEqual(['ready gift 2026-05-22 1526.00 EUR']);
  });

  test('two equal gifts of a batch have two ids', async () => {
    const part = gift('Lena', 'Spende', '<Amt Ccy="EUR">25</Amt><CdtDbtInd>CRDT</CdtDbtInd>', '08');
    const { rows } = await read(
      document(statement('0', '50', entry({ details: part + part, more: '<AcctSvcrRef>7</AcctSvcrRef>' })), '08'),
    );
    expect(rows.map(({ bankId }) => bankId)).toEqual(['7/1', '7/2']);
  });

  test('a reversal is no gift, whichever way its money goes', async () => {
    const entries =
      entry({ way: 'DBIT', more: '<RvslInd>true</RvslInd>' }) + entry({ more: '<RvslInd>true</RvslInd>' });
    const found = await read(document(statement('100', '100', entries)));
    expect(found.rows.map(({ kind, why }) => `${kind} ${why}`)).toEqual(['return went-out', 'return returned']);
    expect(found.fits).toBe(true);
  });

  test('a charge of the bank is a fee', async () => {
    const fee = '<BkTxCd><Domn><Cd>ACMT</Cd><Fmly><Cd>MDOP</Cd><SubFmlyCd>CHRG</SubFmlyCd></Fmly></Domn></BkTxCd>';
    expect(await rowsOf(document(statement('10', '0.10', entry({ way: 'DBIT', amount: '9.90', more: fee }))))).toEqual([
      'left-out went-out fee 2026-05-22 9.90 EUR',
    ]);
  });

  test('one of our references is found in its field and in the words', async () => {
    const structured = `<TxDtls><RmtInf><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>`;
    const { rows } = await read(
      document(
        statement(
          '0',
          '100',
          entry({ details: structured }) + entry({ details: gift('Lena', 'Danke RF18 5390 0754 7034 x') }),
        ),
      ),
    );
    expect(rows.map(({ reference }) => reference)).toEqual(['RF18539007547034', 'RF18539007547034']);
  });

  test('a sum that is out by a cent is told', async () => {
    expect(await read(document(statement('0.00', '50.01', entry({}))))).toMatchObject({ fits: false });
    expect(await read(document(`<Stmt><Acct><Ccy>EUR</Ccy></Acct>${entry({})}</Stmt>`))).toMatchObject({
      fits: null,
      opening: null,
    });
  });

  test('an archive of days is one statement in their order, and a day that is missing is told', async () => {
    const day = (opening: string, closing: string, date: string) =>
      Buffer.from(document(statement(opening, closing, entry({ day: date }), date)));
    const days = {
      'b.xml': day('0', '50', '2026-05-21'),
      'a.xml': day('50', '100', '2026-05-22'),
      'c.xml': day('100', '150', '2026-05-23'),
    };
    expect(await readFile(zipSync(days), options)).toMatchObject({
      opening: '0.00',
      closing: '150.00',
      fits: true,
      rows: { length: 3 },
    });
    const { 'a.xml': _, ...gap } = days;
    expect(await readFile(zipSync(gap), options)).toMatchObject({ fits: false });
  });

  test.each([
    ['intraday', document('<Rpt/>', '08', 'BkToCstmrAcctRpt', '052')],
    ['notification', document('<Ntfctn/>', '08', 'BkToCstmrDbtCdtNtfctn', '054')],
    [
      'payment-order',
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"><CstmrCdtTrfInitn/></Document>',
    ],
    ['unknown-xml', '<html><body>Login</body></html>'],
    ['damaged', document(statement('0', '50', entry({}))).slice(0, -60)],
  ])('%s files say what they are', async (code, text) => {
    expect(await read(text)).toMatchObject({ problem: { code }, rows: [] });
  });

  test('each row names its line', async () => {
    const { rows } = await read(document(statement('0', '100', `\n${entry({})}\n${entry({})}`)));
    expect(rows.map(({ line }) => line)).toEqual([3, 5]);
  });
});
