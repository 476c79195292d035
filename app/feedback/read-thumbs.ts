import type { GitHubClient, RepositoryName } from '../../github/client/github-client.ts';
import { PAGE_SIZE } from '../../github/limits.ts';
import { readMark } from '../../github/publish/hidden-mark.ts';
import { isAuthor } from '../../github/publish/is-author.ts';
import { mayWrite } from '../commands/may-write.ts';

/** What a person says of a suggestion by a reaction. */
export interface Thumb {
  /** Of the suggestion: `suggestionKey` of its finding. */
  readonly key: string;
  readonly person: string;
  readonly kind: 'thumbs-up' | 'thumbs-down';
}

/** Thumbs on our suggestions, of people who may write: anybody can react in a public repository. */
export async function readThumbs(
  client: GitHubClient,
  given: { readonly repository: RepositoryName; readonly pullNumber: number; readonly author: string },
): Promise<Thumb[]> {
  const { repository, pullNumber, author } = given;
  const comments = await client.paginate(client.rest.pulls.listReviewComments, {
    ...repository,
    pull_number: pullNumber,
    per_page: PAGE_SIZE,
  });
  const mayThey = new Map<string, boolean>();
  const thumbs: Thumb[] = [];
  for (const { id, body, user, reactions } of comments) {
    const key = isAuthor(user, author) ? readMark(body, 'suggestion') : undefined;
    if (!key || !reactions || reactions['+1'] + reactions['-1'] === 0) continue;
    for (const { person, kind } of await thumbsOf(client, { repository, commentId: id })) {
      const may = mayThey.get(person) ?? (await mayWrite(client, repository, person));
      mayThey.set(person, may);
      if (may) thumbs.push({ key, person, kind });
    }
  }
  return thumbs;
}

async function thumbsOf(
  client: GitHubClient,
  { repository, commentId }: { readonly repository: RepositoryName; readonly commentId: number },
): Promise<Omit<Thumb, 'key'>[]> {
  const reactions = await client.paginate(client.rest.reactions.listForPullRequestReviewComment, {
    ...repository,
    comment_id: commentId,
    per_page: PAGE_SIZE,
  });
  return reactions.flatMap(({ user, content }) => {
    if (!user || user.type === 'Bot' || (content !== '+1' && content !== '-1')) return [];
    return [{ person: user.login, kind: content === '+1' ? ('thumbs-up' as const) : ('thumbs-down' as const) }];
  });
}
