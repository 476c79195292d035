import * as z from 'zod';
import { defineTask, type JobInfo, type Task } from '../../database/queue.ts';
import { untilTrue } from './until.ts';

export interface Run {
  readonly payload: Record<string, unknown>;
  readonly job: JobInfo;
  readonly signal: AbortSignal;
}

export interface ObservedTask {
  readonly task: Task;
  /** What it was called with, in order. */
  readonly runs: readonly Run[];
  /** Waits until it was called so often. */
  called(count: number): Promise<void>;
}

/** A task that notes its runs, and does what is told. */
export function aTask(name: string, work: (run: Run) => unknown = () => undefined): ObservedTask {
  const runs: Run[] = [];
  return {
    runs,
    task: defineTask({
      name,
      payload: z.record(z.string(), z.unknown()),
      async run(run) {
        runs.push(run);
        await work(run);
      },
    }),
    called: (count) => untilTrue(() => runs.length >= count),
  };
}

/** Something that is waited for, and let go by the test. */
export function aGate(): { readonly opened: Promise<void>; open(this: void): void } {
  let open = () => {};
  const opened = new Promise<void>((done) => (open = done));
  return { opened, open };
}
