import { readdirSync, readFileSync } from 'node:fs';

/**
 * Bytes of memory that a process and all that descends from it have for themselves: pages that are shared, such as those
 * of the program, count for nobody. 0 where the system does not tell (other than Linux).
 */
export function residentBytes(root: number | undefined): number {
  let total = 0;
  const waiting = root === undefined ? [] : [String(root)];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    total += Number(/^RssAnon:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
    waiting.push(...childrenOf(pid));
  }
  return total;
}

/** Of each of its threads, as proc(5) lists them. */
function childrenOf(pid: string): string[] {
  const tasks = `/proc/${pid}/task`;
  try {
    return readdirSync(tasks).flatMap((task) => read(`${tasks}/${task}/children`).split(' ').filter(Boolean));
  } catch {
    // It has just ended.
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
