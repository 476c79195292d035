/** Readers of what happens to installations, the repositories they reach, and purchases. */
import * as z from 'zod';
import { INSTALLATION_ACTIONS, MARKETPLACE_ACTIONS, REPOSITORY_ACTIONS } from './app-event.ts';
import { account, installation, listedRepository, someId, token } from './payload-parts.ts';
import { anyAction, common, editedIn, ofAnApp, ofRepository, reader } from './payload-reader.ts';

export const readInstallation = reader(
  z.object({
    action: z.enum(INSTALLATION_ACTIONS),
    installation,
    repositories: z.array(listedRepository).nullish(),
  }),
  {
    wanted: anyAction(INSTALLATION_ACTIONS),
    event: ({ action, installation, repositories }) => ({
      type: 'installation',
      action,
      installation,
      repositories: repositories ?? [],
    }),
  },
);

export const readInstallationRepositories = reader(
  z.object({
    action: z.enum(['added', 'removed']),
    installation,
    repositories_added: z.array(listedRepository).nullish(),
    // A repository that was deleted may be told by its id alone.
    repositories_removed: z.array(z.union([listedRepository, someId])).nullish(),
  }),
  {
    wanted: anyAction(['added', 'removed']),
    event: ({ action, installation, repositories_added, repositories_removed }) => ({
      type: 'installation-repositories',
      action,
      installation,
      added: repositories_added ?? [],
      removed: (repositories_removed ?? []).map(({ id }) => id),
    }),
  },
);

export const readAccountRenamed = reader(z.object({ installation: someId, account }), {
  wanted: anyAction(['renamed']),
  event: ({ installation, account }) => ({ type: 'account-renamed', installationId: installation.id, account }),
});

export const readRepository = reader(z.object({ action: z.enum(REPOSITORY_ACTIONS), ...ofRepository }), {
  wanted: anyAction(REPOSITORY_ACTIONS).extend(ofAnApp).and(editedIn('default_branch')),
  event: ({ action, ...given }) => ({ type: 'repository', action, ...common(given) }),
});

export const readMarketplacePurchase = reader(
  z.object({
    action: z.enum(MARKETPLACE_ACTIONS),
    effective_date: z.string(),
    marketplace_purchase: z.object({
      account,
      plan: z.object({ id: z.number(), name: token }),
      billing_cycle: token.nullish(),
      unit_count: z.number().nullish(),
      on_free_trial: z.boolean().nullish(),
    }),
  }),
  {
    wanted: anyAction(MARKETPLACE_ACTIONS),
    event: ({ action, effective_date, marketplace_purchase: purchase }) => ({
      type: 'marketplace-purchase',
      action,
      account: purchase.account,
      plan: purchase.plan,
      billingCycle: purchase.billing_cycle ?? null,
      unitCount: purchase.unit_count ?? 0,
      onFreeTrial: purchase.on_free_trial ?? false,
      effectiveAt: effective_date,
    }),
  },
);
