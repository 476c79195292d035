// The door to the queue: what others need of it.
export { cleanQueue } from './queue/clean-queue.ts';
export type { CronItem } from './queue/cron.ts';
export { DEFAULT_MAX_ATTEMPTS, enqueue, type NewJob } from './queue/enqueue.ts';
export { failedJobs, forgetFailedJobs, type FailedJob } from './queue/failed-jobs.ts';
export { prepareQueue } from './queue/prepare-queue.ts';
export { DEAD_AFTER, releaseDeadWorkers, type ReleasedJob } from './queue/release-dead-workers.ts';
export { startWorker, type StopOptions, type Worker, type WorkerOptions } from './queue/start-worker.ts';
export { defineTask, NotBefore, type JobInfo, type Task, type TaskRun } from './queue/task.ts';
