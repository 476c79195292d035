// A thread that renders one report: a long one takes seconds, and nobody else is to wait for it.
import { parentPort, workerData } from 'node:worker_threads';
import type { RenderTask } from './report-renderer.ts';
import { renderStoredReport } from './render-stored-report.ts';

const { format, report } = workerData as RenderTask;
parentPort?.postMessage(await renderStoredReport(format, report));
