import type { KnownRepository, Reconciliation } from './reconciliation-store.ts';

/** A repository that is looked through, and for which demand. */
export interface ReconciledPlace extends Pick<Reconciliation, 'since' | 'wantedAt'> {
  readonly installationId: number;
  readonly repository: KnownRepository;
}

/** What reviews are asked for with. */
export function asReconciled({ installationId, repository, wantedAt }: ReconciledPlace) {
  return {
    installationId,
    repositoryId: repository.id,
    trigger: 'reconcile',
    correlationId: `reconcile:${installationId}:${wantedAt.toISOString()}`,
  };
}
