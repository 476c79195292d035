import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { annotationCommand, appendVariable, logLine } from '../../action/workflow-commands.ts';

test('an annotation is a line, with its place', () => {
  const place = { file: 'src/a.ts', line: 3, endLine: 4, title: 'A title' };
  expect(annotationCommand('error', 'wrong', place)).toBe(
    '::error file=src/a.ts,line=3,endLine=4,title=A title::wrong\n',
  );
});

test.each([
  ['a line break', 'one\n::set-output name=a::b', '::notice::one%0A::set-output name=a::b\n'],
  ['a carriage return', 'one\r::stop-commands::x', '::notice::one%0A::stop-commands::x\n'],
  ['an escaped line break', '%0A::add-mask::x', '::notice::%250A::add-mask::x\n'],
  ['colours', '\u001b[31mred', '::notice::\\u{1b}[31mred\n'],
  ['an older command', '##[set-output name=a]b', '::notice::\\u{23}#[set-output name=a]b\n'],
])('%s in a message is text', (_, message, line) => {
  expect(annotationCommand('notice', message)).toBe(line);
});

test('a file name ends no property and no command', () => {
  expect(annotationCommand('warning', 'm', { file: 'a,line=9::b\n::error::c%2C.js', line: 1 })).toBe(
    '::warning file=a%2Cline=9%3A%3Ab\\u{a}%3A%3Aerror%3A%3Ac%252C.js,line=1::m\n',
  );
});

test('a line of the log is no command', () => {
  expect(logLine('::error::x')).toBe(' \u200b::error::x\n');
  expect(logLine('a\n::error::x')).toBe('a\\u{a}::error::x\n');
});

test('whatever is told, it is one line, and one command', () => {
  const text = fc.string({
    unit: fc.constantFrom('\n', '\r', ':', '%', '0', 'A', 'D', '#', '[', ',', '=', 'a', '\u2028'),
  });
  fc.assert(
    fc.property(text, text, (message, file) => {
      const line = annotationCommand('error', message, { file });
      expect(line).toMatch(/^::error file=[^:,\n\r]*::[^\n\r]*\n$/);
      expect(line).not.toMatch(/##\[/);
      expect(logLine(message)).toMatch(/^(?!\s*::)[^\n\r]*\n$/);
    }),
  );
});

test('a value of several lines is read back as it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  try {
    const file = join(folder, 'output');
    appendVariable(file, 'name', 'one\nend_0\n::error::two');
    const [, end = '', value] = /^name<<(end_[-0-9a-f]{36})\n([^]*)\n\1\n$/.exec(readFileSync(file, 'utf8')) ?? [];
    expect({ ends: end !== '', value }).toEqual({ ends: true, value: 'one\nend_0\n::error::two' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
