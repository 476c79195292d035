import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findAsset } from '../../engine/assets.ts';
import { LANGUAGES } from '../../engine/source/language.ts';
import { GRAMMAR_OF, locateGrammar } from '../../engine/syntax/grammars.ts';
import { isAtLeast, reasonOf, type Check } from './check.ts';

/** `engines` in package.json. */
const OLDEST_NODE = '20.19.0';
/** The first with `git rev-parse --show-object-format`. */
const OLDEST_GIT = '2.25.0';
const TOOL_TIME_OUT_MS = 10_000;

const run = promisify(execFile);

export function checkNode(version: string): Check {
  if (isAtLeast(version, OLDEST_NODE)) return { name: 'Node', status: 'ok', detail: version };
  return { name: 'Node', status: 'missing', detail: version, advice: `Install Node ${OLDEST_NODE} or newer.` };
}

export async function checkGit(): Promise<Check> {
  const name = 'git';
  try {
    const { stdout } = await run('git', ['--version'], { timeout: TOOL_TIME_OUT_MS });
    const version = /\d+\.\d+(?:\.\d+)?/.exec(stdout)?.[0] ?? stdout.trim();
    if (isAtLeast(version, OLDEST_GIT)) return { name, status: 'ok', detail: version };
    return { name, status: 'missing', detail: version, advice: `Install git ${OLDEST_GIT} or newer.` };
  } catch (error) {
    const advice = 'Install git; without it only a folder as it is can be reviewed, without a base.';
    return { name, status: 'missing', detail: reasonOf(error), advice };
  }
}

/** The native program comes as an optional dependency for each platform: an install may have left it out. */
export async function checkOxlint(): Promise<Check> {
  const name = 'oxlint';
  try {
    const program = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin', 'oxlint');
    const { stdout } = await run(process.execPath, [program, '--version'], { timeout: TOOL_TIME_OUT_MS });
    return { name, status: 'ok', detail: /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? stdout.trim() };
  } catch (error) {
    const advice = 'Install again without `--omit=optional`; until then, ESLint does its part, more slowly.';
    return { name, status: 'warn', detail: firstLine(reasonOf(error)), advice };
  }
}

/** JSX and TSX are ways to write JavaScript and TypeScript. */
const COUNTED_LANGUAGES = LANGUAGES.filter((language) => language !== 'jsx' && language !== 'tsx').length;

export async function checkGrammars(): Promise<Check> {
  const name = 'Grammars';
  const missing: string[] = [];
  for (const language of LANGUAGES) {
    try {
      await access(locateGrammar(GRAMMAR_OF[language]));
    } catch {
      missing.push(language);
    }
  }
  if (missing.length === 0) return { name, status: 'ok', detail: `${COUNTED_LANGUAGES} languages` };
  const advice = 'The package is damaged: install it again.';
  return { name, status: 'missing', detail: `no grammar for ${missing.join(', ')}`, advice };
}

/** Present in a built package alone. */
export function checkWorker(): Check {
  const name = 'Worker';
  if (findAsset('engine/workers/worker.js')) return { name, status: 'ok', detail: 'present' };
  const advice = 'The package is damaged, or was not built: npm run build.';
  return { name, status: 'missing', detail: 'the worker program is missing', advice };
}

export async function checkTypst(): Promise<Check> {
  const name = 'PDF';
  try {
    await import('@myriaddreamin/typst-ts-node-compiler');
    return { name, status: 'ok', detail: 'Typst compiler present' };
  } catch (error) {
    const advice = 'Install again without `--omit=optional`; until then `--format pdf` does not work.';
    return { name, status: 'warn', detail: firstLine(reasonOf(error)), advice };
  }
}

/** Looked for, never run: their findings come in as SARIF. */
export async function checkSemgrep({ PATH = '' }: NodeJS.ProcessEnv): Promise<Check> {
  const name = 'Semgrep';
  const advice = 'Not needed. A review can include what it finds: `--sarif FILE`.';
  for (const tool of ['opengrep', 'semgrep'])
    for (const folder of PATH.split(delimiter).filter((one) => one !== '')) {
      const program = join(folder, tool);
      const there = await access(program, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (there) return { name, status: 'ok', detail: program, advice };
    }
  return { name, status: 'none', detail: 'neither opengrep nor semgrep is on the PATH', advice };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!;
}
