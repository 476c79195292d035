import { describe, expect, test } from 'vitest';
import { createProgress, progressLine } from '../../cli/progress.ts';

describe('the line of the progress bar', () => {
  test.each([
    [100, 'Analysing ██████░░░░░░░░░░░░░░░░░░ 237/948 about 9 s left'],
    [44, 'Analysing ██████░░░░░░░░░░░░░░░░░░ 237/948'],
    [40, 'Analysing █████░░░░░░░░░░░░░░░░ 237/948'],
    [24, 'Analysing 237/948'],
    [10, 'Analysing'],
  ])('fits %i columns', (columns, line) => {
    expect(progressLine('Analysing', { done: 237, total: 948, elapsed: 3000, columns })).toBe(line);
  });

  test('gives no estimate before one can be made, nor at the end', () => {
    const columns = 100;
    expect(progressLine('A', { done: 1, total: 2, elapsed: 1000, columns })).not.toContain('left');
    expect(progressLine('A', { done: 2, total: 2, elapsed: 9000, columns })).not.toContain('left');
    expect(progressLine('A', { done: 1, total: 100, elapsed: 9000, columns })).toContain(' about 15 min left');
  });
});

describe('the progress bar', () => {
  function aTerminal(isTTY: boolean) {
    const written: string[] = [];
    const stream = { isTTY, columns: 40, write: (text: string) => written.push(text) > 0 };
    let now = 0;
    const progress = createProgress(stream, () => now);
    return { written, progress, pass: (milliseconds: number) => (now += milliseconds) };
  }

  test('is drawn ten times a second at most, and cleared once', () => {
    const { written, progress, pass } = aTerminal(true);
    for (let done = 0; done < 4; done++) {
      progress.update('Analysing', done, 9);
      pass(60);
    }
    progress.end();
    progress.end();
    expect(written).toEqual([
      '\rAnalysing ░░░░░░░░░░░░░░░░░░░░░░░░ 0/9\u001b[K',
      '\rAnalysing █████░░░░░░░░░░░░░░░░░░░ 2/9\u001b[K',
      '\r\u001b[2K',
    ]);
  });

  test('is silent where nobody watches', () => {
    const { written, progress } = aTerminal(false);
    progress.update('Analysing', 1, 9);
    progress.end();
    expect(written).toEqual([]);
  });
});
