import { mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { isRunning, type RunningProcess } from '../support/processes.ts';
import type { Random } from './random.ts';
import { startServiceProcess, type ServiceProcess } from './service-process.ts';

export interface FleetOptions {
  readonly folder: string;
  readonly program: string;
  readonly workers: number;
  readonly env: Readonly<Record<string, string>>;
}

/** The processes of the service: one that receives, some that work. */
export interface Fleet {
  /** Where webhooks go, whichever process is there. */
  readonly webhookUrl: string;
  readonly kills: { workers: number; apps: number };
  /** How often each warning and error was logged. */
  readonly troubles: ReadonlyMap<string, number>;
  /** Kills a worker at random and starts another one. Gives the process id of the killed one. */
  killWorker(random: Random): Promise<number>;
  killApp(): Promise<void>;
  /** Ends all of them. What is wrong about how they ended, and what they and the killed ones left behind. */
  stop(): Promise<string[]>;
}

export async function startFleet({ folder, program, workers, env }: FleetOptions): Promise<Fleet> {
  const temporary = join(folder, 'tmp');
  const logs = join(folder, 'logs');
  mkdirSync(temporary);
  mkdirSync(logs);
  const port = await freePort();
  const troubles = new Map<string, number>();
  const kills = { workers: 0, apps: 0 };
  const abandoned: RunningProcess[] = [];
  const endedByThemselves: string[] = [];
  let count = 0;

  function start(only: 'app' | 'worker'): ServiceProcess {
    const name = `${only}-${(count += 1)}`;
    const started = startServiceProcess({
      name,
      program: resolve(program),
      only,
      env: { ...env, TMPDIR: temporary, PORT: only === 'app' ? String(port) : '0' },
      logFile: join(logs, `${name}.log`),
      onTrouble: ({ level, message }) => {
        const key = `${level >= 50 ? 'error' : 'warning'}: ${message}`;
        troubles.set(key, (troubles.get(key) ?? 0) + 1);
      },
    });
    void started.ended.then((end) => {
      if (alive.has(started)) endedByThemselves.push(`${name} ended by itself (${end})`);
    });
    alive.add(started);
    return started;
  }

  async function kill(process: ServiceProcess): Promise<void> {
    alive.delete(process);
    abandoned.push(...(await process.kill()));
  }

  const alive = new Set<ServiceProcess>();
  let app = start('app');
  // It makes the tables.
  await app.ready;
  const team = Array.from({ length: workers }, () => start('worker'));
  await Promise.all(team.map((worker) => worker.ready));

  return {
    webhookUrl: `http://127.0.0.1:${port}/api/github/webhooks`,
    kills,
    troubles,
    async killWorker(random) {
      const index = random.below(team.length);
      const victim = team[index];
      if (!victim) throw new Error('there is no worker');
      await kill(victim);
      kills.workers += 1;
      team[index] = start('worker');
      return victim.pid;
    },
    async killApp() {
      await kill(app);
      kills.apps += 1;
      app = start('app');
    },
    async stop() {
      const problems = [...endedByThemselves];
      const all = [...alive];
      alive.clear();
      for (const { name, stopped } of all.map((each) => ({ name: each.name, stopped: each.stop() }))) {
        const { end, started } = await stopped;
        abandoned.push(...started);
        if (end !== '0') problems.push(`${name} was asked to end, and ended with ${end}`);
      }
      return [...problems, ...(await leftBehind(abandoned, temporary))];
    },
  };
}

/** Milliseconds that what clears up after a killed process may take. */
const CLEARED_WITHIN = 10_000;

async function leftBehind(processes: readonly RunningProcess[], folder: string): Promise<string[]> {
  for (const end = Date.now() + CLEARED_WITHIN; ; await new Promise((done) => setTimeout(done, 100))) {
    const running = processes.filter(({ pid }) => isRunning(pid));
    const files = readdirSync(folder);
    if (running.length + files.length === 0) return [];
    if (Date.now() < end) continue;
    return [
      ...running.map(({ pid, command }) => `a process was left behind: ${pid} ${command}`),
      ...files.map((name) => `a temporary folder was left behind: ${name}`),
    ];
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
