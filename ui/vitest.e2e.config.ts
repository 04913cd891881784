import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A page under load may take longer than a second to follow.
    expect: { poll: { timeout: 30_000 } },
    globalSetup: ['test/e2e/setup.ts'],
  },
});
