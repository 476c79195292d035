import type { Account, Repository } from '../state/entities.ts';
import { addAccount, findAccount, type World } from '../state/world.ts';
import type { Delivery } from '../webhooks/sender.ts';

/** Who does it. Without a name, the repository's owner or, of an organisation, its first administrator. */
export interface Actor {
  readonly by?: string;
}

/** The account that does something; a new name makes a new account. */
export function actor(world: World, repository: Repository, login: string | undefined): Account {
  if (login !== undefined) return findAccount(world, login) ?? addAccount(world, { login });
  if (repository.owner.type !== 'Organization') return repository.owner;
  const [admin] = [...repository.roles].filter(([, role]) => role === 'admin').map(([id]) => world.accounts.get(id));
  if (admin) return admin;
  const made = administrator(world, repository.owner);
  repository.roles.set(made.id, 'admin');
  return made;
}

/** Who decides for an account: itself, or of an organisation one of its people. */
export function administrator(world: World, account: Account): Account {
  if (account.type !== 'Organization') return account;
  const login = `${account.login}-admin`;
  return findAccount(world, login) ?? addAccount(world, { login });
}

/** Settles when each of them was answered, or given up. */
export async function answered(deliveries: readonly Delivery[]): Promise<void> {
  await Promise.all(deliveries.map((delivery) => delivery.done));
}
