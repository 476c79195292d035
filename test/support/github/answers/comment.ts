import type { JsonObject } from '../openapi/json.ts';
import type { IssueComment, Reaction, Repository } from '../state/entities.ts';
import { REACTIONS } from '../state/reactions.ts';
import { fullName, type World } from '../state/world.ts';
import { app } from './app.ts';
import { instant, nodeId, user } from './basics.ts';
import { associationOf } from './pull-request.ts';

export function issueComment(world: World, repo: Repository, comment: IssueComment): JsonObject {
  const { urls } = world;
  const url = `${urls.api}/repos/${fullName(repo)}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: `${urls.web}/${fullName(repo)}/pull/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${urls.api}/repos/${fullName(repo)}/issues/${comment.number}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: user(urls, comment.author),
    created_at: instant(comment.createdAt),
    updated_at: instant(comment.updatedAt),
    author_association: associationOf(repo, comment.author.id),
    body: comment.body,
    reactions: reactionRollup(`${url}/reactions`, comment.reactions),
    performed_via_github_app: comment.viaApp ? app(urls, comment.viaApp) : null,
  };
}

export function reactionRollup(url: string, reactions: readonly Reaction[]): JsonObject {
  const counts = REACTIONS.map((name) => [name, reactions.filter((reaction) => reaction.content === name).length]);
  return { url, total_count: reactions.length, ...(Object.fromEntries(counts) as JsonObject) };
}
