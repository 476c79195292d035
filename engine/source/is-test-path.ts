/** Whether a path is a test's, by the conventions of the languages' usual test runners. */
export function isTestPath(path: string): boolean {
  return TEST_FOLDER.test(path) || TEST_FILES.some((pattern) => pattern.test(path));
}

/** `Shop.Tests/` is a C# project of tests. */
const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|e2e|testdata|[^/]+\.(?:Unit|Integration)?Tests?)\//;

const TEST_FILES = [
  // Vitest, Jest, Mocha, Playwright, Cypress
  /[.-](?:test|tests|spec|e2e|cy|test-d|bench)\.[cm]?[jt]sx?$/,
  // pytest, unittest
  /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|tests)\.py$/,
  // go test; Google Test
  /_(?:test|tests|unittest)\.(?:go|cc|cpp|cxx|c|rs)$/,
  /(?:^|\/)tests\.rs$/,
  // JUnit, Kotest, NUnit, xUnit, PHPUnit
  /(?:^|\/)(?:Test[A-Z][^/]*|[^/]*[a-z0-9_](?:Tests?|TestCase|IT|Spec))\.(?:java|kt|kts|cs|php)$/,
  // RSpec, Minitest
  /_(?:spec|test)\.rb$/,
];
