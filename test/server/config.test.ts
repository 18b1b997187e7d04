import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/server/config.ts';

const stripeSettings = { STRIPE_SECRET_KEY: 'sk_test_secretsecret', STRIPE_WEBHOOK_SECRET: 'whsec_secretsecret' };

/** What a wrong setting is told in. */
function saidOf(environment: Readonly<Record<string, string>>): string {
  try {
    readConfig(environment);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('the environment', () => {
  it('needs nothing', () => {
    expect(readConfig({ PATH: '/bin' })).toEqual({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:8080',
      databaseUrl: 'sqlite:./glassjar.db',
      origins: [],
      trustProxy: 0,
      pollEvery: 30,
      listeners: 10_000,
    });
  });

  it('takes all there is', () => {
    expect(
      readConfig({
        PORT: '80',
        HOST: '0.0.0.0',
        PUBLIC_URL: 'https://give.example.org/',
        DATABASE_URL: 'postgres://u:p@db/glassjar',
        STRIPE_SECRET_KEY: 'rk_live_abc',
        STRIPE_WEBHOOK_SECRET: 'whsec_first111, whsec_second2',
        STRIPE_PUBLISHABLE_KEY: 'pk_live_abc',
        STRIPE_API_BASE: 'http://127.0.0.1:12111',
        KOFI_TOKEN: '12345678',
        KOFI_CAMPAIGN: 'mara',
        ALLOWED_ORIGINS: 'https://blog.example, https://mara.example/',
        TRUST_PROXY: '1',
        POLL_EVERY: '10',
        LISTENERS: '0',
      }),
    ).toMatchObject({
      publicUrl: 'https://give.example.org',
      stripe: { webhookSecrets: ['whsec_first111', 'whsec_second2'], publishableKey: 'pk_live_abc' },
      koFi: { token: '12345678', campaign: 'mara' },
      origins: ['https://blog.example', 'https://mara.example'],
      trustProxy: 1,
      listeners: 0,
    });
  });

  it.each([
    [{ PORT: 'eight' }, /^PORT=eight: expected a port/],
    [{ PORT: '70000' }, /^PORT=70000: expected a port/],
    [{ PUBLIC_URL: 'give.example.org' }, /^PUBLIC_URL=give\.example\.org: expected an address like https/],
    [{ PUBLIC_URL: 'ftp://x' }, /^PUBLIC_URL/],
    [{ DATABASE_URL: 'mysql://secret@x' }, /^DATABASE_URL: expected sqlite/],
    [{ TRUST_PROXY: 'true' }, /^TRUST_PROXY=true: expected how many/],
    [{ POLL_EVERY: '1' }, /^POLL_EVERY=1: expected seconds, at least 5/],
    [{ ALLOWED_ORIGINS: '*' }, /^ALLOWED_ORIGINS/],
    [{ STRIPE_SECRET_KEY: 'sk_test_secretsecret' }, /^STRIPE_WEBHOOK_SECRET: expected whsec_/],
    [{ STRIPE_WEBHOOK_SECRET: 'whsec_12345678' }, /^STRIPE_SECRET_KEY: expected/],
    [{ STRIPE_SECRET_KEY: '' }, /^STRIPE_SECRET_KEY: expected a key.*; found nothing/],
    [{ STRIPE_SECRET_KEY: ' \r\n' }, /^STRIPE_SECRET_KEY: expected a key.*; found nothing/],
    [{ KOFI_TOKEN: '', KOFI_CAMPAIGN: 'mara' }, /^KOFI_TOKEN: expected the verification token.*; found nothing/],
    [{ PORT: '8080/tcp' }, /^PORT=8080\/tcp: expected a port/],
    [{ PORT: '0x1F90' }, /^PORT/],
    [{ PORT: '8e3' }, /^PORT/],
    [{ PORT: '-1' }, /^PORT/],
    [{ PORT: '80 81' }, /^PORT/],
    [{ PORT: 'tcp://10.0.0.1:8080' }, /^PORT=tcp/],
    [{ POLL_EVERY: '30s' }, /^POLL_EVERY=30s: expected seconds/],
    [{ LISTENERS: '10,000' }, /^LISTENERS=10,000: expected how many/],
    [{ LISTENERS: 'yes' }, /^LISTENERS=yes: expected how many/],
    [{ TRUST_PROXY: 'TRUE' }, /^TRUST_PROXY=TRUE: expected how many/],
    [{ HOST: 'http://0.0.0.0' }, /^HOST.*only its host/],
    [{ HOST: '0.0.0.0:80' }, /^HOST.*PORT/],
    [{ HOST: '[::1]' }, /^HOST.*brackets/],
    [{ HOST: '*' }, /^HOST=\*: expected a host like 127\.0\.0\.1, or 0\.0\.0\.0/],
    [{ PUBLIC_URL: 'https:/give.example.org' }, /^PUBLIC_URL/],
    [{ PUBLIC_URL: 'https://anna:geheim@give.example.org' }, /^PUBLIC_URL: expected .*; found a name or a password/],
    [{ PUBLIC_URL: 'https://give.example.org/?a=1' }, /^PUBLIC_URL/],
    [{ PUBLIC_URL: 'https://give.example.org;' }, /^PUBLIC_URL/],
    [{ PUBLIC_URL: 'https://give.example.org/jar/admin' }, /^PUBLIC_URL/],
    [{ PUBLIC_URL: 'https://your-domain.example' }, /^PUBLIC_URL.*placeholder/],
    [{ PUBLIC_URL: 'https://<your domain>' }, /^PUBLIC_URL.*placeholder/],
    [{ PUBLIC_URL: '${PUBLIC_URL}' }, /^PUBLIC_URL.*nothing was put in/],
    [{ PUBLIC_URL: 'PUBLIC_URL=https://give.example.org' }, /^PUBLIC_URL.*own name/],
    [{ ALLOWED_ORIGINS: 'https://blog.example/kampagne' }, /^ALLOWED_ORIGINS.*path/],
    [{ ALLOWED_ORIGINS: '["https://blog.example"]' }, /^ALLOWED_ORIGINS/],
    [{ ALLOWED_ORIGINS: 'blog.example' }, /^ALLOWED_ORIGINS=blog\.example: expected/],
    [{ DATABASE_URL: './glassjar.db' }, /^DATABASE_URL: expected sqlite/],
    [{ DATABASE_URL: 'sqlite:' }, /^DATABASE_URL: expected sqlite/],
    [{ DATABASE_URL: 'sqlite://host/x.db' }, /^DATABASE_URL: expected sqlite.*host/],
    [{ DATABASE_URL: 'sqlite:~/x.db' }, /^DATABASE_URL: expected sqlite.*whole path/],
    [{ DATABASE_URL: 'jdbc:postgresql://db/x' }, /^DATABASE_URL: expected sqlite/],
    [{ DATABASE_URL: 'postgres://u:p@ss@db/x' }, /^DATABASE_URL: .*%40/],
    [{ DATABASE_URL: 'postgres://u:pa#ss@db/x' }, /^DATABASE_URL: .*%23/],
    [{ DATABASE_URL: 'postgres://u:12/ss@db/x' }, /^DATABASE_URL: .*%2F/],
    [{ DATABASE_URL: 'postgres://u:12?ss@db/x' }, /^DATABASE_URL: .*%3F/],
    [{ DATABASE_URL: 'postgres://u:10%@db/x' }, /^DATABASE_URL: .*%25/],
    [{ DATABASE_URL: 'postgres://u:p@db' }, /^DATABASE_URL: .*no database/],
    [{ DATABASE_URL: 'postgres://user:password@host/database' }, /^DATABASE_URL: .*example/],
    [{ DATABASE_URL: 'postgres://u:[YOUR-PASSWORD]@db/x' }, /^DATABASE_URL: .*placeholder/],
    [{ KOFI_TOKEN: 'whsec_secretsecret', KOFI_CAMPAIGN: 'mara' }, /^KOFI_TOKEN: .*whsec_…/],
    [{ KOFI_TOKEN: 'https://ko-fi.com/x', KOFI_CAMPAIGN: 'mara' }, /^KOFI_TOKEN: .*an address/],
    [{ KOFI_TOKEN: '12345678', KOFI_CAMPAIGN: 'Für Mara' }, /^KOFI_CAMPAIGN=Für Mara: expected the id/],
    [{ KOFI_TOKEN: '12345678', KOFI_CAMPAIGN: 'sk_live_secretsecret' }, /^KOFI_CAMPAIGN: expected the id/],
    [
      { ...stripeSettings, STRIPE_PUBLISHABLE_KEY: 'pk_live_abc' },
      /^STRIPE_PUBLISHABLE_KEY: expected pk_test_….*found pk_live_…/,
    ],
    [{ KOFI_TOKEN: '12345678' }, /^KOFI_CAMPAIGN/],
    [{ KOFI_CAMPAIGN: 'mara' }, /^KOFI_TOKEN/],
  ])('%j stops the server with one line that says what to write', (environment, message) => {
    const said = saidOf(environment as unknown as Record<string, string>);
    expect(said).toMatch(message);
    expect(said).not.toMatch(/[\r\n]|secretsecret|secret@|geheim|pa#ss|p@ss/);
  });

  const good: Readonly<Record<string, string>> = {
    PORT: '80',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://give.example.org',
    DATABASE_URL: 'postgres://u:p@db/glassjar',
    ...stripeSettings,
    STRIPE_PUBLISHABLE_KEY: 'pk_test_abc',
    STRIPE_API_BASE: 'http://127.0.0.1:12111',
    KOFI_TOKEN: '8a2f8a4e-1c2b-4f6e-9d3c-0123456789ab',
    KOFI_CAMPAIGN: 'mara',
    ALLOWED_ORIGINS: 'https://blog.example',
    TRUST_PROXY: '1',
    POLL_EVERY: '10',
    LISTENERS: '0',
  };
  const secrets = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'KOFI_TOKEN'];

  it.each(Object.keys(good))('%s is read without the white space around it, also that of Windows', (name) => {
    for (const [before, after] of [
      [' ', ' '],
      ['', '\r'],
      ['\ufeff', '\r\n'],
      ['\u00a0', '\t'],
      ['', '\u200b'],
    ] as const) {
      expect(readConfig({ ...good, [name]: before + good[name] + after })).toEqual(readConfig(good));
    }
  });

  it.each(Object.keys(good))('%s set to nothing is as if it were not set, but for a secret, which stops', (name) => {
    const { [name]: _gone, ...without } = good;
    const found = [readAnd(without), readAnd({ ...good, [name]: '' }), readAnd({ ...good, [name]: ' \r\n' })];
    if (secrets.includes(name)) expect(found.slice(1)).toEqual([stopped(name), stopped(name)]);
    else expect(found.slice(1)).toEqual([found[0], found[0]]);
  });

  const wrong: Readonly<Record<string, (value: string) => string>> = {
    'double quotes that Docker keeps': (value) => `"${value}"`,
    'single quotes': (value) => `'${value}'`,
    'quotes of a word processor': (value) => `„${value}“`,
    'one quote left over': (value) => `${value}"`,
    'a trailing comment': (value) => `${value} # what it is for`,
    'a comment in place of a value': () => '# what it is for',
    'its own name': (value) => `export X=${value}`,
    'a line break': (value) => `${value}\n${value}`,
    'a placeholder in brackets': () => '<your value>',
    changeme: () => 'changeme',
    'three dots': (value) => `${value.slice(0, 6)}...`,
    'an ellipsis': (value) => `${value.slice(0, 6)}…`,
    'stars of a masked copy': (value) => `${value.slice(0, 8)}********`,
    'a name that nothing was put in for': () => '${VALUE}',
    'a template': () => '{{ value }}',
  };
  describe.each(Object.entries(wrong))('%s', (_what, spoil) => {
    it.each(Object.keys(good))('stops the server in %s, with one line that names it and no secret', (name) => {
      const said = saidOf({ ...good, [name]: spoil(good[name]!) });
      expect(said).toMatch(new RegExp(`^${name}(?:=|:).*expected `));
      expect(said).not.toMatch(/[\r\n]/);
      if (secrets.includes(name) || name.startsWith('DATABASE')) expect(said).not.toMatch(/secretsecret|8a2f8a4e|u:p@/);
    });
  });

  it.each([
    ['STRIPE_SECRET_KEY', 'pk_test_secretsecret', 'publishable key'],
    ['STRIPE_SECRET_KEY', 'whsec_secretsecret', 'signing secret of a webhook'],
    ['STRIPE_SECRET_KEY', 'acct_secretsecret', 'an id of Stripe'],
    ['STRIPE_SECRET_KEY', 'sk_test_xxx', 'placeholder'],
    ['STRIPE_SECRET_KEY', 'sk_live_your_key_here', 'placeholder'],
    ['STRIPE_WEBHOOK_SECRET', 'we_secretsecret', 'the id of a webhook'],
    ['STRIPE_WEBHOOK_SECRET', 'sk_test_secretsecret', 'a secret key'],
    ['STRIPE_WEBHOOK_SECRET', 'rk_test_secretsecret', 'a restricted key'],
    ['STRIPE_WEBHOOK_SECRET', 'pk_test_secretsecret', 'a publishable key'],
    ['STRIPE_WEBHOOK_SECRET', 'absec_secretsecret', 'another kind'],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_secretsecret,we_secretsecret', 'the id of a webhook'],
    ['STRIPE_WEBHOOK_SECRET', 'secretsecret', '12 signs of another form'],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_changeme', 'placeholder'],
    ['STRIPE_PUBLISHABLE_KEY', 'sk_test_secretsecret', 'a secret key'],
    ['KOFI_TOKEN', 'sk_live_secretsecret', 'a secret key'],
    ['PUBLIC_URL', 'sk_live_secretsecret', 'a secret key'],
  ])('%s stops with what was mixed up: %s', (name, value, found) => {
    const said = saidOf({ ...good, [name]: value });
    expect(said).toMatch(new RegExp(`^${name}: expected .*; found .*${found}`));
    expect(said).not.toContain('secretsecret');
  });

  it('keeps a path of its address, and takes lists by commas and blanks', () => {
    expect(readConfig({ PUBLIC_URL: 'https://example.org/jar/' }).publicUrl).toBe('https://example.org/jar');
    for (const host of [
      'donate-here.org',
      'static.1.2.3.4.clients.your-server.de',
      'xxxx.example',
      'xn--spnde-3qa.de',
    ]) {
      expect(readConfig({ PUBLIC_URL: `https://${host}` }).publicUrl).toBe(`https://${host}`);
    }
    expect(readConfig({ PUBLIC_URL: 'https://EXAMPLE.org:443/a/b' }).publicUrl).toBe('https://example.org/a/b');
    expect(readConfig({ ALLOWED_ORIGINS: 'https://a.example , https://b.example/\n' }).origins).toEqual([
      'https://a.example',
      'https://b.example',
    ]);
  });

  it.each([
    'sqlite:./glassjar.db',
    'sqlite:/var/lib/glassjar.db',
    'sqlite:///var/lib/glassjar.db',
    'sqlite::memory:',
    'postgres://u:p%40ss@db:5433/glassjar?sslmode=require',
    'postgresql://db/glassjar',
    'postgres:///glassjar?host=/var/run/postgresql',
  ])('takes the database %s', (address) => {
    expect(readConfig({ DATABASE_URL: address }).databaseUrl).toBe(address);
  });
});

const stopped = (name: string): unknown => expect.stringMatching(new RegExp(`^${name}: expected .*found nothing`));

/** What is read, or what is said of it. */
function readAnd(environment: Readonly<Record<string, string>>): unknown {
  try {
    return readConfig(environment);
  } catch (error) {
    return (error as Error).message;
  }
}
