// What the guides of danger begin with: the size, the change log, the lock file, tests, and leftovers of looking for faults.
import { danger, fail, markdown, warn } from 'danger';

const isTest = (/** @type {string} */ file) => /\.(test|spec)\./.test(file);

export default async () => {
  const { created_files: created, modified_files: modified } = danger.git;
  const changed = [...created, ...modified];
  const code = changed.filter((file) => /\.[cm]?[jt]sx?$/.test(file));
  if (code.length > 0 && !changed.includes('CHANGELOG.md')) warn('Please say in the change log what changes.');
  if (changed.includes('package.json') && !changed.some((file) => /lock/.test(file)))
    warn('The lock file is as it was.');
  if (code.some((file) => !isTest(file)) && !code.some(isTest)) warn('No test changes.');

  let lines = 0;
  for (const file of code) {
    const diff = await danger.git.diffForFile(file);
    const added = diff?.added.split('\n') ?? [];
    lines += added.length;
    if (added.some((line) => /\bconsole\.log\(/.test(line))) warn(`${file} logs to the console.`);
    if (added.some((line) => /\b(TODO|FIXME)\b/.test(line))) warn(`${file} says what is to be done.`);
    if (added.some((line) => /\b(describe|it|test)\.only\(/.test(line))) fail(`${file} runs one test alone.`);
  }
  if (lines > 500) warn('This is a large pull request.');
  markdown(`${code.length} files of code, ${lines} lines.`);
};
