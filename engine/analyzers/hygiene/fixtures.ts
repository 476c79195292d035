const FIXTURE_FOLDERS =
  /(?:^|\/)(?:__)?(?:fixtures?|testdata|test-data|test_data|snapshots|cassettes|corpus|corpora|golden|goldens)(?:__)?\//i;

/** Whether a path lies in a folder of inputs for tests, which may be wrong on purpose. */
export function isFixture(path: string): boolean {
  return FIXTURE_FOLDERS.test(path);
}
