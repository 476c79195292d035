import { organization, user } from '../answers/basics.ts';
import { closeReaders } from '../git/object-reader.ts';
import type { Account, Repository } from '../state/entities.ts';
import { addAccount, findAccount, fullName, type World } from '../state/world.ts';
import { emit } from '../webhooks/emit.ts';
import type { Delivery } from '../webhooks/sender.ts';

/** The old name leads to the new one, until a repository is made that takes it. */
export function renameRepository(
  world: World,
  repository: Repository,
  { name, sender }: { name: string; sender: Account },
): Delivery[] {
  const before = repository.name;
  world.formerNames.set(fullName(repository).toLowerCase(), repository.id);
  repository.name = name;
  const payload = { action: 'renamed', changes: { repository: { name: { from: before } } } };
  return emit(world, { event: 'repository', repository, sender, payload });
}

/** Only who has the App at the new owner hears of it. */
export function transferRepository(
  world: World,
  repository: Repository,
  { owner, sender }: { owner: string; sender: Account },
): Delivery[] {
  const before = repository.owner;
  world.formerNames.set(fullName(repository).toLowerCase(), repository.id);
  repository.owner = findAccount(world, owner) ?? addAccount(world, { login: owner, type: 'Organization' });
  const from =
    before.type === 'Organization'
      ? { organization: organization(world.urls, before) }
      : { user: user(world.urls, before) };
  return emit(world, {
    event: 'repository',
    repository,
    sender,
    payload: { action: 'transferred', changes: { owner: { from } } },
  });
}

export function changeVisibility(
  world: World,
  repository: Repository,
  { isPrivate, sender }: { isPrivate: boolean; sender: Account },
): Delivery[] {
  repository.private = isPrivate;
  const action = isPrivate ? 'privatized' : 'publicized';
  return emit(world, { event: 'repository', repository, sender, payload: { action } });
}

export function changeArchived(
  world: World,
  repository: Repository,
  { isArchived, sender }: { isArchived: boolean; sender: Account },
): Delivery[] {
  repository.archived = isArchived;
  const action = isArchived ? 'archived' : 'unarchived';
  return emit(world, { event: 'repository', repository, sender, payload: { action } });
}

/** Its open pull requests are gone with it; those from it stay, without a head repository. */
export function deleteRepository(world: World, repository: Repository, sender: Account): Delivery[] {
  const told = emit(world, { event: 'repository', repository, sender, payload: { action: 'deleted' } });
  world.repositories.delete(repository.id);
  closeReaders([repository.gitDir]);
  for (const other of world.repositories.values()) {
    for (const pull of other.pullRequests.values()) {
      if (pull.headRepository?.id === repository.id) pull.headRepository = undefined;
    }
  }
  return told;
}

export function removeMember(
  world: World,
  repository: Repository,
  { login, sender }: { login: string; sender: Account },
): Delivery[] {
  const account = findAccount(world, login);
  if (!account) throw new Error(`there is no account ${login}`);
  repository.roles.delete(account.id);
  return emit(world, {
    event: 'member',
    repository,
    sender,
    payload: { action: 'removed', member: user(world.urls, account) },
  });
}
