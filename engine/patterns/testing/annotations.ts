/** What comments of an annotated example expect of one rule, by 1-based lines. */
export interface Expectation {
  /** `ruleid:`: a finding must start here. */
  readonly found: ReadonlySet<number>;
  /** `ok:`: none may. */
  readonly clean: ReadonlySet<number>;
  /** `todoruleid:` and `todook:`: known to be wrong; neither is judged. */
  readonly todo: ReadonlySet<number>;
}

const ANNOTATION =
  /(?:^|[\s#/*;!<{(%-])(todoruleid|todook|ruleid|ok)\s?:\s?([\w.-]{1,300}(?:\s?,\s?[\w.-]{1,300}){0,30})/gi;
const COMMENT_START = /^\s*(?:#|\/\/|\/\*|\*|<!--|--|;|\(\*|\{#|\{\/\*|\{\{!|%|'|@\*|<%)/;
/** Longer lines are data, not comments. */
const MAX_LINE = 2_000;

/** Reads the annotations of an example; a comment is about the next line that is no such comment itself. */
export function readAnnotations(text: string): ReadonlyMap<string, Expectation> {
  const expectations = new Map<string, { found: Set<number>; clean: Set<number>; todo: Set<number> }>();
  const lines = text.split('\n');
  const marks = lines.map((line) => (line.length <= MAX_LINE ? [...line.matchAll(ANNOTATION)] : []));
  for (const [index, found] of marks.entries()) {
    if (found.length === 0) continue;
    let about = index + 1;
    while (about < lines.length && marks[about]!.length > 0 && COMMENT_START.test(lines[about]!)) about++;
    for (const [, kind, ids] of found) {
      for (const id of ids!.split(',')) {
        const name = id.trim();
        let expectation = expectations.get(name);
        if (!expectation)
          expectations.set(name, (expectation = { found: new Set(), clean: new Set(), todo: new Set() }));
        expectation[SETS[kind!.toLowerCase()]!].add(about + 1);
      }
    }
  }
  return expectations;
}

const SETS: Readonly<Record<string, keyof Expectation>> = {
  ruleid: 'found',
  ok: 'clean',
  todoruleid: 'todo',
  todook: 'todo',
};

/** How what a rule found compares with what its example expects. Lines without an annotation must be clean. */
export function judgeLines(lines: readonly number[], { found, todo }: Expectation): RuleVerdict {
  const reported = [...new Set(lines)].filter((line) => !todo.has(line)).sort((one, other) => one - other);
  const expected = [...found].sort((one, other) => one - other);
  const missing = expected.filter((line) => !reported.includes(line));
  const surplus = reported.filter((line) => !found.has(line));
  return { passed: missing.length + surplus.length === 0, expected, reported, missing, surplus };
}

export interface RuleVerdict {
  readonly passed: boolean;
  readonly expected: readonly number[];
  readonly reported: readonly number[];
  readonly missing: readonly number[];
  readonly surplus: readonly number[];
}
