import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { guardFolders } from '../../processes/guard-process.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../processes/temporary-folder.ts';
import type { LintRule } from './lint-rule.ts';
import { runNodeProgram, type ProcessFailure } from './node-program.ts';
import { readOxlintOutput } from './oxlint-output.ts';
import type { EngineAnswer, LintFile } from './problem.ts';
import { GLOBALS, PROFILES, PROFILE_NAMES, runsIn } from './profile.ts';

/** All files answered, in their order; or none, and why. */
export type OxlintOutcome =
  | { readonly kind: 'done'; readonly answers: readonly EngineAnswer[] }
  | { readonly kind: 'failed'; readonly reason: ProcessFailure; readonly detail: string };

export interface OxlintOptions {
  readonly rules: readonly LintRule[];
  readonly milliseconds: number;
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where its library for this platform is, if not beside it; undefined: there is none but that. */
  readonly library?: (() => Promise<string | undefined>) | undefined;
  /** For tests: the program to run instead of the installed one. */
  readonly program?: string | undefined;
}

/**
 * Lints files by oxlint, which reads from the disk alone: they are written into a private folder under neutral names,
 * with our configuration, and removed again whatever happens.
 */
export async function runOxlint(files: readonly LintFile[], options: OxlintOptions): Promise<OxlintOutcome> {
  const program = options.program ?? findOxlint();
  if (program === undefined) return { kind: 'failed', reason: 'tool-missing', detail: 'oxlint is not installed' };
  guardFolders();
  const folder = makeTemporaryFolder('lint');
  try {
    const names = writeFiles(folder, files);
    writeFileSync(join(folder, CONFIGURATION), JSON.stringify(oxlintConfiguration(options.rules)));
    const threads = options.threads === undefined ? [] : [`--threads=${options.threads}`];
    const args = ['-c', CONFIGURATION, '--disable-nested-config', '--no-ignore', '-f', 'json', ...threads, '.'];
    const { milliseconds, signal } = options;
    const library = await options.library?.();
    const ended = await runNodeProgram(program, args, {
      cwd: folder,
      milliseconds,
      outputBytes: OUTPUT_BYTES,
      environment: {
        RUST_MIN_STACK: String(THREAD_STACK_BYTES),
        // What napi-rs' loader asks first.
        ...(library !== undefined && { NAPI_RS_NATIVE_LIBRARY_PATH: library }),
      },
      signal,
    });
    if (ended.kind === 'failed') return { kind: 'failed', reason: ended.reason, detail: ended.detail };
    const answers = readOxlintOutput(ended.stdout, { files, names, rules: options.rules });
    if (answers) return { kind: 'done', answers };
    const detail = `${ended.stdout.slice(0, 300)} ${ended.stderr.slice(0, 300)}`.trim();
    return { kind: 'failed', reason: NO_BINDING.test(detail) ? 'tool-missing' : 'crashed', detail };
  } finally {
    await removeTemporaryFolder(folder);
  }
}

const CONFIGURATION = 'configuration.json';

/** A thousand findings take about 400 kB; one answer never comes near Node's longest string. */
const OUTPUT_BYTES = 256 * 1024 * 1024;

/** Stack of the linter's threads: its parser recurses, and dies of a segmentation fault on 2,000 brackets otherwise. */
const THREAD_STACK_BYTES = 256 * 1024 * 1024;

/** What napi-rs' loader says where no package fits the platform, or npm left it out. */
const NO_BINDING = /native binding|Cannot find module/;

/** More in one folder slows some file systems down. */
const FILES_IN_FOLDER = 1000;

/** Where the installed oxlint's program is, or undefined. It finds the binary of the platform on its own. */
function findOxlint(): string | undefined {
  try {
    const program = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin', 'oxlint');
    return existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}

/** Returns each file's name below the folder: `ts/0/12.tsx`. */
function writeFiles(folder: string, files: readonly LintFile[]): string[] {
  // A repository's border: ignore files of the folders above are not asked.
  mkdirSync(join(folder, '.git'));
  const made = new Set<string>();
  return files.map(({ text, extension, profile }, index) => {
    const shard = `${profile}/${Math.floor(index / FILES_IN_FOLDER)}`;
    if (!made.has(shard)) {
      mkdirSync(join(folder, shard), { recursive: true });
      made.add(shard);
    }
    const name = `${shard}/${index}${extension}`;
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return name;
  });
}

function oxlintConfiguration(rules: readonly LintRule[]): object {
  return {
    plugins: ['typescript'],
    categories: { correctness: 'off' },
    env: { builtin: true },
    globals: GLOBALS,
    overrides: PROFILE_NAMES.map((name) => ({
      files: [`${name}/**`],
      rules: Object.fromEntries(
        rules
          .filter((rule) => runsIn(rule, PROFILES[name]))
          .map((rule) => [oxlintName(rule), rule.options.length > 0 ? ['error', ...rule.options] : 'error']),
      ),
    })),
  };
}

function oxlintName(rule: LintRule): string {
  return rule.name.replace(/^@typescript-eslint\//, 'typescript/');
}
