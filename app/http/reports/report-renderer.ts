import { Worker } from 'node:worker_threads';
import { findAsset } from '../../../engine/assets.ts';
import type { StoredReport } from '../../reviews/report-store.ts';
import type { ReportFormat } from '../links/report-link.ts';

export interface RenderTask {
  readonly format: ReportFormat;
  readonly report: Pick<StoredReport, 'result' | 'identity'>;
}

/** Renders a report elsewhere than on this thread. Rejects with {@link RendererBusy}, or where it cannot be rendered within the limits. */
export type ReportRenderer = (task: RenderTask) => Promise<Uint8Array>;

/** More wait than may. */
export class RendererBusy extends Error {
  override readonly name = 'RendererBusy';
}

export interface RendererLimits {
  /** How many are rendered at once, each in a thread of its own. */
  readonly threads: number;
  readonly waiting: number;
  readonly milliseconds: number;
  readonly heapMegabytes: number;
}

export const DEFAULT_RENDERER_LIMITS: RendererLimits = {
  threads: 2,
  waiting: 20,
  milliseconds: 60_000,
  heapMegabytes: 1024,
};

/** @param render what one turn does */
export function createReportRenderer(
  limits: RendererLimits = DEFAULT_RENDERER_LIMITS,
  render: (task: RenderTask, limits: RendererLimits) => Promise<Uint8Array> = renderInThread,
): ReportRenderer {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= limits.threads) {
      if (waiting.length >= limits.waiting) throw new RendererBusy('too many reports are being rendered');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await render(task, limits);
    } finally {
      // Who waits takes over this place: were it free until they wake, somebody else might come in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

async function renderInThread(task: RenderTask, { milliseconds, heapMegabytes }: RendererLimits): Promise<Uint8Array> {
  const path = findAsset('app/http/reports/render-worker.js');
  if (path === undefined)
    throw new Error('the program that renders reports is missing: the package is damaged, or was not built');
  const worker = new Worker(path, {
    workerData: task,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`not rendered within ${milliseconds} ms`)), milliseconds);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the renderer ended with ${code}`)));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
