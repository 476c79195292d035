import { execFile, execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { ReviewResult } from '../../engine/review-result.ts';
import { testRepositories } from '../support/git/test-repositories.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

const { make: aProject } = testRepositories();

test.each([
  [['--osv', '.'], "option '--osv [url]' argument '.' is invalid. Use an http or https address, or none."],
  [['--osv', 'ftp://osv.example'], "argument 'ftp://osv.example' is invalid."],
  [['--osv', 'api.osv.dev'], "argument 'api.osv.dev' is invalid."],
  [['--jobs', '0'], "argument '0' is invalid. Use a whole number from 1 to 64."],
  [['--jobs', '1e1'], "argument '1e1' is invalid."],
  [['--jobs', '.'], "argument '.' is invalid."],
])('%j is refused with what to write instead', async (args, words) => {
  const { code, stdout, stderr } = await runPlumbline(['review', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(words);
});

test.each(['', ' '])('an empty --base (%j) is a mistake, not a review of everything', async (name) => {
  const { folder } = aProject();
  expect(await runPlumbline(['review', folder, '--base', name])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'plumbline: --base is empty: give it a value, or leave --base out.\n',
  });
});

test.each([
  ['--coverage nowhere', 'no such file: nowhere (given by --coverage) in $CWD'],
  ['--tests src/nowhere/junit.xml', 'no such file: src/nowhere/junit.xml (given by --tests) in $CWD'],
  ['--sarif /nowhere.sarif', 'no such file: /nowhere.sarif (given by --sarif)'],
  ['--config nowhere.yml', 'no such file: nowhere.yml (given by --config) in $CWD'],
  ['--config src', 'src (given by --config) cannot be read: it is a folder, not a file.'],
  ['--coverage .', '. (given by --coverage) cannot be read: it is a folder, not a file.'],
  ['--config /dev/zero', '/dev/zero (given by --config) is larger than 1 MiB: name another file.'],
  ['--coverage --quiet', '--coverage wants a value, and --quiet looks like an option.'],
  ['--config=', '--config is empty: give it a value, or leave --config out.'],
  ['--head --base=main', '--head wants a value, and --base=main looks like an option.'],
])('review . %s', async (args, words) => {
  const { folder: cwd } = aProject();
  execFileSync('mkdir', ['src'], { cwd });
  writeFileSync(join(cwd, 'src/a.js'), 'export const a = 1;\n');
  const { code, stdout, stderr } = await runPlumbline(['review', '.', ...args.split(' ')], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`plumbline: ${words.replace('$CWD', cwd)}`);
});

test('what is compared with is shown by the name that was given', async () => {
  const repository = aProject();
  const one = repository.commit({ 'src/a.js': 'export const a = 1;\n', '.plumbline.yml': 'version: 1\n' });
  repository.git('tag', 'v1.0.0');
  repository.commit({ 'src/a.js': 'export const a = 2;\n' });
  for (const head of [[], ['--head', 'main']]) {
    const { stdout } = await runPlumbline(['review', repository.folder, '--base', 'v1.0.0', ...head]);
    expect(stdout.split('\n')[0]).toContain(` against v1.0.0 (merge base ${one.slice(0, 8)})`);
  }
  const json = await runPlumbline(['review', repository.folder, '--base', 'v1.0.0', '--format', 'json']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    subject: { base: { label: 'v1.0.0', commit: one } },
    configuration: { source: `.plumbline.yml at v1.0.0 (${one.slice(0, 12)})` },
  });
  const byId = await runPlumbline(['review', repository.folder, '--base', one]);
  expect(byId.stdout.split('\n')[0]).toContain(` against ${one.slice(0, 12)}`);
});

test('a repository before its first commit is reviewed as it is; there is nothing to compare it with', async () => {
  const repository = aProject();
  const { name } = parse(repository.folder);
  expect(await runPlumbline(['review', repository.folder])).toEqual({
    code: 2,
    stdout: '',
    stderr: `plumbline: ${name} has no commit yet and no files\nAdd files, or name another folder to review.\n`,
  });
  repository.write({ 'src/a.js': 'eval("1");\n' });
  const { stdout } = await runPlumbline(['review', repository.folder, '--format', 'json']);
  expect((JSON.parse(stdout) as ReviewResult).findings.map(({ ruleId }) => ruleId)).toContain('eslint/no-eval');
  const compared = await runPlumbline(['review', repository.folder, '--base', 'main']);
  expect({ ...compared, stderr: compared.stderr.split('\n').length }).toEqual({ code: 2, stdout: '', stderr: 3 });
});

test('a report takes the place of the one before, behind a link too, and a pipe is written to as it is', async () => {
  const repository = aProject();
  repository.commit({ 'src/a.js': 'export const a = 1;\n', '.gitignore': 'report.*\n' });
  const report = join(repository.folder, 'report.json');
  const [link, pipe] = [join(repository.folder, 'report.link'), join(repository.folder, 'report.pipe')];
  writeFileSync(report, 'an old one');
  symlinkSync(report, link);
  execFileSync('mkfifo', [pipe]);
  const reading = promisify(execFile)('cat', [pipe]);
  const outputs = ['--format', 'json', '--output', link, '--format', 'sarif', '--output', pipe];
  expect((await runPlumbline(['review', repository.folder, ...outputs])).stdout).toBe('');
  expect(JSON.parse((await reading).stdout)).toMatchObject({ version: '2.1.0' });
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ subject: { kind: 'repository' } });
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(repository.git('status', '--short', '--ignored')).toBe('!! report.json\n!! report.link');
});

test('a report that cannot be written is a mistake of use', async () => {
  const repository = aProject();
  repository.commit({ 'src/a.js': 'export const a = 1;\n' });
  const { code, stderr } = await runPlumbline(['review', repository.folder, '--format', 'json', '--output', '/dev']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'plumbline: /dev cannot be written: it is a folder, not a file.\n',
  });
});

test.each(['pretty', 'json'])('a wrong folder of templates is a mistake with --format %s too', async (format) => {
  const { folder } = aProject();
  const { code, stdout, stderr } = await runPlumbline([
    'review',
    folder,
    '--format',
    format,
    '--templates',
    '/nowhere',
  ]);
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: 'plumbline: /nowhere: this folder of templates cannot be read: it is not there\n',
  });
});

test('the verdict and where the reports are is told on standard error, unless it is to be quiet', async () => {
  const repository = aProject();
  repository.commit({
    'src/a.js': 'export const a = 1;\n',
    'README.md': '# x\n',
    LICENSE: 'MIT\n',
    '.gitignore': 'out\n',
  });
  const html = join(repository.folder, 'out', 'report.html');
  const written = await runPlumbline(['review', repository.folder, '--output', html]);
  expect(written).toEqual({
    code: 0,
    stdout: '',
    stderr: `Passed: No problems.\nWritten: ${html}\nNew folder: ${join(repository.folder, 'out')}\n`,
  });
  const again = ['review', repository.folder, '--output', html, '--format', 'json', '--output', '-'];
  const { stdout, stderr } = await runPlumbline(again);
  expect(stderr).toBe(`Passed: No problems.\nWritten: ${html}\n`);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: { conclusion: 'pass' } });
  expect(await runPlumbline(['review', repository.folder, '--output', html, '--quiet'])).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  const told = await runPlumbline(['review', repository.folder, '--output', html, '--format', 'pretty']);
  expect(told.stderr).toBe(`Written: ${html}\n`);
});

test('what a named configuration extends stands beside it, wherever that is', async () => {
  const [repository, elsewhere] = [aProject(), aProject()];
  repository.commit({ 'src/a.js': 'export const a = eval("1");\n', 'team.yml': 'nonsense: 1\n' });
  elsewhere.write({
    'c/ours.yml': 'extends: ./team.yml\n',
    'c/team.yml': 'exclude: [src]\n',
    'c/x.yml': 'extends: ../y.yml',
  });
  const review = (file: string, cwd: string) => runPlumbline(['review', repository.folder, '--config', file], { cwd });
  expect((await review('ours.yml', join(elsewhere.folder, 'c'))).stdout).toContain('excluded by the configuration 1');
  expect((await review('c/ours.yml', elsewhere.folder)).stdout).toContain('excluded by the configuration 1');
  const outside = join(elsewhere.folder, 'c', 'x.yml');
  expect((await review(outside, '.')).stderr).toBe(
    `plumbline: ${outside}:1:10: "../y.yml" lies outside the folder of ${outside}.\n`,
  );
});
