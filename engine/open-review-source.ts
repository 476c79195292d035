import { basename, resolve } from 'node:path';
import type { ReviewRequest } from './review-request.ts';
import type { DiscoverOptions } from './source/discover-repository.ts';
import { openGitRepository, type GitRepository } from './source/git-repository.ts';
import { openFolder } from './source/open-folder.ts';
import { SourceError, type Churn } from './source/source.ts';

/** Days before head in which changes count for hot spots. */
export const CHURN_DAYS = 90;

export interface ReviewSource {
  readonly reviewed: Pick<ReviewRequest, 'name' | 'repositoryUri' | 'head' | 'comparison' | 'at' | 'churn'>;
  /** Folder on disk that reports of other tools are looked for in; absent for a bare repository. */
  readonly root: string | undefined;
  close(): void;
}

interface OpenedRange {
  readonly base: string | undefined;
  readonly head: string | undefined;
  readonly now: Date;
}

/** Opens what is to be reviewed: a range, a commit, a working folder, or a folder without git. */
export async function openReviewSource(
  path: string,
  { base, head, now, ...how }: OpenedRange & DiscoverOptions,
): Promise<ReviewSource> {
  let repository: GitRepository;
  try {
    repository = await openGitRepository(path, how);
  } catch (error) {
    const plain = error instanceof SourceError && (error.code === 'not-a-repository' || error.code === 'no-git');
    if (!plain || base !== undefined || head !== undefined) throw error;
    return openPlainFolder(path, now);
  }
  try {
    const reviewed = await openReviewed(repository, { base, head, now });
    return { reviewed, root: repository.root, close: () => repository.close() };
  } catch (error) {
    repository.close();
    throw error;
  }
}

async function openReviewed(
  repository: GitRepository,
  { base, head, now }: OpenedRange,
): Promise<ReviewSource['reviewed']> {
  const { name, uri } = repository;
  const named = { name, ...(uri !== undefined && { repositoryUri: uri }) };
  const headCommit = head ?? 'HEAD';
  const working = head === undefined && repository.root !== undefined;
  const at = repository.headInstant(headCommit);
  at.catch(ignoreUntilAwaited);
  if (base === undefined) {
    const snapshot = await (working ? repository.workingFolder() : repository.snapshot(headCommit));
    if (working && (await hasNoCommit(at))) {
      if (snapshot.files.length > 0) return { ...named, head: snapshot, at: dayOf(now) };
      throw nothingToReview(`${name} has no commit yet and no files`);
    }
    return { ...named, head: snapshot, at: await at, churn: churnOf(repository, headCommit) };
  }
  const comparison = await (working
    ? repository.compareWorkingFolder({ base })
    : repository.compare({ base, head: headCommit }));
  return { ...named, head: comparison.head, comparison, at: await at, churn: churnOf(repository, headCommit) };
}

/** Wanted last, so git looks for it while the files are analysed. */
function churnOf(repository: GitRepository, commit: string): Promise<Churn> {
  const churn = repository.churn({ commit, days: CHURN_DAYS });
  churn.catch(ignoreUntilAwaited);
  return churn;
}

/** A failure is told by whoever awaits it; until then it must not be an unhandled one. */
function ignoreUntilAwaited(): void {
  // Told later.
}

function hasNoCommit(at: Promise<Date>): Promise<boolean> {
  return at.then(
    () => false,
    (error: unknown) => error instanceof SourceError && error.code === 'empty-repository',
  );
}

async function openPlainFolder(path: string, now: Date): Promise<ReviewSource> {
  const root = resolve(path);
  const head = await openFolder(path);
  if (head.files.length === 0) throw nothingToReview(`${root} holds no files`);
  return { reviewed: { name: basename(root), head, at: dayOf(now) }, root, close: () => undefined };
}

function nothingToReview(message: string): SourceError {
  return new SourceError('empty-repository', message, { advice: 'Add files, or name another folder to review.' });
}

/** Without history there is no instant but the day of the review. */
function dayOf(now: Date): Date {
  return new Date(now.toISOString().slice(0, 10));
}
