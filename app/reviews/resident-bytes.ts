import { readdirSync, readFileSync } from 'node:fs';

/**
 * Bytes of memory that a process and all that descends from it have for themselves. 0 where the system does not tell
 * (other than Linux).
 */
export function residentBytes(root: number | undefined): number {
  if (root === undefined || process.platform !== 'linux') return 0;
  const children = new Map<number, number[]>();
  const sizes = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const status = statusOf(pid);
    const parent = Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0);
    // Pages that are shared, such as those of the program itself, count for nobody.
    sizes.set(pid, Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  let total = 0;
  const waiting = [root];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    total += sizes.get(pid) ?? 0;
    waiting.push(...(children.get(pid) ?? []));
  }
  return total;
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
