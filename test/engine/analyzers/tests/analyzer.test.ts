import { describe, expect, it } from 'vitest';
import { testsAnalyzer } from '../../../../engine/analyzers/tests/analyzer.ts';
import { aProjectInput, aSnapshot } from '../../../support/a-snapshot.ts';

async function testsOf(reports: Readonly<Record<string, string>>, paths: readonly string[] = []) {
  const testFiles = Object.entries(reports).map(([name, content]) => ({ name, content: Buffer.from(content) }));
  const snapshot = aSnapshot(Object.fromEntries(paths.map((path) => [path, `// ${path}\n`])));
  return testsAnalyzer.analyze(await aProjectInput(snapshot, { options: { testFiles } }));
}

const SUREFIRE = `<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report-3.0.xsd" version="3.0" name="com.acme.CartTest" time="1,234.5" tests="5" errors="1" skipped="1" failures="1">
  <properties><property name="java.version" value="21"/></properties>
  <testcase name="adds" classname="com.acme.CartTest" time="0.01"/>
  <testcase name="sums" classname="com.acme.CartTest" time="0.02">
    <failure message="expected: &lt;3&gt; but was: &lt;4&gt;" type="org.opentest4j.AssertionFailedError"><![CDATA[org.opentest4j.AssertionFailedError: expected: <3> but was: <4>
	at org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:39)
	at com.acme.CartTest.sums(CartTest.java:27)
]]></failure>
    <system-out>noise</system-out>
  </testcase>
  <testcase name="loads" classname="com.acme.CartTest" time="0"><error type="java.lang.NullPointerException"/></testcase>
  <testcase name="later" classname="com.acme.CartTest" time="0"><skipped message="not yet"/></testcase>
  <testcase name="flaky" classname="com.acme.CartTest" time="0"><flakyFailure message="once" type="x"/></testcase>
</testsuite>`;

const PYTEST = `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="0" failures="1" skipped="0" tests="2" time="0.043" timestamp="2026-01-02T03:04:05" hostname="ci">
<testcase classname="tests.test_cart" name="test_adds" time="0.001" />
<testcase classname="tests.test_cart.TestTotals" name="test_sums[3-4]" time="0.001"><failure message="assert 3 == 4">def test_sums(a, b):
&gt;       assert a == b
E       assert 3 == 4

tests/test_cart.py:12: AssertionError</failure></testcase></testsuite></testsuites>`;

const VITEST = `<?xml version="1.0" encoding="UTF-8" ?>
<testsuites name="vitest tests" tests="2" failures="1" errors="0" time="0.5">
    <testsuite name="test/cart.test.ts" timestamp="2026-01-02T03:04:05.000Z" hostname="ci" tests="2" failures="1" errors="0" skipped="0" time="0.012">
        <testcase classname="test/cart.test.ts" name="cart &gt; adds" time="0.001"></testcase>
        <testcase classname="test/cart.test.ts" name="cart &gt; sums" time="0.003">
            <failure message="expected 3 to be 4 // Object.is equality" type="AssertionError">
AssertionError: expected 3 to be 4 // Object.is equality
 ❯ sum src/cart.ts:4:1
 ❯ test/cart.test.ts:9:15
            </failure>
        </testcase>
    </testsuite>
</testsuites>`;

const GOTESTSUM = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="1" errors="0" time="0.302">
	<testsuite tests="2" failures="1" time="0.300000" name="acme.io/shop/cart" timestamp="2026-01-02T03:04:05Z">
		<properties><property name="go.version" value="go1.22 linux/amd64"></property></properties>
		<testcase classname="acme.io/shop/cart" name="TestAdds" time="0.000000"></testcase>
		<testcase classname="acme.io/shop/cart" name="TestSums/three" time="0.100000">
			<failure message="Failed" type="">=== RUN   TestSums/three&#xA;    cart_test.go:21: got 3, want 4&#xA;--- FAIL: TestSums/three (0.10s)&#xA;</failure>
		</testcase>
	</testsuite>
</testsuites>`;

const PHPUNIT = `<testsuites>
  <testsuite name="All" tests="1"><testsuite name="App\\CartTest" file="/ci/app/tests/CartTest.php" tests="1">
    <testcase name="testSums" file="/ci/app/tests/CartTest.php" line="14" class="App\\CartTest" classname="App.CartTest" assertions="1" time="0.003">
      <failure type="PHPUnit\\Framework\\ExpectationFailedException">Failed asserting that 3 matches 4.</failure>
    </testcase>
  </testsuite></testsuite>
</testsuites>`;

describe('JUnit reports', () => {
  it('of Surefire', async () => {
    const path = 'core/src/test/java/com/acme/CartTest.java';
    const { result, findings, notLookedAt } = await testsOf({ 'TEST-cart.xml': SUREFIRE }, [path, 'README.md']);
    expect(notLookedAt).toEqual([]);
    expect(result).toEqual({
      reports: ['TEST-cart.xml'],
      total: 5,
      passed: 2,
      failed: 1,
      errors: 1,
      skipped: 1,
      seconds: 1234.5,
      failures: [
        { suite: 'com.acme.CartTest', name: 'sums', message: 'expected: <3> but was: <4>', path, line: 27 },
        { suite: 'com.acme.CartTest', name: 'loads', message: 'java.lang.NullPointerException', path },
      ],
    });
    expect(findings).toEqual([
      {
        ruleId: 'tests/failed',
        path,
        range: { startLine: 27, startColumn: 1, endLine: 27, endColumn: 1 },
        message: 'The test “com.acme.CartTest › sums” fails: expected: <3> but was: <4>',
        anchor: 'com.acme.CartTest sums',
      },
      {
        ruleId: 'tests/failed',
        path,
        message: 'The test “com.acme.CartTest › loads” fails: java.lang.NullPointerException',
        anchor: 'com.acme.CartTest loads',
      },
    ]);
  });

  it.each([
    ['pytest', PYTEST, 'tests/test_cart.py', 12, 'assert 3 == 4', 0.043],
    ['vitest', VITEST, 'test/cart.test.ts', 9, 'expected 3 to be 4 // Object.is equality', 0.5],
    ['gotestsum', GOTESTSUM, 'cart/cart_test.go', 21, 'Failed', 0.302],
    ['PHPUnit', PHPUNIT, 'tests/CartTest.php', 14, 'Failed asserting that 3 matches 4.', 0.003],
  ])('of %s', async (_, report, path, line, message, seconds) => {
    const { result } = await testsOf({ report }, [path, 'src/cart.ts', 'cart.go']);
    expect(result?.failures.map((one) => [one.path, one.line, one.message])).toEqual([[path, line, message]]);
    expect([result?.failed, result?.seconds]).toEqual([1, seconds]);
  });

  it('count where suites say nothing, nest, or have no cases', async () => {
    const nested = `<testsuites><testsuite name="a"><testsuite name="b">
      <testcase name="x" time="0.25"/><testcase name="y" time="0.5"><failure/></testcase></testsuite>
      <testcase name="z"/></testsuite><testsuite name="bare" tests="4" failures="1" skipped="1" time="1"/></testsuites>`;
    const { result, findings } = await testsOf({ nested });
    expect(result).toMatchObject({ total: 7, passed: 4, failed: 2, errors: 0, skipped: 1, seconds: 1.75 });
    expect(findings).toEqual([{ ruleId: 'tests/failed', path: '', message: 'The test “b › y” fails.', anchor: 'b y' }]);
  });

  it('are summed, and bounded in what they say', async () => {
    const long = `<testsuite><testcase name="x"><failure message="${'\uFFFD[31ma\uFFFD[39m '.repeat(5000)}"/></testcase></testsuite>`;
    const { result } = await testsOf({ a: long, b: PYTEST });
    expect(result?.total).toBe(3);
    expect(result?.failures[0]?.message).toBe(`${'a '.repeat(149)}a…`);
  });

  it.each([
    ['empty', '', 'it is no well-formed XML: '],
    ['cut', '<testsuites><testsuite>', 'it is no well-formed XML: '],
    ['other XML', '<coverage/>', 'its root is <coverage>, not <testsuites> or <testsuite>.'],
    [
      'an external entity',
      '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuites>&x;</testsuites>',
      'it is no well-formed XML: ',
    ],
  ])('that cannot be read: %s', async (_, content, detail) => {
    const { result, notLookedAt } = await testsOf({ 'junit.xml': content });
    expect(result).toBeUndefined();
    expect(notLookedAt).toEqual([
      {
        subject: 'tests report junit.xml',
        analyzer: 'tests',
        reason: 'bad-input',
        detail: expect.stringContaining(`junit.xml could not be read: ${detail}`) as string,
      },
    ]);
  });

  it('lists a thousand failures and counts all', async () => {
    const cases = Array.from({ length: 1200 }, (_, at) => `<testcase name="t${at}"><failure/></testcase>`).join('');
    const { result, findings, notLookedAt } = await testsOf({ many: `<testsuite name="s">${cases}</testsuite>` });
    expect([result?.failed, result?.failures.length, findings.length]).toEqual([1200, 1000, 1000]);
    expect(notLookedAt?.map(({ subject, reason }) => [subject, reason])).toEqual([['200 failed tests', 'limit']]);
  });
});

it('counts very many suites and cases', async () => {
  const suites = '<testsuite tests="1"/>'.repeat(150_000);
  const cases = '<testcase name="a"/>'.repeat(150_000);
  const { result, notLookedAt } = await testsOf({
    'suites.xml': `<testsuites>${suites}</testsuites>`,
    'cases.xml': `<testsuite>${cases}</testsuite>`,
  });
  expect(notLookedAt).toEqual([]);
  expect(result).toMatchObject({ total: 300_000, passed: 300_000, seconds: 0 });
});
