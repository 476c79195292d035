import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDependenciesAnalyzer } from '../../../../engine/analyzers/dependencies/analyzer.ts';
import { aProjectInput, aSnapshot } from '../../../support/a-snapshot.ts';
import { OsvDouble } from './osv-double.ts';

const osv = new OsvDouble();
let url: string;

beforeEach(async () => {
  osv.troubles.length = osv.requests.length = osv.batches.length = 0;
  osv.known.clear();
  osv.advisories.clear();
  osv.refuse = '';
  osv.pageSize = 1000;
  url = await osv.start();
});
afterEach(() => osv.stop());

const quick = createDependenciesAnalyzer({ retries: { tries: 4, firstDelay: 1, longestDelay: 5 }, deadline: 5_000 });

async function review(requirements: string, given: { analyzer?: typeof quick; offline?: boolean } = {}) {
  const options = given.offline === true ? {} : { osv: { url, fetch } };
  const input = await aProjectInput(aSnapshot({ 'requirements.txt': requirements }), { options });
  return (given.analyzer ?? quick).analyze(input);
}

function anAdvisory(id: string, more: object = {}): void {
  osv.advisories.set(id, {
    id,
    schema_version: '1.6.0',
    modified: '2026-01-01T00:00:00Z',
    summary: `Trouble ${id}`,
    ...more,
  });
}

const JINJA = {
  aliases: ['CVE-2026-0001'],
  summary: 'Sandbox can be left.',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'PyPI', name: 'jinja2', purl: 'pkg:pypi/jinja2' },
      ranges: [
        { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.10.1' }] },
        { type: 'ECOSYSTEM', events: [{ introduced: '3.0' }, { fixed: '3.1.6' }] },
        { type: 'GIT', repo: 'https://example.com/x', events: [{ introduced: '0' }, { fixed: 'abc' }] },
      ],
    },
  ],
};

describe('what OSV knows', () => {
  it('becomes vulnerabilities and findings', async () => {
    osv.known.set('PyPI jinja2 2.4.1', ['GHSA-aaaa-bbbb-cccc']);
    anAdvisory('GHSA-aaaa-bbbb-cccc', JINJA);
    const { result, findings, notLookedAt } = await review('flask==3.0.0\nJinja2==2.4.1  # old\n');
    expect(notLookedAt).toEqual([]);
    expect(result?.vulnerabilityStatus).toBe('looked-at');
    expect(result?.vulnerabilities).toEqual([
      {
        id: 'GHSA-aaaa-bbbb-cccc',
        aliases: ['CVE-2026-0001'],
        summary: 'Sandbox can be left.',
        severity: 'critical',
        score: 9.8,
        fixedIn: '2.10.1',
        dependency: { ecosystem: 'PyPI', name: 'jinja2', version: '2.4.1', path: 'requirements.txt', line: 2 },
      },
    ]);
    expect(findings).toEqual([
      {
        ruleId: 'dependencies/vulnerable',
        path: 'requirements.txt',
        range: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 21 },
        message:
          'jinja2 2.4.1 has a known vulnerability, GHSA-aaaa-bbbb-cccc: Sandbox can be left. Update to 2.10.1 or later.',
        severity: 'critical',
        anchor: 'PyPI jinja2 GHSA-aaaa-bbbb-cccc',
      },
    ]);
    expect(osv.requests).toEqual(['POST /v1/querybatch', 'GET /v1/vulns/GHSA-aaaa-bbbb-cccc']);
  });

  it('is weighed by the newest CVSS, else by the word, else as medium', async () => {
    const v2 = { type: 'CVSS_V2', score: 'AV:N/AC:L/Au:N/C:P/I:P/A:P' };
    const v4 = { type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N' };
    anAdvisory('A-1', { severity: [v2, v4] });
    anAdvisory('A-2', { severity: [v2] });
    anAdvisory('A-3', {
      database_specific: { severity: 'MODERATE' },
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' }],
    });
    anAdvisory('A-4', { database_specific: { severity: 'LOW' } });
    anAdvisory('A-5', { database_specific: 'odd', severity: [{ type: 'CVSS_V3', score: 'nonsense' }] });
    anAdvisory('MAL-6');
    anAdvisory('A-7', { withdrawn: '2026-01-01T00:00:00Z' });
    osv.known.set('PyPI a 1', ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'MAL-6', 'A-7']);
    const { result } = await review('a==1');
    expect(result?.vulnerabilities.map(({ id, severity, score }) => [id, severity, score])).toEqual([
      ['A-1', 'critical', 9.3],
      ['A-2', 'high', 7.5],
      ['A-3', 'medium', undefined],
      ['A-4', 'low', undefined],
      ['A-5', 'medium', undefined],
      ['MAL-6', 'critical', undefined],
    ]);
  });

  it('is told once where databases repeat each other', async () => {
    osv.known.set('PyPI a 1', ['PYSEC-2026-1', 'GHSA-1', 'PYSEC-2026-2']);
    anAdvisory('PYSEC-2026-1', { aliases: ['CVE-1'] });
    anAdvisory('GHSA-1', { aliases: ['CVE-1'] });
    anAdvisory('PYSEC-2026-2');
    const { result } = await review('a==1');
    expect(result?.vulnerabilities.map(({ id, aliases }) => [id, aliases])).toEqual([
      ['GHSA-1', ['CVE-1', 'PYSEC-2026-1']],
      ['PYSEC-2026-2', []],
    ]);
  });

  it('is asked in batches, each package once, and by pages', async () => {
    const lines = Array.from({ length: 2100 }, (_, at) => `p${at}==1`);
    osv.pageSize = 2;
    osv.known.set('PyPI p7 1', ['A-1', 'A-2', 'A-3', 'A-4', 'A-5']);
    for (let at = 1; at <= 5; at++) anAdvisory(`A-${at}`);
    const { result } = await review([...lines, 'p7==1'].join('\n'));
    expect(osv.batches).toEqual([1000, 1, 1, 1000, 100]);
    expect(result?.vulnerabilities.map(({ id }) => id)).toEqual(['A-1', 'A-2', 'A-3', 'A-4', 'A-5']);
    expect(result?.vulnerabilityStatus).toBe('looked-at');
  });
});

describe('when OSV does not answer', () => {
  it('or was not asked about what is not pinned: partly', async () => {
    const { result, notLookedAt } = await review('a==1\nb>=2\n');
    expect(result?.vulnerabilityStatus).toBe('partly');
    expect(notLookedAt?.map(({ detail }) => detail)).toEqual(['requirements.txt: b is not pinned to a version.']);
  });

  it('offline: not looked at, never "none"', async () => {
    const { result, notLookedAt } = await review('a==1\nb==2\n', { offline: true });
    expect(result?.vulnerabilityStatus).toBe('not-looked-at');
    expect(notLookedAt).toEqual([
      {
        subject: 'vulnerabilities of 2 packages',
        analyzer: 'dependencies',
        reason: 'offline',
        detail: 'A review asks no service unless it is told to: `--osv` asks OSV (https://osv.dev) about them.',
      },
    ]);
    expect(osv.requests).toEqual([]);
  });

  it.each([
    ['429 with Retry-After', { status: 429, retryAfter: '1' }],
    ['429 with a date', { status: 429, retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' }],
    ['503', { status: 503 }],
    ['a cut connection', 'cut'],
    ['half an answer', { body: '{"results": [' }],
  ] as const)('tries again after %s', async (_, trouble) => {
    osv.known.set('PyPI a 1', ['A-1']);
    anAdvisory('A-1');
    osv.troubles.push(trouble, trouble);
    const { result, notLookedAt } = await review('a==1');
    expect(result?.vulnerabilities).toHaveLength(1);
    expect([result?.vulnerabilityStatus, notLookedAt]).toEqual(['looked-at', []]);
  });

  it.each([
    ['503', { status: 503 }, 'it answered 503'],
    ['403', { status: 403 }, 'it answered 403'],
    ['another form', { body: '{"results": 4}' }, 'its answer has another form than documented'],
    ['too few answers', { body: '{"results": []}' }, 'it gave 0 answers to 1 questions'],
  ] as const)('gives up after %s', async (_, trouble, why) => {
    osv.troubles.push(trouble, trouble, trouble, trouble);
    const { result, notLookedAt, findings } = await review('a==1');
    expect([result?.vulnerabilityStatus, findings]).toEqual(['not-looked-at', []]);
    expect(notLookedAt).toEqual([
      {
        subject: 'vulnerabilities of 1 package',
        analyzer: 'dependencies',
        reason: 'service-failed',
        detail: `OSV could not be asked: ${url}: ${why}. Run the review again.`,
      },
    ]);
  });

  it('says what it could not ask when one batch of several fails', async () => {
    osv.troubles.push(...Array.from({ length: 4 }, () => ({ status: 500 })));
    const { result, notLookedAt } = await review(Array.from({ length: 1500 }, (_, at) => `p${at}==1`).join('\n'));
    expect(result?.vulnerabilityStatus).toBe('partly');
    expect(notLookedAt?.map(({ subject }) => subject)).toEqual(['vulnerabilities of 1000 packages']);
  });

  it('asks halves when a batch is refused, so that one odd name hides no other', async () => {
    osv.refuse = 'odd';
    osv.known.set('PyPI a 1', ['A-1']);
    anAdvisory('A-1');
    const { result, notLookedAt } = await review('a==1\nb==1\nodd==1\nc==1\n');
    expect(osv.batches).toEqual([4, 2, 2, 1, 1]);
    expect(result?.vulnerabilities.map(({ id }) => id)).toEqual(['A-1']);
    expect([result?.vulnerabilityStatus, notLookedAt?.[0]?.subject]).toEqual([
      'partly',
      'vulnerabilities of 1 package',
    ]);
  });

  it('keeps a vulnerability whose details are missing', async () => {
    osv.known.set('PyPI a 1', ['A-1']);
    const { result, notLookedAt, findings } = await review('a==1');
    expect(result?.vulnerabilities.map(({ id, severity }) => [id, severity])).toEqual([['A-1', 'medium']]);
    expect(result?.vulnerabilityStatus).toBe('partly');
    expect(notLookedAt?.map(({ subject }) => subject)).toEqual(['details of some vulnerabilities']);
    expect(findings[0]?.message).toBe(
      'a 1 has a known vulnerability, A-1. See https://osv.dev/vulnerability/A-1 for what to do.',
    );
  });

  it('stops at the deadline', async () => {
    osv.troubles.push('never-answer');
    const analyzer = createDependenciesAnalyzer({ deadline: 50 });
    const { result, notLookedAt } = await review('a==1', { analyzer });
    expect(result?.vulnerabilityStatus).toBe('not-looked-at');
    expect(notLookedAt?.[0]?.detail).toBe(`OSV could not be asked: ${url}: it took too long. Run the review again.`);
  });
});
