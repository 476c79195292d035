import { answerText, type Answer } from '../../engine/report/github/answer-text.ts';
import { cutMarkdown } from '../../engine/report/markdown/cut-markdown.ts';
import type { GitHubClient, RepositoryName } from '../../github/client/github-client.ts';
import { MAX_COMMENT_BYTES, PAGE_SIZE } from '../../github/limits.ts';
import { hiddenMark, readMark } from '../../github/publish/hidden-mark.ts';
import { isAuthor } from '../../github/publish/is-author.ts';
import { mayHaveHappened, readRefusal } from '../../github/publish/refusal.ts';
import type { AnswerContext } from './answer-context.ts';

export interface PostedAnswer {
  readonly repository: RepositoryName;
  readonly pullNumber: number;
  /** What is answered, such as `comment-4001`: letters, digits, `_`, `.` and `-`. It has one answer. */
  readonly to: string;
  /** What is answered was not there before: no earlier comment is looked at. */
  readonly since: Date;
  readonly answer: Answer;
}

/** Clocks differ, and GitHub's counts whole seconds. */
const CLOCK_DIFFERENCE_MS = 60 * 60_000;

/**
 * One comment that answers. It is looked for by its hidden mark and our name before it is made, and edited where it says something
 * else. A pull request that is locked or gone has none. Throws what may pass when tried again.
 */
export async function postAnswer(context: AnswerContext, client: GitHubClient, posted: PostedAnswer): Promise<void> {
  const mark = hiddenMark('answer', posted.to);
  const text = answerText(posted.answer, context);
  const body = `${cutMarkdown(text, MAX_COMMENT_BYTES - mark.length - 2).trimEnd()}\n\n${mark}`;
  const { repository, pullNumber } = posted;
  try {
    const known = await findAnswer(context, client, posted);
    if (known?.body === body) return;
    if (known) await client.rest.issues.updateComment({ ...repository, comment_id: known.id, body });
    else await createOnce(context, client, { ...posted, body, pullNumber });
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    context.log.info({ to: posted.to }, 'an answer cannot be given');
  }
}

/** An answer that says nothing of what happened is looked into: a repetition would make a second one. */
async function createOnce(
  context: AnswerContext,
  client: GitHubClient,
  posted: PostedAnswer & { readonly body: string },
): Promise<void> {
  const { repository, pullNumber, body } = posted;
  try {
    await client.rest.issues.createComment({ ...repository, issue_number: pullNumber, body });
  } catch (error) {
    if (!mayHaveHappened(error) || !(await findAnswer(context, client, posted))) throw error;
  }
}

async function findAnswer(
  context: AnswerContext,
  client: GitHubClient,
  { repository, pullNumber, to, since }: PostedAnswer,
): Promise<{ readonly id: number; readonly body: string } | undefined> {
  const author = await context.author();
  const comments = await client.paginate(client.rest.issues.listComments, {
    ...repository,
    issue_number: pullNumber,
    since: new Date(since.getTime() - CLOCK_DIFFERENCE_MS).toISOString(),
    per_page: PAGE_SIZE,
  });
  return comments
    .map(({ id, body = '', user }) => ({ id, body: body.replaceAll('\r\n', '\n'), user }))
    .find(({ body, user }) => isAuthor(user, author) && readMark(body, 'answer') === to);
}
