import { InvalidArgumentError, Option, type Command } from 'commander';

/** What `plumbline semgrep` was asked for, with Semgrep's names. */
export interface SemgrepArguments {
  readonly config: readonly string[];
  readonly pattern?: string;
  readonly lang?: string;
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly text?: boolean;
  readonly output?: string;
  readonly severity: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly excludeRule: readonly string[];
  readonly autofix?: boolean;
  readonly dryrun?: boolean;
  readonly validate?: boolean;
  readonly test?: boolean;
  readonly error?: boolean;
  readonly strict?: boolean;
  /** Seconds for a rule on a file; 0: no limit. */
  readonly timeout: number;
  /** 0: no limit. */
  readonly maxTargetBytes: number;
  readonly jobs?: number;
  readonly gitIgnore: boolean;
  readonly disableNosem?: boolean;
  readonly rewriteRuleIds: boolean;
  readonly engine: 'auto' | 'builtin' | 'semgrep' | 'opengrep';
  readonly quiet?: boolean;
}

const HELP = `
Examples:
  plumbline semgrep --config rules/                   this folder, with every rule file in rules/
  plumbline semgrep --config rule.yml --json src      one rule file, Semgrep's JSON
  plumbline semgrep -e 'eval($X)' -l js src           one pattern
  plumbline semgrep --test rules/                     test rules on their annotated examples

Exit codes, as Semgrep's: 0 done, 1 there are findings (with --error) or failed tests, 2 it failed,
3 code that could not be read (with --strict), 7 there is no rule to run, or one is wrong (with --validate).`;

/** Semgrep's defaults: seconds for a rule on a file, and the largest file. */
const DEFAULT_TIMEOUT = 5;
const DEFAULT_MAX_TARGET_BYTES = 1_000_000;

/** Declares the command's arguments. */
export function declareSemgrep(command: Command): Command {
  return command
    .description("Search code with rules in Semgrep's format, in place of `semgrep scan`.")
    .usage('--config RULES [options] [target…]')
    .showHelpAfterError('`plumbline semgrep --help` lists what it understands.')
    .addHelpText('after', HELP)
    .argument('[target...]', 'files and folders (default: this folder)')
    .addOption(several('-c, --config <rules>', 'a rule file or a folder of them'))
    .option('-e, --pattern <pattern>', 'one pattern instead of rules, with --lang')
    .option('-l, --lang <language>', 'the language of the pattern')
    .option('--json', "print Semgrep's JSON")
    .option('--sarif', 'print SARIF 2.1.0')
    .option('--text', 'print text for people (default)')
    .option('-o, --output <file>', 'write there instead of standard output')
    .addOption(several('--severity <severity>', 'only rules of this severity'))
    .addOption(several('--include <glob>', 'only files that match'))
    .addOption(several('--exclude <glob>', 'skip files that match'))
    .addOption(several('--exclude-rule <id>', 'skip this rule'))
    .option('-a, --autofix', "write the rules' fixes into the files")
    .option('--dryrun', 'with --autofix: print what would be written')
    .option('--validate', 'check the rules and stop')
    .option('--test', 'test the rules on the annotated examples beside them')
    .option('--error', 'exit with 1 if there are findings')
    .option('--no-error', 'exit with 0 even if there are findings (default)')
    .option('--strict', 'exit with an error code if anything could not be looked at')
    .option('--timeout <seconds>', 'limit for one rule on one file; 0: no limit', count('--timeout'), DEFAULT_TIMEOUT)
    .option('--max-target-bytes <bytes>', 'skip larger files; 0: skip none', bytes, DEFAULT_MAX_TARGET_BYTES)
    .option('-j, --jobs <n>', 'worker processes', jobs)
    .option('--no-git-ignore', 'also search files that git ignores')
    .option('--disable-nosem', 'ignore nosemgrep comments')
    .option('--no-rewrite-rule-ids', "do not put a rule file's folders before the rule ids")
    .addOption(
      new Option('--engine <engine>', 'the program that runs the rules')
        .choices(['auto', 'builtin', 'semgrep', 'opengrep'])
        .default('auto'),
    )
    .option('-q, --quiet', 'print only findings')
    .addOption(new Option('--metrics <value>').hideHelp())
    .addOption(new Option('--disable-version-check').hideHelp())
    .addOption(new Option('--no-color').hideHelp())
    .addOption(new Option('--verbose').hideHelp());
}

/** An option that may be repeated. */
function several(flags: string, description: string): Option {
  return new Option(flags, `${description}; repeat it for several`).argParser(collect).default([], 'none');
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function count(option: string): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+(?:\.\d+)?$/.test(value) && number <= 86_400) return number;
    throw new InvalidArgumentError(`Use a number of seconds for ${option}.`);
  };
}

function jobs(value: string): number {
  if (/^\d{1,2}$/.test(value) && Number(value) >= 1 && Number(value) <= 64) return Number(value);
  throw new InvalidArgumentError('Use a whole number from 1 to 64.');
}

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};

function bytes(value: string): number {
  const match = /^(\d{1,15})\s*([kmg]?i?b)?$/i.exec(value);
  const unit = UNITS[(match?.[2] ?? 'b').toLowerCase()];
  if (match && unit !== undefined) return Number(match[1]) * unit;
  throw new InvalidArgumentError('Use a number of bytes, such as 1000000 or 1MB.');
}
