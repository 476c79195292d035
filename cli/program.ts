import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from './exit-codes.ts';
import { FORMATS, type Format } from '../engine/report/formats.ts';
import { declareSemgrep, type SemgrepArguments } from './semgrep/semgrep-arguments.ts';
import { version } from '../engine/version.ts';

/** What `--format` and `--output` said, in the order of the command line. */
export type OutputArgument = { readonly format: Format } | { readonly output: string };

export interface ReviewArguments {
  readonly base?: string;
  readonly head?: string;
  readonly config?: string;
  readonly all?: boolean;
  readonly cache: boolean;
  readonly jobs?: number;
  readonly quiet?: boolean;
  readonly coverage?: string[];
  readonly sarif?: string[];
  readonly tests?: string[];
  readonly osv?: string | true;
  readonly eslintConfig?: boolean;
  readonly templates?: string;
}

/** Declares the commands. Each one's code is loaded when it runs. */
export function createProgram(setExitCode: (code: number) => void): Command {
  const program = new Command('plumbline')
    .description('Reviews a change or a whole repository: what is new, what it costs, and whether the gate passes.')
    .usage('COMMAND [path] [options]')
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .version(version, '-V, --version')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'plumbline: ')) })
    .showHelpAfterError('`plumbline --help` lists what it understands.')
    .showSuggestionAfterError()
    .addHelpText('after', '\n`plumbline COMMAND --help` says more.');
  addReview(program, setExitCode);
  addSemgrep(program, setExitCode);
  addRules(program, setExitCode);
  addInit(program, setExitCode);
  addDoctor(program, setExitCode);
  addServe(program, setExitCode);
  addStanding(program, setExitCode);
  return program;
}

const REVIEW_HELP = `
Examples:
  plumbline review                                    this repository, as it is on the disk
  plumbline review --base main                        what changed since main, uncommitted work included
  plumbline review ../other --base v1 --head v2       one commit against another
  plumbline review --output report.html --output report.sarif --format pretty

Exit codes: 0 the gate passed, 1 it failed or could not be decided, 2 wrong use or
configuration, 3 Plumbline itself failed.`;

function addReview(program: Command, setExitCode: (code: number) => void): void {
  const outputs: OutputArgument[] = [];
  program
    .command('review')
    .description('Review a repository, or with --base what changed since the merge base.')
    // What takes several values, or may have one, would swallow a path behind it.
    .usage('[path] [options]')
    .showHelpAfterError('`plumbline review --help` lists what it understands.')
    .addHelpText('after', REVIEW_HELP)
    .argument('[path]', 'a repository, with or without a working folder, or a plain folder', valueOf('the path'), '.')
    .option('--base <ref>', 'compare with the merge base of this branch or commit', valueOf('--base'))
    .option('--head <ref>', 'the commit to review (default: the working folder)', valueOf('--head'))
    .option('--all', 'with --base: look at every file, not only at what changed')
    .option('--format <format>', `${FORMATS.join(', ')} (default: pretty); repeat it for several`, (value) => {
      outputs.push({ format: parseFormat(value) });
    })
    .option(
      '--output <file>',
      'where the --format before it goes, or the format of its extension (default, and -: standard output)',
      (value) => {
        outputs.push({ output: valueOf('--output')(value) });
      },
    )
    .option('--config <file>', 'a configuration to use instead of .plumbline.yml at the base', valueOf('--config'))
    .option(
      '--coverage <file...>',
      'coverage reports: lcov, Cobertura, JaCoCo, Clover, Istanbul JSON',
      valuesOf('--coverage'),
    )
    .option('--sarif <file...>', 'SARIF 2.1.0 of other tools', valuesOf('--sarif'))
    .option('--tests <file...>', 'test results as JUnit XML', valuesOf('--tests'))
    .option('--osv [url]', 'ask OSV about vulnerable dependencies (default: stay offline)', parseServiceUrl)
    .option(
      '--eslint-config',
      "also run ESLint with the repository's own configuration, which runs the repository's code",
    )
    .option('--templates <folder>', 'a folder with your own report templates', valueOf('--templates'))
    .option('--no-cache', 'neither read nor write results of earlier reviews')
    .option('--jobs <n>', 'worker processes (default: one fewer than processors, at most 8)', parseJobs)
    .option('--quiet', 'print only the verdict; with --output files, nothing')
    .action(async (path: string, options: ReviewArguments) => {
      const { startReview } = await import('./start-review.ts');
      setExitCode(await startReview({ path, options, outputs }));
    });
}

function addSemgrep(program: Command, setExitCode: (code: number) => void): void {
  declareSemgrep(program.command('semgrep')).action(async (targets: string[], options: SemgrepArguments) => {
    const { runSemgrepCommand } = await import('./semgrep/semgrep-command.ts');
    setExitCode(await runSemgrepCommand(targets, options));
  });
}

function addRules(program: Command, setExitCode: (code: number) => void): void {
  const rules = program.command('rules').description('List, explain and test the rules that come with Plumbline.');
  const print = (text: string): void => void process.stdout.write(text);
  rules
    .command('list')
    .description('List the rules of all analyzers, or of one pack.')
    .argument('[pack]', 'security, mcp, delivery, practice, or an analyzer such as eslint', valueOf('the pack'))
    .option('--json', 'as JSON')
    .action(async (pack: string | undefined, options: { json?: boolean }) => {
      const { listRules } = await import('./rules/list-rules.ts');
      setExitCode(listRules({ pack, json: options.json ?? false, print }));
    });
  rules
    .command('explain')
    .description('Explain a rule: why, what is wrong, what is right, and when not to use it.')
    .argument('<id>', 'as reports show it, such as security/express-open-redirect', valueOf('the id'))
    .action(async (id: string) => {
      const { explainRule } = await import('./rules/explain-rule.ts');
      setExitCode(explainRule({ id, print }));
    });
  rules
    .command('test')
    .description('Run the rules of the packs on their own examples, and count those that do what the examples say.')
    .argument('[pack]', 'security, mcp, delivery or practice (default: all)', valueOf('the pack'))
    .action(async (pack: string | undefined) => {
      const { testRules } = await import('./rules/test-rules.ts');
      setExitCode(await testRules({ pack, print }));
    });
}

function addInit(program: Command, setExitCode: (code: number) => void): void {
  program
    .command('init')
    .description('Write a commented .plumbline.yml that fits the repository.')
    .argument('[path]', 'the repository', valueOf('the path'), '.')
    .option('--force', 'replace an existing file')
    .action(async (path: string, options: { force?: boolean }) => {
      const { init } = await import('./init.ts');
      setExitCode(
        await init({ folder: path, force: options.force ?? false, print: (text) => void process.stdout.write(text) }),
      );
    });
}

function addDoctor(program: Command, setExitCode: (code: number) => void): void {
  program
    .command('doctor')
    .description('Say what a review needs here: what is present and what is missing.')
    .argument('[path]', 'the repository', valueOf('the path'), '.')
    .option('--online', 'also check that OSV can be reached')
    .action(async (path: string, options: { online?: boolean }) => {
      const { doctor } = await import('./doctor.ts');
      setExitCode(
        await doctor({
          folder: path,
          online: options.online ?? false,
          print: (text) => void process.stdout.write(text),
        }),
      );
    });
}

const SERVE_HELP = `
Without DATABASE_URL, it starts its own PostgreSQL, with its data in PLUMBLINE_DATA. Without
GITHUB_APP_ID, GITHUB_PRIVATE_KEY and GITHUB_WEBHOOK_SECRET, you set the App up in the browser.
All variables: docs/serve.md.`;

function addServe(program: Command, setExitCode: (code: number) => void): void {
  program
    .command('serve')
    .description('Run the GitHub App: receive webhooks, review pull requests, show check runs.')
    .addHelpText('after', SERVE_HELP)
    .addOption(
      new Option('--only <part>', 'start only one part, as often as you like, on the same DATABASE_URL').choices(
        SERVICE_PARTS,
      ),
    )
    .action(async ({ only }: { only?: (typeof SERVICE_PARTS)[number] }) => {
      const { runServe } = await import('./serve/serve-command.ts');
      setExitCode(await runServe({ only }));
    });
}

function addStanding(program: Command, setExitCode: (code: number) => void): void {
  program
    .command('standing')
    .description('For the GitHub App: show which rules are demoted in an account, or decide what a rule may do.')
    .argument('[account]', 'login of an account that has the App', valueOf('the account'))
    .argument('[rule]', 'id of a rule; shows all decisions about it', valueOf('the rule'))
    .addArgument(new Argument('[standing]', 'what the rule may do from now on').choices(['block', 'comment', 'watch']))
    .option('--reason <text>', 'why; reports show it', valueOf('--reason'))
    .action(
      async (
        account: string | undefined,
        rule: string | undefined,
        standing: 'block' | 'comment' | 'watch' | undefined,
        { reason }: { reason?: string },
      ) => {
        const { runStanding } = await import('./serve/standing-command.ts');
        setExitCode(await runStanding({ account, rule, standing, reason }, (text) => void process.stdout.write(text)));
      },
    );
}

const SERVICE_PARTS = ['app', 'worker'] as const;

/**
 * Reads the value of an option that wants one. Refused are what a forgotten value lets slip into its place, the next
 * option, and what a script's empty variable leaves.
 */
function valueOf(option: string): (value: string) => string {
  return (value) => {
    if (value.trim() === '') throw new UsageError(`${option} is empty: give it a value, or leave ${option} out.`);
    if (!value.startsWith('-') || value === '-') return value;
    throw new UsageError(
      `${option} wants a value, and ${value} looks like an option. If a file has that name, write ./${value}`,
    );
  };
}

function valuesOf(option: string): (value: string, before?: readonly string[]) => string[] {
  return (value, before = []) => [...before, valueOf(option)(value)];
}

function parseFormat(value: string): Format {
  const format = FORMATS.find((known) => known === value);
  if (!format) throw new InvalidArgumentError(`Use one of ${FORMATS.join(', ')}.`);
  return format;
}

function parseServiceUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return value.replace(/\/+$/, '');
  throw new InvalidArgumentError(
    'Use an http or https address, or none. What to review comes before it: `plumbline review PATH --osv`.',
  );
}

function parseJobs(value: string): number {
  const jobs = /^\d{1,2}$/.test(value) ? Number(value) : 0;
  if (jobs < 1 || jobs > 64) throw new InvalidArgumentError('Use a whole number from 1 to 64.');
  return jobs;
}
