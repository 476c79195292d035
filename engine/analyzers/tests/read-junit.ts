import { BadReportError } from '../external-file.ts';
import { readXml, XmlError, type XmlElement } from '../read-xml.ts';

export interface TestCase {
  readonly suite: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  readonly message: string;
  /** All the tool wrote about the failure, bounded. */
  readonly text: string;
  /** What may name the file, the likeliest first. */
  readonly files: readonly string[];
  readonly line?: number;
}

export interface JunitReport {
  readonly cases: readonly TestCase[];
  /** Of suites that give counts but no cases. */
  readonly bare: { readonly total: number; readonly failed: number; readonly errors: number; readonly skipped: number };
  readonly seconds: number;
}

/** Longest message and text kept, in UTF-16 code units: failures quote what they compare. */
const LONGEST_MESSAGE = 300;
const LONGEST_TEXT = 20_000;

/**
 * JUnit's XML as Surefire, Gradle, pytest, vitest, jest-junit, gotestsum and PHPUnit write it. It has no standard: cases
 * are counted rather than the attributes believed, and suites may nest. Throws {@link BadReportError}.
 */
export function readJunit(text: string): JunitReport {
  const root = rootOf(text);
  const cases: TestCase[] = [];
  const bare = { total: 0, failed: 0, errors: 0, skipped: 0 };
  const pending: XmlElement[] = [root];
  for (let suite = pending.pop(); suite; suite = pending.pop()) {
    const below = suite.children('testsuite');
    // One by one: there may be more than a call takes arguments.
    for (const inner of below.toReversed()) pending.push(inner);
    const ofSuite = suite.children('testcase');
    for (const one of ofSuite) cases.push(testCase(one, suite));
    if (below.length > 0 || ofSuite.length > 0) continue;
    bare.total += numberIn(suite, 'tests') ?? 0;
    bare.failed += numberIn(suite, 'failures') ?? 0;
    bare.errors += numberIn(suite, 'errors') ?? 0;
    bare.skipped += numberIn(suite, 'skipped') ?? numberIn(suite, 'disabled') ?? 0;
  }
  return { cases, bare, seconds: secondsOf(root) };
}

function rootOf(text: string): XmlElement {
  try {
    const root = readXml(text);
    if (root.name === 'testsuites' || root.name === 'testsuite') return root;
    throw new BadReportError(`its root is <${root.name}>, not <testsuites> or <testsuite>`);
  } catch (error) {
    if (error instanceof XmlError) throw new BadReportError(`it is no well-formed XML: ${error.message}`);
    throw error;
  }
}

function testCase(one: XmlElement, suite: XmlElement): TestCase {
  const failure = one.child('error') ?? one.child('failure');
  const text = plain(failure?.text ?? '').slice(0, LONGEST_TEXT);
  const className = one.attributes.get('classname') ?? '';
  const line = numberIn(one, 'line');
  return {
    suite: className || (suite.attributes.get('name') ?? ''),
    name: one.attributes.get('name') ?? '',
    outcome: outcomeOf(one),
    message: messageOf(failure, text),
    text,
    files: [
      ...[one, suite].flatMap((element) => ['file', 'filepath'].map((name) => element.attributes.get(name) ?? '')),
      suite.attributes.get('name') ?? '',
      className,
      className.replaceAll('.', '/'),
    ].filter((file) => file !== ''),
    ...(line === undefined ? {} : { line }),
  };
}

/** A case that failed first and passed then (Surefire's `flakyFailure`) has passed. */
function outcomeOf(one: XmlElement): TestCase['outcome'] {
  if (one.child('error')) return 'error';
  if (one.child('failure')) return 'failed';
  return one.child('skipped') ? 'skipped' : 'passed';
}

function messageOf(failure: XmlElement | undefined, text: string): string {
  const told = failure?.attributes.get('message') || text || failure?.attributes.get('type') || '';
  const line = plain(told.slice(0, LONGEST_TEXT)).replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE - 1).trimEnd()}…` : line;
}

/** Without colours for terminals, also where XML made their first character one that can be written. */
function plain(text: string): string {
  // eslint's no-control-regex is of no use here: the escape character is what is looked for.
  return text.replace(new RegExp('(?:\\u001b|\\ufffd|&#x1[bB];|&#27;)\\[[0-9;]{0,20}m', 'g'), '');
}

/** Of the whole, else of its suites, else of their cases. */
function secondsOf(element: XmlElement): number {
  let seconds = 0;
  const pending = [element];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const told = numberIn(next, 'time');
    if (told !== undefined) {
      seconds += told;
      continue;
    }
    for (const name of ['testsuite', 'testcase']) for (const inner of next.children(name)) pending.push(inner);
  }
  return Math.round(seconds * 1000) / 1000;
}

/** Surefire groups thousands: `1,234.5`. */
function numberIn(element: XmlElement, name: string): number | undefined {
  const written = element.attributes.get(name)?.replaceAll(',', '') ?? '';
  const value = Number(written);
  return written === '' || !Number.isFinite(value) || value < 0 ? undefined : value;
}
