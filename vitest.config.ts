import { defineConfig } from 'vitest/config';

const EVERY = 'test/**/*.test.ts';
const FIXTURES = 'test/fixtures/**';
/** Nothing here outlives a test: the files of a process share what they import, which takes longer than many of them. */
const ENGINE = 'test/engine/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ['default', ['json', { outputFile: 'coverage/vitest.json' }]],
    projects: [
      { extends: true, test: { name: 'engine', include: [ENGINE], exclude: [FIXTURES], isolate: false } },
      {
        extends: true,
        test: {
          name: 'all else',
          include: [EVERY],
          exclude: [ENGINE, FIXTURES],
          globalSetup: ['test/support/database-server.ts'],
          // It imports JSON as bundlers take it, and Node does not.
          server: { deps: { inline: ['@actions/workflow-parser'] } },
        },
      },
    ],
  },
});
