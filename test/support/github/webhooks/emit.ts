import { organization, user, nodeId } from '../answers/basics.ts';
import { repository as repositoryAnswer } from '../answers/repository.ts';
import type { JsonObject } from '../openapi/json.ts';
import type { Account, App, Installation, Repository } from '../state/entities.ts';
import { covers, type World } from '../state/world.ts';
import type { Delivery } from './sender.ts';

export interface Happening {
  readonly event: string;
  readonly repository: Repository;
  readonly sender: Account;
  /** What the event has beside `repository`, `organization`, `sender` and `installation`. */
  readonly payload: JsonObject;
  /** Only this App is told, whether it subscribed or not: buttons and re-runs of its own checks. */
  readonly onlyTo?: App;
  /** A push has a repository of its own shape. */
  readonly changeRepository?: (answer: JsonObject) => JsonObject;
}

/** Whether anybody would hear of it. What it would carry may be costly to find out. */
export function isHeard(world: World, event: string, repository: Repository): boolean {
  return [...world.installations.values()].some(
    (installation) =>
      covers(installation, repository) && !installation.suspended && installation.app.events.includes(event),
  );
}

/** Tells each App that is installed there and subscribed to the event. */
export function emit(world: World, happening: Happening): Delivery[] {
  const { event, repository, onlyTo, changeRepository = (answer) => answer } = happening;
  return [...world.installations.values()]
    .filter((installation) => covers(installation, repository) && !installation.suspended)
    .filter(({ app: to }) => (onlyTo ? to.id === onlyTo.id : to.events.includes(event)))
    .flatMap((installation) =>
      world.webhooks.send({
        event,
        appId: installation.app.id,
        installationId: installation.id,
        repositoryId: repository.id,
        payload: {
          ...happening.payload,
          repository: changeRepository(repositoryAnswer(world.urls, repository)),
          ...organizationOf(world, repository.owner),
          sender: user(world.urls, happening.sender),
          installation: { id: installation.id, node_id: nodeId('IN', installation.id) },
        },
      }),
    );
}

/** Tells an App about its own installation: it cannot unsubscribe from that. */
export function emitToApp(
  world: World,
  happening: {
    readonly event: string;
    readonly installation: Installation;
    readonly payload: JsonObject;
    readonly sender: Account;
  },
): Delivery[] {
  return world.webhooks.send({
    event: happening.event,
    appId: happening.installation.app.id,
    installationId: happening.installation.id,
    repositoryId: null,
    payload: { ...happening.payload, sender: user(world.urls, happening.sender) },
  });
}

export function organizationOf(world: World, owner: Account): JsonObject {
  return owner.type === 'Organization' ? { organization: organization(world.urls, owner) } : {};
}
