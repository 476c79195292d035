// Runs a command as people would, and tells its wall time and the peak of its processes' memory together.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ name: string, command: string, args: string[], cwd?: string, env?: Record<string, string>, codes?: number[] }} Step
 * @typedef {{ seconds: number, megabytes: number }} Cost
 */

const SAMPLE_MILLISECONDS = 15;

/**
 * @param {Step} step
 * @returns {Promise<Cost>}
 */
export function measure(step) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(step.command, step.args, {
      cwd: step.cwd,
      env: { ...process.env, ...step.env },
      stdio: 'ignore',
    });
    let peak = 0;
    const timer = setInterval(() => (peak = Math.max(peak, residentBytes(child.pid ?? 0))), SAMPLE_MILLISECONDS);
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(timer);
      // Linters end with 1 for what they found; anything else means that something is broken, and its time nothing.
      if (!(step.codes ?? [0, 1]).includes(code ?? -1)) reject(new Error(`${step.name} ended with ${code}`));
      else resolve({ seconds: (performance.now() - started) / 1000, megabytes: peak / 2 ** 20 });
    });
  });
}

/**
 * Resident memory of a process and all below it. Linux only; 0 elsewhere.
 * @param {number} root
 */
function residentBytes(root) {
  if (process.platform !== 'linux') return 0;
  /** @type {Map<number, number[]>} */
  const children = new Map();
  /** @type {Map<number, number>} */
  const pages = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^[0-9]+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const parent = Number(fields[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
      pages.set(Number(name), Number(fields[21]));
    } catch {
      // It ended while we looked.
    }
  }
  let total = 0;
  const waiting = [root];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    total += pages.get(pid) ?? 0;
    waiting.push(...(children.get(pid) ?? []));
  }
  return total * 4096;
}

/**
 * Runs each step once in every round, in turn, so that a machine that slows down slows all of them.
 * @param {Step[]} steps
 * @param {{ rounds: number, before?: (step: Step, round: number) => void }} options
 * @returns {Promise<Map<string, Cost>>} medians by name
 */
export async function measureInTurn(steps, { rounds, before }) {
  /** @type {Map<string, Cost[]>} */
  const costs = new Map(steps.map((step) => [step.name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const step of steps) {
      before?.(step, round);
      costs.get(step.name)?.push(await measure(step));
    }
  }
  return new Map(
    [...costs].map(([name, all]) => [
      name,
      { seconds: median(all.map((cost) => cost.seconds)), megabytes: median(all.map((cost) => cost.megabytes)) },
    ]),
  );
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
