import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**'],
    globalSetup: ['test/support/database-server.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // It imports JSON as bundlers take it, and Node does not.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
    reporters: ['default', ['json', { outputFile: 'coverage/vitest.json' }]],
  },
});
