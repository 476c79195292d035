import { openGitRepository, type GitRepository } from '../engine/source/git-repository.ts';
import { SourceError, type SourceErrorCode } from '../engine/source/source.ts';

/** What the workspace is a checkout of. */
export interface CheckedOut {
  readonly repository: GitRepository;
  /** Full id. */
  readonly commit: string;
}

const NO_CHECKOUT: ReadonlySet<SourceErrorCode> = new Set(['not-a-repository', 'empty-repository']);

/** Looks what is checked out; a {@link SourceError} where git does not say, undefined where there is no checkout. */
export async function lookAtCheckout<Seen>(
  workspace: string,
  look: (checkout: CheckedOut) => Seen | Promise<Seen>,
): Promise<Seen | SourceError | undefined> {
  try {
    const repository = await openGitRepository(workspace, { within: '', isTrusted: true });
    try {
      return await look({ repository, commit: await repository.resolve('HEAD') });
    } finally {
      repository.close();
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return NO_CHECKOUT.has(error.code) ? undefined : error;
  }
}
