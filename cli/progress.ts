/** A progress bar with an estimate, on one line of a terminal; silent anywhere else. */
export interface Progress {
  update(phase: string, done: number, total: number): void;
  end(): void;
}

/** Standard error, as far as the bar needs it. */
export interface ProgressStream {
  readonly isTTY: boolean;
  readonly columns: number;
  write(text: string): boolean;
}

const BAR_WIDTH = 24;
/** A shorter bar says no more than the numbers. */
const LEAST_BAR_WIDTH = 6;
/** Milliseconds between two drawings. */
const DRAW_EVERY = 100;
/** Before this many milliseconds an estimate would be a guess. */
const ESTIMATE_AFTER = 1500;

export function createProgress(stream: ProgressStream, clock: () => number = () => performance.now()): Progress {
  if (!stream.isTTY) return { update: () => undefined, end: () => undefined };
  let phase = '';
  let started = clock();
  let drawn = -Infinity;
  let visible = false;
  return {
    update(name, done, total) {
      const now = clock();
      if (name !== phase) {
        phase = name;
        started = now;
        drawn = -Infinity;
      }
      if (now - drawn < DRAW_EVERY && done < total) return;
      drawn = now;
      const line = progressLine(phase, { done, total, elapsed: now - started, columns: stream.columns });
      // What is left of a longer line is erased after the new one is there: erasing first flickers.
      stream.write(`\r${line}\u001b[K`);
      visible = true;
    },
    end() {
      if (visible) stream.write('\r\u001b[2K');
      visible = false;
    },
  };
}

/** The bar as text, no wider than the terminal. `elapsed` is in milliseconds. */
export function progressLine(
  phase: string,
  { done, total, elapsed, columns }: { done: number; total: number; elapsed: number; columns: number },
): string {
  const share = total === 0 ? 1 : done / total;
  // The last column stays free: a cursor there would wrap.
  const room = Math.max(columns - 1, 0);
  const numbers = `${done}/${total}`;
  const bar = Math.min(BAR_WIDTH, room - phase.length - numbers.length - 2);
  if (bar < LEAST_BAR_WIDTH) return `${phase} ${numbers}`.slice(0, room);
  const filled = Math.round(share * bar);
  const line = `${phase} ${'█'.repeat(filled)}${'░'.repeat(bar - filled)} ${numbers}`;
  const left = estimate(share, elapsed);
  return line.length + left.length <= room ? line + left : line;
}

function estimate(share: number, elapsed: number): string {
  if (elapsed < ESTIMATE_AFTER || share === 0 || share === 1) return '';
  const seconds = Math.ceil((elapsed * (1 - share)) / share / 1000);
  return seconds < 90 ? ` about ${seconds} s left` : ` about ${Math.round(seconds / 60)} min left`;
}
