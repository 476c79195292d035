import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testRepositories } from '../support/git/test-repositories.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

const { make } = testRepositories();

/** Reviews a sound repository with a report of another tool, and gives what is said beside the verdict. */
async function told(option: string, name: string, content: string | Buffer) {
  const repository = make();
  repository.commit({
    'src/a.js': 'export const a = 1;\n',
    'README.md': '# x\n',
    LICENSE: 'MIT\n',
    '.gitignore': 'r.*\n',
  });
  writeFileSync(join(repository.folder, name), content);
  const { code, stdout, stderr } = await runPlumbline(['review', '.', '--quiet', option, name], {
    cwd: repository.folder,
  });
  return { code, verdict: stdout.split('\n')[0], told: stderr };
}

const ENTITIES = Array.from({ length: 12 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('');

test.each<[string, string, string | Buffer, string]>([
  ['--tests', 'r.xml', '<a>'.repeat(100_000), 'line 1, column 1: there is no element, or one that does not end'],
  ['--tests', 'r.xml', '<'.repeat(1_000_000), 'line 1, column 1000001: a tag is broken, or has no partner'],
  ['--tests', 'r.xml', `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`, 'its elements stand more than 100 deep'],
  [
    '--tests',
    'r.xml',
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
    'it takes in external entities',
  ],
  ['--tests', 'r.xml', '', 'there is no element, or one that does not end'],
  ['--coverage', 'r.xml', '<coverage><class a=1/></coverage>', 'an attribute is not written as name="value"'],
  ['--coverage', 'r.bin', Buffer.alloc(1_000_000), 'its format is unknown'],
  ['--coverage', 'r.json', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'it is JSON of another form'],
  [
    '--sarif',
    'r.sarif',
    `{"version":"2.1.0","runs":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    'it is no SARIF 2.1.0',
  ],
  ['--sarif', 'r.sarif', '{"version":"2.1.0","runs":[{"tool":', 'it is no valid JSON'],
])('a report that cannot be read is told in one line: %s %s', async (option, name, content, words) => {
  const result = await told(option, name, content);
  expect(result).toMatchObject({ code: 0, verdict: '✔ Passed  No problems.' });
  expect(result.told).toContain(`plumbline: ${name} could not be read: `);
  expect(result.told).toContain(words);
  expect(result.told.length).toBeLessThan(300);
});

test('entities of a document stand for nothing, whatever they would grow to', async () => {
  const report = `<!DOCTYPE r [<!ENTITY e0 "a">${ENTITIES}]><testsuite name="s"><testcase name="&e12;"><failure/></testcase></testsuite>`;
  expect(await told('--tests', 'r.xml', report)).toMatchObject({ code: 1, told: '' });
});

test.each<[string, Buffer]>([
  [
    'a byte order mark and CRLF',
    Buffer.from(
      '\uFEFF<?xml version="1.0"?>\r\n<testsuite name="s">\r\n<testcase name="é"><failure/></testcase></testsuite>',
    ),
  ],
  ['UTF-16', Buffer.from('\uFEFF<testsuite name="s"><testcase name="é"><failure/></testcase></testsuite>', 'utf16le')],
  [
    'ISO-8859-1',
    Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite name="s"><testcase name="é"><failure/></testcase></testsuite>',
      'latin1',
    ),
  ],
])('a report in %s is read', async (_, content) => {
  const repository = make();
  repository.write({ 'src/a.js': 'export const a = 1;\n', 'r.xml': content });
  const { stdout } = await runPlumbline(['review', repository.folder, '--tests', join(repository.folder, 'r.xml')]);
  expect(stdout).toContain('  s › é\n');
});

test('a format and a file of another format are most likely meant apart', async () => {
  const { folder } = make();
  const { code, stderr } = await runPlumbline(['review', folder, '--format', 'pretty', '--output', 'report.html']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      'plumbline: --format pretty --output report.html: a .html file is html. For both, write --output report.html --format pretty.\n',
  });
});

test('what a report holds makes no endless message', async () => {
  const uri = '/x'.repeat(100_000);
  const results = [{ message: { text: 'x' }, locations: [{ physicalLocation: { artifactLocation: { uri } } }] }];
  const sarif = JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 't' } }, results }] });
  const { code, told: message } = await told('--sarif', 'r.sarif', sarif);
  expect(code).toBe(0);
  expect(message).toMatch(/^plumbline: 1 result of r\.sarif: .{300,500}…\n$/);
});
