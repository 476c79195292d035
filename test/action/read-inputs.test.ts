import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { INPUT_NAMES, readInputs } from '../../action/read-inputs.ts';

test('what is not given has its default', () => {
  expect(readInputs({ INPUT_TOKEN: 't', INPUT_REPORTS: '' })).toEqual({
    token: 't',
    reports: ['html', 'json'],
    'eslint-config': false,
    'upload-sarif': false,
    show: true,
  });
});

test.each(['true', 'True', ' TRUE\n'])('a yes is written as %j', (given) => {
  expect(readInputs({ INPUT_TOKEN: 't', 'INPUT_UPLOAD-SARIF': given })['upload-sarif']).toBe(true);
});

test('a list is read by commas and lines', () => {
  expect(readInputs({ INPUT_TOKEN: 't', INPUT_REPORTS: 'html, sarif\njunit\n' }).reports).toEqual([
    'html',
    'sarif',
    'junit',
  ]);
});

test('commas between braces are part of a glob', () => {
  const { coverage } = readInputs({
    INPUT_TOKEN: 't',
    INPUT_COVERAGE: 'packages/{api,web/{a,b}}/lcov.info, c/{d}.info,{e\nf,g}',
  });
  expect(coverage).toEqual(['packages/{api,web/{a,b}}/lcov.info', 'c/{d}.info', '{e', 'f', 'g}']);
});

test.each([
  ['https://plumbline.example.com/', 'https://plumbline.example.com'],
  [' https://example.com/plumbline//\n', 'https://example.com/plumbline'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
])("the App's address %j is read as %j", (given, read) => {
  expect(readInputs({ INPUT_TOKEN: 't', 'INPUT_APP-URL': given })['app-url']).toBe(read);
});

test.each([
  'http://plumbline.example.com',
  'http://localhost.example.com',
  'http://127.0.0.1.example.com',
  'https://user:password@example.com',
  'https://example.com/?a=b',
  'https://example.com/#a',
  'https://example.com/?',
  'ftp://localhost',
  'plumbline.example.com',
  'file:///etc/passwd',
  'javascript:1',
])('%s is no address to show a token to', (given) => {
  expect(() => readInputs({ INPUT_TOKEN: 't', 'INPUT_APP-URL': given })).toThrow(
    `The input app-url is wrong: expected the App's address, https://…, not "${given}".`,
  );
});

test.each([
  [{ INPUT_TOKEN: 't', INPUT_REPORT: 'html' }, 'There is no input report. Did you mean reports?'],
  [
    { INPUT_TOKEN: 't', 'INPUT_ESLINT-CONFIG': 'yes' },
    'The input eslint-config is wrong: expected true or false, not "yes".',
  ],
  [{ INPUT_REPORTS: 'html' }, 'The input token is missing.'],
  [
    { INPUT_TOKEN: 't', INPUT_REPORTS: 'docx' },
    'The input reports is wrong: expected some of html, json, sarif, markdown, junit, pdf, not "docx".',
  ],
  [
    { INPUT_TOKEN: 't', INPUT_REPORTS: ',' },
    'The input reports is wrong: expected some of html, json, sarif, markdown, junit, pdf, not ",".',
  ],
])('%j is refused by name', (env, message) => {
  expect(() => readInputs(env)).toThrow(message);
});

test('action.yml names the inputs that are read', () => {
  const { inputs } = parse(readFileSync('action.yml', 'utf8')) as { inputs: Record<string, unknown> };
  expect(Object.keys(inputs)).toEqual(INPUT_NAMES);
});
