import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import {
  createReportRenderer,
  DEFAULT_RENDERER_LIMITS,
  RendererBusy,
} from '../../../app/http/reports/report-renderer.ts';
import { aReviewResult } from '../../support/a-review-result.ts';

const TASK = { format: 'html', report: { result: aReviewResult(), identity: {} } } as const;

/** Renders when it is told to. */
function aRenderer({ threads, waiting }: { readonly threads: number; readonly waiting: number }) {
  const ends: (() => void)[] = [];
  const renderer = createReportRenderer(
    { ...DEFAULT_RENDERER_LIMITS, threads, waiting },
    () => new Promise((resolve) => ends.push(() => resolve(new Uint8Array()))),
  );
  let ended = 0;
  return {
    ask: () => void renderer(TASK).then(() => ended++),
    refused: () => renderer(TASK),
    endFirst: () => ends[ended]?.(),
    running: () => ends.length - ended,
  };
}

it('renders no more at once than it may, whenever somebody asks', async () => {
  const renderer = aRenderer({ threads: 2, waiting: 20 });
  for (let one = 0; one < 3; one++) renderer.ask();
  expect(renderer.running()).toBe(2);
  renderer.endFirst();
  // Asks at the very moment at which the place is free.
  await Promise.resolve().then(renderer.ask);
  await setImmediate();
  expect(renderer.running()).toBe(2);
  renderer.endFirst();
  await setImmediate();
  expect(renderer.running()).toBe(2);
  renderer.endFirst();
  renderer.endFirst();
});

it('lets no more wait than may', async () => {
  const renderer = aRenderer({ threads: 1, waiting: 1 });
  renderer.ask();
  renderer.ask();
  await expect(renderer.refused()).rejects.toBeInstanceOf(RendererBusy);
});
