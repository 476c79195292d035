/** Counts of one language: cases, and lines that were to be found, were found, or were found and should not be. */
export class Tally {
  cases = 0;
  loaded = 0;
  whollyRight = 0;
  crashes = 0;
  hangs = 0;
  #right = 0;
  #missing = 0;
  #surplus = 0;

  add(of: { readonly right: number; readonly missing: number; readonly surplus: number }): void {
    this.#right += of.right;
    this.#missing += of.missing;
    this.#surplus += of.surplus;
  }

  get precision(): number {
    return share(this.#right, this.#right + this.#surplus);
  }

  get recall(): number {
    return share(this.#right, this.#right + this.#missing);
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

export class Tallies {
  readonly #by = new Map<string, Tally>();

  of(language: string): Tally {
    let tally = this.#by.get(language);
    if (!tally) this.#by.set(language, (tally = new Tally()));
    return tally;
  }

  get failed(): boolean {
    return [...this.#by.values()].some(({ crashes, hangs }) => crashes + hangs > 0);
  }

  /** A table with a line for each language, for people. */
  table(title: string, what: string): string {
    const rows = [...this.#by]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([language, tally]) => [
        language,
        String(tally.cases),
        String(tally.loaded),
        tally.precision.toFixed(3),
        tally.recall.toFixed(3),
        `${tally.whollyRight} (${((100 * tally.whollyRight) / Math.max(1, tally.cases)).toFixed(0)} %)`,
        String(tally.crashes),
        String(tally.hangs),
      ]);
    const head = [title, what, 'loaded', 'precision', 'recall', 'wholly right', 'crashes', 'hangs'];
    const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
    const line = (row: readonly string[]) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ');
    return [head, ...rows].map(line).join('\n');
  }
}

/** Lines of both kinds against what was found. */
export function compareLines(
  found: readonly number[],
  expected: readonly number[],
  mustNot: (line: number) => boolean,
) {
  const have = new Set(found);
  const missing = expected.filter((line) => !have.has(line));
  const wanted = new Set(expected);
  const surplus = found.filter((line) => !wanted.has(line) && mustNot(line));
  return { right: expected.length - missing.length, missing, surplus };
}
