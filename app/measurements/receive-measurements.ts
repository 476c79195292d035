import type { Database } from '../../database/connect.ts';
import type { MeasurementsAnswer } from '../../github/hand-over/app-api.ts';
import type { Entitlements } from '../entitlements.ts';
import { loadRepositoryPlace } from '../installations/repository-store.ts';
import { dropOldest, keepMeasurements, lockMeasurements, type KeptMeasurements } from './measurement-store.ts';
import { requestMeasuredReviews } from './request-measured-reviews.ts';

export interface MeasurementPorts {
  readonly database: Pick<Database, 'query' | 'transaction'>;
  readonly entitlements: Entitlements;
  readonly clock: () => Date;
}

export type ReceivedOutcome = MeasurementsAnswer['outcome'] | 'not-installed' | 'too-many';

/**
 * Keeps what a run measured of a commit, and has reviewed anew what is reviewed of it: both or neither, and once, however often it comes.
 * A review that begins later takes them by itself.
 */
export async function receiveMeasurements(
  { database, entitlements, clock }: MeasurementPorts,
  measured: KeptMeasurements,
  correlationId: string,
): Promise<ReceivedOutcome> {
  const { repositoryId } = measured;
  const place = await loadRepositoryPlace(database, repositoryId);
  if (!place) return 'not-installed';
  const { installationId } = place;
  const now = clock();
  const { priority } = await entitlements.of(installationId, now);
  return database.transaction(async (tx) => {
    await lockMeasurements(tx, measured);
    const kept = await keepMeasurements(tx, measured, now);
    if (kept !== 'kept') return kept;
    await dropOldest(tx, measured);
    const begun = await requestMeasuredReviews(tx, measured, { installationId, correlationId, now, priority });
    return begun ? 'reviewed-anew' : 'no-review';
  });
}
