import { defineConfig } from 'vitest/config';

// test/components/ is not for vitest: real browsers run it (web-test-runner.config.mjs).
export default defineConfig({
  test: {
    reporters: ['default', './tools/reporters/vitest.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/components/**', 'test/e2e/**', 'test/server/slow/**', 'test/wordpress/**'],
          environment: 'node',
          testTimeout: 30_000,
          // The stand-in for Stripe makes its schema from the SDK's types: half a minute beside other work.
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['test/server/slow/**/*.test.ts'],
          environment: 'node',
          // Each file brings up a database, or many processes that are killed.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          // Each file drives a browser; on two cores a second one makes timings untrustworthy.
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'wordpress',
          include: ['test/wordpress/**/*.test.ts'],
          environment: 'node',
          // Each file brings up a WordPress of its own, the first one from the registry or a Debian mirror.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
