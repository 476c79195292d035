import { installation as installationAnswer } from '../answers/app.ts';
import { nodeId, organization, user } from '../answers/basics.ts';
import type { JsonObject } from '../openapi/json.ts';
import type { Account, App, Installation, Permissions, Repository } from '../state/entities.ts';
import { addInstallation, removeInstallation } from '../state/installations.ts';
import { fullName, repositoriesOf, type World } from '../state/world.ts';
import { emitToApp } from '../webhooks/emit.ts';
import type { Delivery } from '../webhooks/sender.ts';
import { administrator, answered } from './actor.ts';
import type { RepositoryHandle } from './repository-handle.ts';

/** What the owner of an account does with an installation. Each settles when the event was answered, or given up. */
export interface InstallationActions {
  suspend(installation: Installation): Promise<void>;
  unsuspend(installation: Installation): Promise<void>;
  /** Takes it away. Its tokens are worth nothing from here on. */
  uninstall(installation: Installation): Promise<void>;
  addRepositories(installation: Installation, repositories: readonly RepositoryHandle[]): Promise<void>;
  removeRepositories(installation: Installation, repositories: readonly RepositoryHandle[]): Promise<void>;
  /** The account takes another name. Its repositories are found under the old one still. */
  renameAccount(account: Account, login: string): Promise<void>;
  /** Grants other permissions than the App was installed with. */
  changePermissions(installation: Installation, permissions: Permissions): Promise<void>;
}

export interface InstallOptions {
  /** Another App than the double's own. */
  readonly app?: App;
  readonly repositories?: readonly RepositoryHandle[];
  readonly permissions?: Permissions;
}

export function install(
  world: World,
  { app, account, repositories, permissions }: InstallOptions & { app: App; account: Account },
): { installation: Installation; deliveries: Delivery[] } {
  const installation = addInstallation(world, {
    app,
    account,
    ...(repositories ? { repositories: repositories.map((one) => one.state) } : {}),
    ...(permissions ? { permissions } : {}),
  });
  return { installation, deliveries: tell(world, installation, 'created', { requester: null }) };
}

export function createInstallationActions(world: World): InstallationActions {
  async function select(
    installation: Installation,
    repositories: readonly RepositoryHandle[],
    action: 'added' | 'removed',
  ) {
    const states = repositories.map((one) => one.state);
    if (installation.selection === 'all') {
      for (const { id } of repositoriesOf(world, installation)) installation.repositoryIds.add(id);
      installation.selection = 'selected';
    }
    for (const { id } of states) {
      if (action === 'added') installation.repositoryIds.add(id);
      else installation.repositoryIds.delete(id);
    }
    installation.updatedAt = world.now();
    const payload = {
      action,
      installation: installationAnswer(world.urls, installation),
      repositories_added: action === 'added' ? states.map(short) : [],
      repositories_removed: action === 'removed' ? states.map(short) : [],
      repository_selection: installation.selection,
      requester: null,
    };
    const sender = administrator(world, installation.account);
    await answered(emitToApp(world, { event: 'installation_repositories', installation, payload, sender }));
  }

  return {
    async suspend(installation) {
      installation.suspended = { at: world.now(), by: administrator(world, installation.account) };
      await answered(tell(world, installation, 'suspend'));
    },
    async unsuspend(installation) {
      installation.suspended = undefined;
      await answered(tell(world, installation, 'unsuspend'));
    },
    async uninstall(installation) {
      const deliveries = tell(world, installation, 'deleted');
      removeInstallation(world, installation);
      await answered(deliveries);
    },
    addRepositories: (installation, repositories) => select(installation, repositories, 'added'),
    removeRepositories: (installation, repositories) => select(installation, repositories, 'removed'),
    async renameAccount(account, login) {
      const before = account.login;
      for (const repository of world.repositories.values()) {
        if (repository.owner.id === account.id)
          world.formerNames.set(fullName(repository).toLowerCase(), repository.id);
      }
      account.login = login;
      const concerned = [...world.installations.values()].filter((one) => one.account.id === account.id);
      const told = concerned.flatMap((installation) => {
        const payload = {
          action: 'renamed',
          account:
            account.type === 'Organization'
              ? { ...organization(world.urls, account), html_url: `${world.urls.web}/${login}` }
              : user(world.urls, account),
          changes: { login: { from: before } },
          target_type: account.type,
          installation: { id: installation.id, node_id: nodeId('IN', installation.id) },
        };
        return emitToApp(world, {
          event: 'installation_target',
          installation,
          payload,
          sender: administrator(world, account),
        });
      });
      await answered(told);
    },
    async changePermissions(installation, permissions) {
      installation.permissions = permissions;
      installation.updatedAt = world.now();
      await answered(tell(world, installation, 'new_permissions_accepted'));
    },
  };
}

function tell(world: World, installation: Installation, action: string, more: JsonObject = {}): Delivery[] {
  const payload = {
    action,
    installation: installationAnswer(world.urls, installation),
    repositories: repositoriesOf(world, installation).map(short),
    ...more,
  };
  return emitToApp(world, {
    event: 'installation',
    installation,
    payload,
    sender: administrator(world, installation.account),
  });
}

/** A repository as installations name it. */
function short(repository: Repository): JsonObject {
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
  };
}
