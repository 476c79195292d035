export interface RenderedReport {
  readonly content: Uint8Array;
  /** What it is saved as. */
  readonly fileName: string;
}

/**
 * What was rendered last, and what is being rendered: who asks for the same at once waits for one rendering, and who asks again
 * is given what is there. So that whoever holds one link cannot keep the threads from everybody else.
 */
export interface RenderedReports {
  /** @param key names the content for good: another content has another key */
  get(key: string, make: () => Promise<RenderedReport>): Promise<RenderedReport>;
}

export function createRenderedReports(maxBytes: number): RenderedReports {
  const kept = new Map<string, RenderedReport>();
  const underWay = new Map<string, Promise<RenderedReport>>();
  let bytes = 0;

  function forget(key: string): void {
    bytes -= kept.get(key)?.content.length ?? 0;
    kept.delete(key);
  }

  function keep(key: string, report: RenderedReport): void {
    if (report.content.length > maxBytes) return;
    kept.set(key, report);
    bytes += report.content.length;
    for (const oldest of kept.keys()) {
      if (bytes <= maxBytes) return;
      forget(oldest);
    }
  }

  async function makeOnce(key: string, make: () => Promise<RenderedReport>): Promise<RenderedReport> {
    try {
      const report = await make();
      keep(key, report);
      return report;
    } finally {
      underWay.delete(key);
    }
  }

  return {
    get(key, make) {
      const there = kept.get(key);
      if (there !== undefined) {
        // A Map keeps the order of setting: the least recently used comes first.
        kept.delete(key);
        kept.set(key, there);
        return Promise.resolve(there);
      }
      const waiting = underWay.get(key) ?? makeOnce(key, make);
      underWay.set(key, waiting);
      return waiting;
    },
  };
}
