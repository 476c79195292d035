import type { ZodType } from 'zod';

/** Something that jobs can ask for. */
export interface Task {
  readonly name: string;
  /** Does one job; what it throws counts as a failed attempt. */
  run(payload: unknown, run: TaskRun): Promise<void>;
}

export interface TaskRun {
  readonly job: JobInfo;
  /** Aborted when the worker has to stop, and when the job was given to another worker. Then the task ends soon, by throwing. */
  readonly signal: AbortSignal;
}

export interface JobInfo {
  /** Names this run: a job that is put off goes on under another id. */
  readonly id: string;
  readonly task: string;
  readonly key: string | null;
  /** 1 at the first. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** If this attempt fails nobody tries again: what waits for the job has to be told. */
  readonly isLastAttempt: boolean;
}

export interface TaskDefinition<Payload> {
  readonly name: string;
  /** What a payload has to be; anything else is a failed attempt. */
  readonly payload: ZodType<Payload>;
  run(run: TaskRun & { readonly payload: Payload }): Promise<void>;
}

/** Makes a task whose payload is checked before it runs. */
export function defineTask<Payload>(task: TaskDefinition<Payload>): Task {
  return {
    name: task.name,
    async run(payload, rest) {
      await task.run({ ...rest, payload: task.payload.parse(payload) });
    },
  };
}

/** Thrown by a task that has to wait, such as for a rate limit: its job runs again then, and this run counts as none. */
export class NotBefore extends Error {
  override readonly name = 'NotBefore';
  readonly at: Date;

  constructor(at: Date, why: string) {
    super(why);
    this.at = at;
  }
}
