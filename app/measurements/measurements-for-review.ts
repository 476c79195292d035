import type { NotLookedAt } from '../../engine/analyzers/analyzer.ts';
import type { Database } from '../../database/connect.ts';
import { MeasurementsError, type MeasuredFile, type Measurements } from '../../github/hand-over/measurements.ts';
import { notHandedOver } from '../../github/hand-over/missing-reports.ts';
import type { ReviewRow } from '../reviews/review-row.ts';
import { SealError } from '../secrets/seal.ts';
import { listTaken, loadContent, lockMeasurements, type MeasuredBy } from './measurement-store.ts';
import { unsealMeasurements } from './seal-measurements.ts';

/** Characters of measurements that one review takes: it gets them as one text. Ours. */
export const MOST_MEASURED = 64 * 2 ** 20;

/** What runs of the Action measured of a review's head. */
export interface Measured {
  readonly files: readonly MeasuredFile[];
  /** What a job was to hand over and did not, and what is too much for one review. */
  readonly notLookedAt: readonly NotLookedAt[];
}

/** All that is kept for this review, in the order of the sources. */
export async function measurementsForReview(
  { database, serviceKey }: { readonly database: Database; readonly serviceKey: Buffer },
  review: Pick<ReviewRow, 'repositoryId' | 'headSha' | 'pullNumber'>,
): Promise<Measured> {
  const taken = await database.transaction(async (tx) => {
    await lockMeasurements(tx, review);
    return listTaken(tx, review);
  });
  const files: MeasuredFile[] = [];
  const notLookedAt: NotLookedAt[] = [];
  let left = MOST_MEASURED;
  for (const by of taken) {
    if (left === 0) {
      notLookedAt.push(tooMuch(by.source));
      continue;
    }
    const read = await measuredBy(database, by, serviceKey);
    if (read === 'unreadable') {
      notLookedAt.push(unreadable(by.source));
      continue;
    }
    notLookedAt.push(...(read?.missing ?? []).map(notHandedOver));
    for (const file of read?.files ?? []) {
      if (file.text.length <= left) {
        files.push(file);
        left -= file.text.length;
      } else {
        notLookedAt.push({ ...tooMuch(file.name), analyzer: file.kind });
        left = 0;
      }
    }
  }
  return { files, notLookedAt };
}

/** Unreadable: an earlier version kept them, or they are damaged. No reason for a review to fail. Undefined: they are gone. */
async function measuredBy(
  database: Database,
  by: MeasuredBy,
  serviceKey: Buffer,
): Promise<Measurements | 'unreadable' | undefined> {
  const content = await loadContent(database, by);
  if (content === undefined) return undefined;
  try {
    return unsealMeasurements(content, serviceKey);
  } catch (error) {
    if (error instanceof SealError || error instanceof MeasurementsError) return 'unreadable';
    throw error;
  }
}

function unreadable(source: string): NotLookedAt {
  const detail = 'They cannot be read any more: let the workflow run again.';
  return { subject: `measurements: ${source}`, reason: 'unreadable', detail };
}

function tooMuch(what: string): NotLookedAt {
  return {
    subject: `measurements: ${what}`,
    reason: 'limit',
    detail: `The measurements of a commit are read up to ${MOST_MEASURED / 2 ** 20} MiB in all.`,
  };
}
