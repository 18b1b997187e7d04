/* The `glassjar` command: what is said to whoever writes something that can't be done, and on a machine where something is missing. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { helpFor, missingPackage, parseLine, tooOld } from '../../src/server/command-line.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { version } from '../../src/version.ts';
import { inRoot } from '../../tools/project.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';

const main = inRoot('src', 'server', 'main.ts');
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'glassjar-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const file = (): string => join(folder, 'books.db');
const environment = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  DATABASE_URL: `sqlite:${file()}`,
  ...more,
});
function run(
  line: readonly string[],
  more?: Readonly<Record<string, string>>,
): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stderr, stdout } = spawnSync(process.execPath, [main, ...line], {
    ...{ env: environment(more), cwd: folder, encoding: 'utf8' },
  });
  return { code: status, out: stdout, err: stderr };
}

describe('what is written behind glassjar', () => {
  it.each([
    [[], { command: 'serve', argument: '', second: '', options: {} }],
    [['login', '--name', 'Anna B.'], { command: 'login', argument: '', second: '', options: { name: 'Anna B.' } }],
    [['login', '--name=Anna'], { command: 'login', argument: '', second: '', options: { name: 'Anna' } }],
    [['backup', 'a.db'], { command: 'backup', argument: 'a.db', second: '', options: {} }],
    [['backup', '--', '--a.db'], { command: 'backup', argument: '--a.db', second: '', options: {} }],
    [
      ['export', 'mara', 'x.csv', '--plain'],
      { command: 'export', argument: 'mara', second: 'x.csv', options: { plain: '' } },
    ],
    ...[['--help'], ['-h'], ['help']].map((line) => [line, { command: 'help', argument: '' }]),
    ...[
      ['login', '--help'],
      ['help', 'login'],
      ['login', '-h'],
    ].map((line) => [line, { command: 'help', argument: 'login' }]),
    ...[['--version'], ['-v'], ['version']].map((line) => [line, { command: 'version' }]),
  ] as [string[], object][])('%j is read', (line, asked) => {
    expect(parseLine(line)).toEqual(asked);
  });

  it.each([
    [['logn'], /^unknown command logn: did you mean login\?$/],
    [['LOGIN'], /^unknown command LOGIN: did you mean login\?$/],
    [['chekc'], /did you mean check\?$/],
    [['toString'], /^unknown command toString: expected one of serve, login, .*help, version$/],
    [['__proto__'], /^unknown command/],
    [['start'], /^unknown command start/],
    [['--port', '80'], /^unknown option --port: expected one of --help, --version$/],
    [['login', '--nam', 'x'], /^unknown option --nam: did you mean --name\?$/],
    [['login', '-name', 'x'], /^unknown option -name: did you mean --name\?$/],
    [['login', '--name'], /^--name: expected NAME, who logs in/],
    [['login', '--name', ' '], /^--name: expected NAME/],
    [['login', 'Anna'], /^login: found Anna where nothing more belongs; npx glassjar help login/],
    [['backup'], /^backup: expected the file to copy to: npx glassjar backup FILE$/],
    [['export', 'mara', '--plain=yes'], /^--plain takes no value$/],
    [['help', 'chekc'], /did you mean check\?$/],
  ] as [string[], RegExp][])('%j is told in one line', (line, said) => {
    const asked = parseLine(line);
    expect('wrong' in asked && asked.wrong).toMatch(said);
    expect('wrong' in asked && asked.wrong).not.toContain('\n');
  });

  it('has a help for each command, which fits a window of 160 signs', () => {
    for (const name of ['', 'serve', 'login', 'backup', 'restore', 'check', 'migrate', 'export', 'import']) {
      expect(helpFor(name)).toContain(`npx glassjar ${name || '[command]'}`);
      for (const line of helpFor(name).split('\n')) expect(line.length).toBeLessThanOrEqual(160);
    }
    expect(helpFor('login')).toContain('--name NAME');
  });
});

describe('what is missing', () => {
  it.each([
    ['18.20.4', true],
    ['20.20.2', true],
    ['22.15.1', true],
    ['22.16.0', false],
    ['23.7.0', true],
    ['23.8.0', false],
    ['24.0.0', false],
    ['30.1.0', false],
  ])('Node %s is too old: %s', (node, isOld) => {
    expect(tooOld(node) !== undefined).toBe(isOld);
    if (isOld) expect(tooOld(node)).toBe(`glassjar needs Node 22.16 or newer, this is ${node}: get it from nodejs.org`);
  });

  it.each([
    ['hono', 'npm install hono @hono/node-server'],
    ['@hono/node-server', 'npm install hono @hono/node-server'],
    ['pg', 'npm install pg'],
  ])('a package: %s', (name, help) => {
    const error = Object.assign(new Error(`Cannot find package '${name}' imported from /a/b.js`), {
      code: 'ERR_MODULE_NOT_FOUND',
    });
    expect(missingPackage(error)).toBe(`glassjar needs the package ${name}, which is not there: ${help}`);
    expect(missingPackage(new Error(error.message))).toBeUndefined();
  });

  it('is known before anything is loaded that could be missing', () => {
    const importsOf = (name: string): string[] =>
      [...readFileSync(inRoot('src', 'server', name), 'utf8').matchAll(/^import [^;]*?from '([^']+)'/gm)].map(
        ([, from]) => from!,
      );
    expect(importsOf('main.ts')).toEqual(['./command-line.ts']);
    expect(importsOf('command-line.ts')).toEqual([]);
  });
});

describe('the command', () => {
  it('says what it can do and which one it is, on the way out and with code 0', () => {
    for (const line of [['--help'], ['help', 'login']]) {
      const { code, err, out } = run(line);
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/^npx glassjar /);
    }
    expect(run(['--version'])).toEqual({ code: 0, err: '', out: `${version}\n` });
  });

  it('ends with 2 for what it can’t make anything of, with 1 for a setting, one line each', () => {
    expect(run(['logn'])).toEqual({ code: 2, out: '', err: 'unknown command logn: did you mean login?\n' });
    const { code, err, out } = run(['check'], { PORT: 'eight' });
    expect([code, out, err]).toEqual([1, '', 'PORT=eight: expected a port like 8080\n']);
  });

  it.each([['check'], ['backup', 'copy.db'], ['export', 'mara']])(
    'does not take a database that isn’t there for an empty one: %s',
    (...line) => {
      const { code, err } = run(line);
      expect([code, err]).toEqual([
        1,
        expect.stringMatching(/^there is no database at .*books\.db: .*DATABASE_URL\n$/),
      ]);
    },
  );

  it('writes the books as a table for a spreadsheet of a language, for programs, and as JSON', async () => {
    const store = await openSqlite(file());
    const { currency, document, id } = { ...bookCampaign(), id: 'mara' } as never as {
      currency: string;
      document: Record<string, unknown>;
      id: string;
    };
    const change = { at: '2026-05-22T10:00:00Z', actor: 'test', what: 'create' };
    await store.putCampaign(
      { id, document: document ?? bookCampaign(), currency: currency ?? 'EUR', isPublished: true },
      0,
      change,
    );
    const line = { at: '2026-05-22', flow: 'gift+', reason: 'donation', source: '', key: 'a' } as const;
    await store.append(
      id,
      [{ ...line, amount: { minor: 123_450, currency: 'EUR' }, person: { name: 'Jörg; "J"', isPublic: false } }],
      change,
    );
    await store.close();
    const german = run(['export', 'mara', '--language', 'de']);
    expect(german.code).toBe(0);
    const [head, row] = german.out.split('\r\n');
    expect(head).toMatch(/^\ufeff"Nr\.";"Datum";/);
    expect(row).toBe(
      '1;"2026-05-22";"Spende herein";"Spende";1234,50;1234,50;1234,50;"EUR";;;"Jörg; ""J""";;;"e1";"nein"',
    );
    expect(run(['export', 'mara', '--language', 'en']).out).toContain('1,"2026-05-22","gift in","gift",1234.50,');
    expect(run(['export', 'mara', '--plain']).out).toContain('1,"2026-05-22","gift+","donation",1234.50,');
    expect(run(['export', 'mara', 'books.json'])).toMatchObject({ code: 0, out: 'written to books.json\n' });
    expect(JSON.parse(readFileSync(join(folder, 'books.json'), 'utf8'))).toMatchObject({
      entries: [{ amount: '1234.50' }],
    });
    expect(run(['export', 'mara', 'books.json'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('there already') as unknown,
    });
    expect(run(['export', 'maria'])).toMatchObject({ code: 1, err: 'there is no campaign maria; there are mara\n' });
    expect(run(['export', 'mara', '--language', 'fr']).err).toBe('--language fr: expected de or en\n');
    expect(run(['export', 'mara', 'books.xlsx']).err).toContain('ends in .csv or .json');
  });
});

describe('a server that runs', () => {
  const start = async (more: Readonly<Record<string, string>>) => {
    const server = spawn(process.execPath, [main], { env: environment(more), cwd: folder });
    let [out, err] = ['', ''];
    server.stdout.on('data', (data: Buffer) => (out += data.toString()));
    server.stderr.on('data', (data: Buffer) => (err += data.toString()));
    await expect.poll(() => out, { timeout: 15_000 }).toContain('"listening"');
    const { port } = JSON.parse(out.split('\n').find((line) => line.includes('"listening"'))!) as { port: number };
    return {
      ...{ port, out: () => out, err: () => err },
      stop: async () => {
        server.kill('SIGTERM');
        if (server.exitCode === null) await once(server, 'exit');
      },
    };
  };

  it('is where its links lead, whatever port the command would take', async () => {
    const server = await start({ PORT: '0' });
    try {
      expect(run(['login']).out).toMatch(new RegExp(`^http://localhost:${server.port}/admin#login=[\\w-]{43}\\n$`));
      // What was said for the command comes first.
      expect(run(['login'], { PUBLIC_URL: 'https://example.org/jar' }).out).toMatch(
        /^https:\/\/example\.org\/jar\/admin#login=/,
      );
    } finally {
      await server.stop();
    }
  });

  it('writes no link that lets someone in to where logs are collected', async () => {
    const server = await start({ PORT: '0' });
    try {
      await expect
        .poll(server.err)
        .toMatch(/^The organiser’s desk is at http:\/\/localhost:\d+\/admin: `npx glassjar login` makes a link/);
      expect(server.out() + server.err()).not.toContain('#login=');
      expect(
        server
          .out()
          .trim()
          .split('\n')
          .every((line) => line.startsWith('{')),
      ).toBe(true);
    } finally {
      await server.stop();
    }
  });

  it('says in one line that its port or its host can’t be had', async () => {
    const server = await start({ PORT: '0' });
    try {
      const taken = run([], { PORT: String(server.port) });
      expect([taken.code, taken.err]).toEqual([
        1,
        `PORT=${server.port} is taken: stop what runs there, or choose another\n`,
      ]);
    } finally {
      await server.stop();
    }
    expect(run([], { HOST: '192.0.2.7', PORT: '0' }).err).toMatch(
      /^HOST=192\.0\.2\.7 is none of this machine’s addresses: .*\n$/,
    );
    // It closed the books as it should: nothing looks as if they had been copied while a server used them.
    expect(run(['check'])).toMatchObject({ code: 0, out: 'all adds up\n' });
  });
});
