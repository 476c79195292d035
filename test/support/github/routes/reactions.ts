import { reaction as reactionAnswer } from '../answers/review.ts';
import { accountOf } from '../auth/caller.ts';
import { notFound } from '../http/api-error.ts';
import { paginate } from '../http/paginate.ts';
import { noContent, repositoryRoute, ok, type Answer, type Route } from '../http/route.ts';
import type { Account, Reaction } from '../state/entities.ts';
import { addReaction, type ReactionContent } from '../state/reactions.ts';
import type { World } from '../state/world.ts';
import { findComment } from './comments.ts';
import { findReviewComment } from './reviews.ts';

const ON_ISSUES = {
  read: ['issues:read', 'pull_requests:read'],
  write: ['issues:write', 'pull_requests:write'],
} as const;
const ON_REVIEWS = { read: ['pull_requests:read'], write: ['pull_requests:write'] } as const;

export const REACTION_ROUTES: readonly Route[] = [
  repositoryRoute('reactions/create-for-issue-comment', ON_ISSUES.write, ({ world, caller, path, body }, repo) =>
    react(world, findComment(repo, Number(path.comment_id)), { author: accountOf(caller), content: body.content }),
  ),
  repositoryRoute('reactions/list-for-issue-comment', ON_ISSUES.read, (call, repo) =>
    list(call, findComment(repo, Number(call.path.comment_id))),
  ),
  repositoryRoute('reactions/delete-for-issue-comment', ON_ISSUES.write, ({ path }, repo) =>
    remove(findComment(repo, Number(path.comment_id)), path.reaction_id),
  ),
  repositoryRoute(
    'reactions/create-for-pull-request-review-comment',
    ON_REVIEWS.write,
    ({ world, caller, path, body }, repo) =>
      react(world, findReviewComment(repo, path.comment_id), { author: accountOf(caller), content: body.content }),
  ),
  repositoryRoute('reactions/list-for-pull-request-review-comment', ON_REVIEWS.read, (call, repo) =>
    list(call, findReviewComment(repo, call.path.comment_id)),
  ),
  repositoryRoute('reactions/delete-for-pull-request-comment', ON_REVIEWS.write, ({ path }, repo) =>
    remove(findReviewComment(repo, path.comment_id), path.reaction_id),
  ),
];

interface Reactable {
  readonly reactions: Reaction[];
}

/** The same reaction of the same account is not made twice: 200 then. */
function react(
  world: World,
  to: Reactable,
  { author, content }: { author: Account; content: ReactionContent },
): Answer {
  const known = to.reactions.find((one) => one.author.id === author.id && one.content === content);
  if (known) return ok(reactionAnswer(world, known));
  return { status: 201, body: reactionAnswer(world, addReaction(world, to, { author, content })) };
}

function list(
  call: { readonly world: World; readonly url: URL; readonly query: { readonly content?: string | undefined } },
  of: Reactable,
): Answer {
  const { content } = call.query;
  const page = paginate(
    call,
    of.reactions.filter((one) => content === undefined || one.content === content),
  );
  return { ...ok(page.items.map((one) => reactionAnswer(call.world, one))), headers: page.headers };
}

function remove(from: Reactable, id: number): Answer {
  const index = from.reactions.findIndex((one) => one.id === id);
  if (index < 0) throw notFound();
  from.reactions.splice(index, 1);
  return noContent();
}
