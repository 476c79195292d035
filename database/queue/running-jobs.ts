/** The jobs that this worker is doing at this moment, and those it has just done. */
export interface RunningJobs {
  /** Notes that a job begins; the signal is aborted by {@link abortAll} and {@link abort}. */
  begin(id: string): AbortSignal;
  end(id: string): void;
  readonly ids: readonly string[];
  /** Whether it runs, or ended less than so many milliseconds ago. */
  isKnown(id: string, milliseconds: number): boolean;
  abort(id: string, reason: unknown): void;
  abortAll(reason: unknown): void;
}

export function runningJobs(): RunningJobs {
  const running = new Map<string, AbortController>();
  const endedAt = new Map<string, number>();
  return {
    begin(id) {
      const controller = new AbortController();
      running.set(id, controller);
      return controller.signal;
    },
    end(id) {
      running.delete(id);
      endedAt.set(id, performance.now());
    },
    get ids() {
      return [...running.keys()];
    },
    isKnown(id, milliseconds) {
      const since = performance.now() - milliseconds;
      for (const [old, at] of endedAt) if (at < since) endedAt.delete(old);
      return running.has(id) || endedAt.has(id);
    },
    abort(id, reason) {
      running.get(id)?.abort(reason);
    },
    abortAll(reason) {
      for (const controller of running.values()) controller.abort(reason);
    },
  };
}
