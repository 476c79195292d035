import { readArguments } from '../support/read-arguments.ts';
import { runStorm, type StormResult } from './storm.ts';
import { FULL_STORM, type StormOptions } from './storm-options.ts';

const USAGE = `npm run storm -- [--deliveries N] [--installations N] [--workers N] [--kill-every SECONDS] [--seconds N]
                 [--rest-within SECONDS] [--seed N] [--program FILE] [--hurry] [--keep]

2,000 deliveries over 50 installations, with workers killed every few seconds and PostgreSQL crashed once.
Ends with 1 where something was lost or done twice.`;

const options = readOptions();
process.stdout.write(`seed ${options.seed}\n`);
const began = Date.now();
const result = await runStorm(options, (what) => {
  process.stdout.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(7)} s  ${what}\n`);
});
process.stdout.write(`\n${tableOf(result)}\n`);
for (const problem of result.problems) process.stdout.write(`WRONG: ${problem}\n`);
process.stdout.write(result.problems.length === 0 ? 'Nothing lost, nothing twice.\n' : '');
process.exitCode = result.problems.length === 0 ? 0 : 1;

function readOptions(): StormOptions {
  const text = { type: 'string' } as const;
  const values = readArguments(USAGE, {
    deliveries: text,
    installations: text,
    workers: text,
    'kill-every': text,
    seconds: text,
    'rest-within': text,
    seed: text,
    program: text,
    hurry: { type: 'boolean', default: FULL_STORM.hurry },
    keep: { type: 'boolean', default: FULL_STORM.keep },
  });
  const number = (value: string | undefined, otherwise: number) => (value === undefined ? otherwise : Number(value));
  return {
    deliveries: number(values.deliveries, FULL_STORM.deliveries),
    installations: number(values.installations, FULL_STORM.installations),
    workers: number(values.workers, FULL_STORM.workers),
    killEvery: number(values['kill-every'], FULL_STORM.killEvery),
    seconds: number(values.seconds, FULL_STORM.seconds),
    restWithin: number(values['rest-within'], FULL_STORM.restWithin),
    seed: number(values.seed, Math.floor(Math.random() * 1_000_000)),
    program: values.program ?? FULL_STORM.program,
    hurry: values.hurry,
    keep: values.keep,
  };
}

function tableOf({ figures, kills, databaseRestarts, troubles, deeds, seconds, folder }: StormResult): string {
  const rows: [string, string][] = [
    ['deliveries', `${figures.deliveries}, ${figures.repeated} of them repeated, ${figures.failed} failed`],
    ['workers killed', String(kills.workers)],
    ['apps killed', String(kills.apps)],
    ['database restarts', String(databaseRestarts)],
    ['reviews', listOf(Object.entries(figures.reviews))],
    ['check runs', String(figures.checkRuns)],
    ['delivery to completed check', `${figures.usual.toFixed(1)} s usually, ${figures.worst.toFixed(1)} s at worst`],
    ['wall time', `${seconds.toFixed(0)} s`],
    ['deeds', listOf(deeds)],
    ...[...troubles].map(([what, count]): [string, string] => [`${count} ×`, what]),
    ...(folder === undefined ? [] : [['kept in', folder] satisfies [string, string]]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

function listOf(entries: Iterable<readonly [string, number]>): string {
  return [...entries].map(([name, count]) => `${count} ${name}`).join(', ');
}
