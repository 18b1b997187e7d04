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
          exclude: ['test/components/**', 'test/e2e/**'],
          environment: 'node',
          testTimeout: 30_000,
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
    ],
  },
});
