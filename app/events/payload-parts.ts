/** The parts of GitHub's payloads that several events share, each read into ours. Whatever else they hold is left out. */
import * as z from 'zod';
import type { AccountFacts, InstallationFacts, Person, PullFacts, RepositoryFacts } from './app-event.ts';

/** Neither PostgreSQL's text nor its jsonb can hold a NUL or half of a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;
const ALL_UNSTORABLE = new RegExp(UNSTORABLE, 'gu');

/** Text that is part of an address: kept as it is, or refused. */
export const token = z
  .string()
  .min(1)
  .refine((value) => !UNSTORABLE.test(value), 'expected text without NUL or broken characters');

/** Text for people: mended and cut to `longest` UTF-16 units, never in the middle of a character. */
export function peoplesText(text: string, longest: number): string {
  const cut = text.slice(0, longest);
  const isHalved = cut.length < text.length && /[\uD800-\uDBFF]$/.test(cut);
  return (isHalved ? cut.slice(0, -1) : cut).replaceAll(ALL_UNSTORABLE, '\uFFFD');
}

export const someId = z.object({ id: z.number() });

/** An enterprise has a slug where others have a login. A kind we do not know is taken for an organization. */
export const account = z
  .object({ id: z.number(), login: token.optional(), slug: token.optional(), type: z.string().optional() })
  .transform((given, context): AccountFacts => {
    const login = given.login ?? given.slug;
    if (login === undefined) {
      context.addIssue({ code: 'custom', message: 'expected a login or a slug' });
      return z.NEVER;
    }
    const kind = given.login === undefined ? 'enterprise' : given.type === 'User' ? 'user' : 'organization';
    return { id: given.id, login, kind };
  });

/** GitHub shows accounts that are gone as `ghost`. */
const GHOST: Person = { login: 'ghost', isBot: false };

export const person = z
  .object({ login: token, type: z.string().optional() })
  .transform(({ login, type }): Person => ({ login, isBot: type === 'Bot' }))
  .nullish()
  .transform((given) => given ?? GHOST);

/** With its owner, as events of the repository itself show it. */
export const repository = z
  .object({
    name: token,
    id: z.number(),
    private: z.boolean(),
    default_branch: token.nullish(),
    owner: z.object({ login: token, id: z.number(), type: z.string().optional() }),
  })
  .transform(({ id, name, owner, ...given }): RepositoryFacts => ({
    id,
    owner: owner.login,
    name,
    private: given.private,
    defaultBranch: given.default_branch ?? null,
    account: { id: owner.id, login: owner.login, kind: owner.type === 'User' ? 'user' : 'organization' },
  }));

/** As the lists of an installation's events show it. */
export const listedRepository = z
  .object({ id: z.number(), full_name: token, private: z.boolean() })
  .transform((given, context): RepositoryFacts => {
    const [owner, name, ...more] = given.full_name.split('/');
    if (!owner || !name || more.length > 0) {
      context.addIssue({ code: 'custom', message: 'expected owner/name' });
      return z.NEVER;
    }
    return { id: given.id, owner, name, private: given.private, defaultBranch: null, account: null };
  });

/** Names of permissions as GitHub writes them; whatever else stands there is left out. */
const PERMISSION = /^[a-z][a-z_]{0,63}$/;

const permissions = z
  .unknown()
  .transform((given) =>
    Object.fromEntries(
      Object.entries(typeof given === 'object' && given !== null ? given : {}).filter(
        (entry): entry is [string, string] =>
          PERMISSION.test(entry[0]) && typeof entry[1] === 'string' && PERMISSION.test(entry[1]),
      ),
    ),
  );

export const installation = z
  .object({ id: z.number(), account, permissions, suspended_at: z.string().nullish() })
  .transform(({ suspended_at, ...given }): InstallationFacts => ({ ...given, suspendedAt: suspended_at ?? null }));

/** GitHub allows 100 labels on an issue. */
const MOST_LABELS = 100;
const LONGEST_LABEL = 255;

const labels = z
  .array(z.object({ name: z.string().min(1) }))
  .nullish()
  .transform((given) => (given ?? []).slice(0, MOST_LABELS).map(({ name }) => peoplesText(name, LONGEST_LABEL)));

/** The same in a webhook and in the answer of `GET /repos/{owner}/{repo}/pulls/{number}`. */
export const pullRequest = z
  .object({
    number: z.number(),
    state: z.enum(['open', 'closed']),
    draft: z.boolean().nullish(),
    updated_at: z.string(),
    user: person,
    labels,
    head: z.object({ sha: z.string(), ref: token, repo: someId.nullish() }),
    base: z.object({ ref: token }),
  })
  .transform(({ number, state, draft, updated_at, user, head, base, ...given }): PullFacts => ({
    number,
    headSha: head.sha,
    headRef: head.ref,
    headRepositoryId: head.repo?.id ?? null,
    baseRef: base.ref,
    state,
    draft: draft ?? false,
    author: user,
    labels: given.labels,
    updatedAt: updated_at,
  }));
