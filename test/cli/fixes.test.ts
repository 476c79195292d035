import { expect, test } from 'vitest';
import type { Finding } from '../../engine/findings/finding.ts';
import type { ReviewResult } from '../../engine/review-result.ts';
import type { TestRepository } from '../support/git/a-repository.ts';
import { testRepositories } from '../support/git/test-repositories.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

const { make: aProject } = testRepositories();

const BEFORE = 'export function old(a) {\n  debugger;\n  return a;\n}\n';
const AFTER = `import { join, resolve } from 'node:path';

export function show(a) {
  debugger;
  const { b: b } = a;
  if (!!b) console.log(join('a', b));
  return;
}
`;
const MENDED = `import { join } from 'node:path';

export function show(a) {
  const { b } = a;
  if (b) console.log(join('a', b));
}
`;

function aChange(): TestRepository {
  const repository = aProject();
  repository.commit({ 'README.md': '# Sample\n', 'src/old.js': BEFORE });
  repository.git('switch', '-qc', 'feature');
  repository.commit({ 'src/old.js': `// Old\n${BEFORE}`, 'src/new.js': AFTER, 'src/new.ts': AFTER });
  return repository;
}

async function findingsOf(repository: TestRepository, ...args: string[]): Promise<readonly Finding[]> {
  const { stdout } = await runPlumbline(['review', repository.folder, '--format', 'json', '--base', 'main', ...args]);
  return (JSON.parse(stdout) as ReviewResult).findings;
}

function mended(text: string, findings: readonly Finding[]): string {
  return findings
    .flatMap(({ fix }) => (fix?.safe ? fix.edits : []))
    .sort((a, b) => b.startOffset - a.startOffset)
    .reduce((result, edit) => result.slice(0, edit.startOffset) + edit.text + result.slice(edit.endOffset), text);
}

test('what a change brings in has fixes; made, all is mended and nothing else found', async () => {
  const repository = aChange();

  const findings = await findingsOf(repository);
  const ofPath = (path: string) => findings.filter((finding) => finding.path === path);

  expect(ofPath('src/new.js').map(({ ruleId, fix }) => [ruleId, fix?.description, fix?.safe])).toEqual([
    ['eslint/no-debugger', 'Remove the statement', true],
    ['eslint/no-unused-vars', 'Remove the import', true],
    ['eslint/no-useless-rename', 'Write the name once', true],
    ['eslint/no-extra-boolean-cast', 'Remove the conversion', true],
    ['eslint/no-useless-return', 'Remove the return', true],
  ]);
  expect(ofPath('src/new.js')[0]!.fix!.edits).toEqual([
    {
      startOffset: 70,
      endOffset: 82,
      text: '',
      range: { startLine: 4, startColumn: 1, endLine: 5, endColumn: 1 },
    },
  ]);
  expect(ofPath('src/new.ts').map(({ fix }) => fix)).toEqual(ofPath('src/new.js').map(({ fix }) => fix));
  expect(mended(AFTER, ofPath('src/new.js'))).toBe(MENDED);

  repository.commit({ 'src/new.js': MENDED, 'src/new.ts': MENDED });
  const again = await findingsOf(repository);
  expect(again.filter(({ path }) => path !== 'src/old.js')).toEqual([]);
});

test('nobody is asked to mend what was there before', async () => {
  const findings = await findingsOf(aChange());
  const old = findings.filter(({ path }) => path === 'src/old.js');
  expect(old.map(({ state, fix }) => [state, fix])).toEqual([['existing', undefined]]);
});

test('fixes are the same from the cache and without one', async () => {
  const repository = aChange();
  const first = await findingsOf(repository);
  expect(await findingsOf(repository)).toEqual(first);
  expect(await findingsOf(repository, '--no-cache')).toEqual(first);
});
