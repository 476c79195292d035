/** A progress bar with an estimate, on one line of a terminal; silent anywhere else. */
export interface Progress {
  update(phase: string, done: number, total: number): void;
  end(): void;
}

const BAR_WIDTH = 24;
/** Milliseconds between two drawings. */
const DRAW_EVERY = 100;
/** Before this many milliseconds an estimate would be a guess. */
const ESTIMATE_AFTER = 1500;

export function createProgress(stream: NodeJS.WriteStream, clock: () => number = () => performance.now()): Progress {
  if (!stream.isTTY) return { update: () => undefined, end: () => undefined };
  let phase = '';
  let started = clock();
  let drawn = -Infinity;
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
      stream.write(
        `\r\u001b[2K${progressLine(phase, { done, total, elapsed: now - started, columns: stream.columns })}`,
      );
    },
    end: () => void stream.write('\r\u001b[2K'),
  };
}

/** The bar as text, no wider than the terminal. `elapsed` is in milliseconds. */
export function progressLine(
  phase: string,
  { done, total, elapsed, columns }: { done: number; total: number; elapsed: number; columns: number },
): string {
  const share = total === 0 ? 1 : done / total;
  const filled = Math.round(share * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  const line = `${phase} ${bar} ${done}/${total}${estimate(share, elapsed)}`;
  return line.slice(0, Math.max(columns - 1, 0));
}

function estimate(share: number, elapsed: number): string {
  if (elapsed < ESTIMATE_AFTER || share === 0 || share === 1) return '';
  const seconds = Math.ceil((elapsed * (1 - share)) / share / 1000);
  return seconds < 90 ? ` about ${seconds} s left` : ` about ${Math.round(seconds / 60)} min left`;
}
