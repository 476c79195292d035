import { expect, test } from 'vitest';
import { textOfReport } from '../../../engine/analyzers/external-file.ts';
import { measuredFiles, toolReports } from '../../../github/hand-over/measured-files.ts';

const file = (name: string, content: string | Buffer) => ({ name, content: Buffer.from(content) });

test('what was read comes out as it was, by its kind', () => {
  const { files, missing } = measuredFiles({
    coverageFiles: [file('lcov.info', 'SF:a.js\n')],
    testFiles: [file('junit.xml', '<testsuites/>')],
    sarifFiles: [file('a.sarif', '{}'), file('b.sarif', '[]')],
  });
  expect(files.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'coverage lcov.info',
    'tests junit.xml',
    'sarif a.sarif',
    'sarif b.sarif',
  ]);
  expect(missing).toEqual([]);
  const { coverageFiles, testFiles, sarifFiles } = toolReports({ files });
  const texts = [coverageFiles, testFiles, sarifFiles].map((some) => some.map(textOfReport));
  expect(texts).toEqual([['SF:a.js\n'], ['<testsuites/>'], ['{}', '[]']]);
});

test('a file keeps its letters, whatever its encoding was', () => {
  const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><coverage name="Größe"/>';
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Größe', 'utf16le')]);
  const { files } = measuredFiles({
    coverageFiles: [file('a.xml', Buffer.from(xml, 'latin1')), file('b', utf16), file('c', '\uFEFFGröße')],
    testFiles: [],
    sarifFiles: [],
  });
  expect(toolReports({ files }).coverageFiles.map(textOfReport)).toEqual([xml, 'Größe', 'Größe']);
});

test('what no review reads is not handed over, but that it is missing is', () => {
  const huge = { name: 'huge', content: Buffer.alloc(32 * 2 ** 20 + 1, ' ') };
  expect(measuredFiles({ coverageFiles: [huge], testFiles: [], sarifFiles: [] })).toEqual({
    files: [],
    missing: [{ kind: 'coverage', name: 'huge', why: 'too-much' }],
  });
});
