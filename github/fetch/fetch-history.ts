import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { discoverRepository, type RepositoryFacts } from '../../engine/source/discover-repository.ts';
import { runGit, type GitPlace } from '../../engine/source/git-process.ts';
import { SourceError } from '../../engine/source/source.ts';
import { explainFetchFailure } from './explain-fetch-failure.ts';
import { DEFAULT_FETCH_LIMITS, type FetchRequest } from './fetch-commits.ts';
import { runFetch, type FetchEnd } from './run-fetch.ts';
import { committedAt, hasWholeHistory, readBoundary } from './whole-history.ts';
import { findTips, problemOfNames, refsOf, type Refs } from './wanted-commits.ts';

export interface HistoryRequest extends Pick<FetchRequest, 'githubUrl' | 'repository' | 'token' | 'head' | 'base'> {
  /** Folder that may hold a clone of the repository, shallow or not, whoever owns it. It is only read. Absent: there is none. */
  readonly checkout?: string;
  /** Folder that is made for what the checkout lacks. */
  readonly gitDir: string;
  /** Days before head in which changes are counted. */
  readonly days: number;
}

/** A bare repository that borrows the checkout's objects, if there is one, with as much history as a review reads. */
export interface FetchedHistory {
  readonly gitDir: string;
  /** Full ids. */
  readonly head: string;
  readonly base?: string;
}

/** So many more days are asked for at once: the parents of the earliest commits have to be there, too. Ours. */
const SLACK_DAYS = 14;
/** Then so many commits beyond: git leaves out all that is before a merge where one side of that is too old. Ours. */
const MORE_COMMITS = 50;
/** Then so many days: few branches began earlier. Ours. */
const FAR_DAYS = 2 * 365;
/** Of the checkout's branches and tags, what is told to the server as being here. Ours. */
const MOST_TIPS = 500;

/**
 * Fetches the history that a review reads, and not much more than that: of a checkout of the repository what it lacks. Nothing of
 * the checkout decides how, for its configuration may be anybody's: what is fetched goes into a repository of our own beside
 * it. Undefined where that does not do: then all has to be fetched, which also tells why.
 */
export async function fetchHistory(request: HistoryRequest, signal: AbortSignal): Promise<FetchedHistory | undefined> {
  if (problemOfNames(request.repository, request)) return undefined;
  try {
    const facts = await findClone(request);
    const start = facts ? await borrow(facts, request.gitDir) : await startEmpty(request.gitDir);
    const fetched = start && (await fetchFrom(start, request, signal));
    if (!fetched) await rm(request.gitDir, { recursive: true, force: true });
    return fetched;
  } catch (error) {
    await rm(request.gitDir, { recursive: true, force: true });
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

/** Undefined where there is no checkout of the repository that has its files. */
async function findClone(request: HistoryRequest): Promise<RepositoryFacts | undefined> {
  if (request.checkout === undefined) return undefined;
  try {
    const facts = await discoverRepository(request.checkout, { isTrusted: true });
    return isCloneOf(facts, request) ? facts : undefined;
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

/** A partial clone has commits without their files. */
function isCloneOf(facts: RepositoryFacts, { repository: { owner, name } }: HistoryRequest): boolean {
  const isSame = facts.name.toLowerCase() === `${owner}/${name}`.toLowerCase();
  return isSame && !facts.partial && facts.objectFormat === 'sha1' && !facts.commonDir.includes('\n');
}

/** What is there to begin with. */
interface Start {
  /** The commit that is checked out, then others that have names there; none where nothing is there. */
  readonly tips: readonly string[];
  readonly isShallow: boolean;
}

/** Makes a repository that has what the checkout has, and ends where that does. */
async function borrow({ gitDir: from, commonDir }: RepositoryFacts, gitDir: string): Promise<Start | undefined> {
  const boundary = await readBoundary(commonDir);
  if (boundary === undefined) return undefined;
  const place = { folder: from, gitDir: from };
  const own = await ask(place, ['rev-parse', '--verify', 'HEAD^{commit}']);
  const named = await ask(place, ['for-each-ref', `--count=${MOST_TIPS}`, '--format=%(objecttype) %(objectname)']);
  const others = named.split('\n').flatMap((line) => (line.startsWith('commit ') ? [line.slice(7)] : []));
  const tips = [...new Set([own, ...others])];
  await startEmpty(gitDir);
  await mkdir(join(gitDir, 'objects/info'), { recursive: true });
  await writeFile(join(gitDir, 'objects/info/alternates'), `${join(commonDir, 'objects')}\n`);
  await writeBoundary(gitDir, boundary);
  // The server leaves out what a fetch has refs for.
  const refs = tips.map((tip, index) => `create refs/plumbline/had/${index} ${tip}\n`);
  await runGit({ folder: gitDir, gitDir }, ['update-ref', '--stdin'], refs.join(''));
  return { tips, isShallow: boundary.length > 0 };
}

async function startEmpty(gitDir: string): Promise<Start> {
  await mkdir(gitDir, { recursive: true, mode: 0o700 });
  await runGit({ folder: gitDir }, ['init', '--quiet', '--bare', '--template=', '--object-format=sha1', gitDir]);
  return { tips: [], isShallow: true };
}

async function fetchFrom(
  { tips, isShallow }: Start,
  request: HistoryRequest,
  signal: AbortSignal,
): Promise<FetchedHistory | undefined> {
  const { gitDir, days } = request;
  const place = { folder: gitDir, gitDir };
  const refs = refsOf(request);
  const fetchTo = (depth: string | undefined) => fetchRefs(request, { refs, depth, signal });
  // When the head was committed, which the rest is reckoned from, has to be known first.
  if (tips.length === 0 && (await fetchTo('--depth=1')).kind !== 'done') return undefined;
  for (const depth of isShallow ? depths(days) : [() => undefined]) {
    const latest = await firstDate(place, [refs.head.name, ...tips]);
    const end = await fetchTo(depth(latest));
    if (end.kind !== 'done' && !mayDoOtherwise(end)) return undefined;
    if (end.kind !== 'done') continue;
    const { head, base } = await findTips(place, request, refs);
    if (head === undefined || (refs.base && base === undefined)) return undefined;
    const found = { head, ...(base !== undefined && { base }) };
    const boundary = await mendBoundary(place);
    if (await hasWholeHistory(place, { ...found, days, boundary })) return { gitDir, ...found };
  }
  return undefined;
}

/** How much history is asked for, one after the other: each more than the one before. */
function depths(days: number): ((latest: number) => string)[] {
  return [since(days + SLACK_DAYS), () => `--deepen=${MORE_COMMITS}`, since(FAR_DAYS), () => '--unshallow'];
}

/** Git 2.39 lists commits that it did not get, where a merge was cut off, and then refuses the list. */
async function mendBoundary({ folder }: GitPlace): Promise<string[]> {
  const listed = (await readBoundary(folder)) ?? [];
  if (listed.length === 0) return [];
  const asked = ['cat-file', '--batch-check=%(objectname) %(objecttype)'];
  const answer = await runGit({ folder, gitDir: folder }, asked, listed.join('\n'));
  const there = new Set(answer.toString('latin1').split('\n'));
  const boundary = listed.filter((commit) => there.has(`${commit} commit`));
  if (boundary.length < listed.length) await writeBoundary(folder, boundary);
  return boundary;
}

async function writeBoundary(gitDir: string, boundary: readonly string[]): Promise<void> {
  // An empty list says that the repository is shallow.
  if (boundary.length === 0) return rm(join(gitDir, 'shallow'), { force: true });
  await writeFile(join(gitDir, 'shallow'), boundary.map((commit) => `${commit}\n`).join(''));
}

/** @param latest seconds of the epoch */
function since(days: number): (latest: number) => string {
  return (latest) => `--shallow-since=@${latest - days * 24 * 60 * 60}`;
}

async function firstDate(place: GitPlace, commits: readonly string[]): Promise<number> {
  for (const commit of commits) {
    const date = await committedAt(place, commit).catch(() => undefined);
    if (date !== undefined) return date;
  }
  return 0;
}

/** Not every server, and not every history, has what an option asks for. Other refusals stay, whatever is asked for. */
function mayDoOtherwise(end: FetchEnd): boolean {
  return end.kind === 'failed' && explainFetchFailure(end.errors) === undefined;
}

function fetchRefs(
  { gitDir, githubUrl, repository, token }: HistoryRequest,
  { refs, depth, signal }: { readonly refs: Refs; readonly depth: string | undefined; readonly signal: AbortSignal },
): Promise<FetchEnd> {
  return runFetch({
    gitDir,
    url: `${githubUrl.replace(/\/+$/, '')}/${repository.owner}/${repository.name}.git`,
    token,
    refspecs: [...new Set([...(refs.base ? [refs.base.spec] : []), refs.head.spec])],
    ...(depth !== undefined && { depth }),
    maxBytes: DEFAULT_FETCH_LIMITS.maxRepositoryBytes,
    signal,
  });
}

async function ask(place: GitPlace, args: readonly string[]): Promise<string> {
  return (await runGit(place, args)).toString('utf8').trim();
}
