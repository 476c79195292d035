import { availableParallelism } from 'node:os';
import { findAsset } from '../assets.ts';
import { DEFAULT_WORKER_LIMITS, WorkerPool, type WorkerLimits } from './worker-pool.ts';

/** More workers than this find no more work on one repository than they cost to start. */
const MAX_DEFAULT_JOBS = 8;
/** This process, git and oxlint keep a processor busy: a worker for it too costs 80 MiB and wins little. */
const BUSY_OTHERWISE = 1;

/** Starts the first worker while the rest of the program is still being loaded. Close the pool when done. */
export function startWorkers(jobs: number | undefined, limits: WorkerLimits = DEFAULT_WORKER_LIMITS): WorkerPool {
  const workerPath = findAsset('engine/workers/worker.js');
  if (!workerPath) throw new Error('the worker program is missing: the package is damaged, or was not built');
  const size = jobs ?? Math.min(Math.max(availableParallelism() - BUSY_OTHERWISE, 1), MAX_DEFAULT_JOBS);
  const pool = new WorkerPool({ workerPath, size, limits });
  pool.start();
  return pool;
}
