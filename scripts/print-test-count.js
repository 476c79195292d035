// Prints `N passed, N failed, N skipped` from the test runner's own JSON report; fails where there is none.
import { readFileSync } from 'node:fs';

/** @type {import('vitest/reporters').JsonTestResults} */
const report = JSON.parse(readFileSync('coverage/vitest.json', 'utf8'));
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numTotalTests } = report;
// A file that cannot be loaded has no tests to count, and must not pass for it.
const brokenFiles = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
).length;
console.log(
  `${numPassedTests} passed, ${numFailedTests + brokenFiles} failed, ${numPendingTests + numTodoTests} skipped`,
);
process.exitCode = numTotalTests === 0 ? 1 : 0;
