import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/server/config.ts';

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
    [{ STRIPE_SECRET_KEY: '' }, /^STRIPE_SECRET_KEY: expected a key/],
    [{ KOFI_TOKEN: '12345678' }, /^KOFI_CAMPAIGN/],
    [{ KOFI_CAMPAIGN: 'mara' }, /^KOFI_TOKEN/],
  ])('%j stops the server with one line that says what to write', (environment, message) => {
    let said = '';
    try {
      readConfig(environment as Record<string, string>);
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toMatch(message);
    expect(said).not.toMatch(/\n|secretsecret|secret@/);
  });
});
