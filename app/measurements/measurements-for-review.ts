import type { NotLookedAt } from '../../engine/analyzers/analyzer.ts';
import type { Database } from '../../database/connect.ts';
import type { MeasuredFile } from '../../github/hand-over/measurements.ts';
import type { ReviewRow } from '../reviews/review-row.ts';
import { listTaken, loadContent, lockMeasuredHead, type MeasuredBy } from './measurement-store.ts';
import { unsealMeasurements } from './seal-measurements.ts';

/** Characters of measurements that one review takes: it gets them as one text. Ours. */
export const MOST_MEASURED = 64 * 2 ** 20;

/** What runs of the Action measured of a review's head. */
export interface Measured {
  readonly files: readonly MeasuredFile[];
  /** What is too much for one review. */
  readonly notLookedAt: readonly NotLookedAt[];
}

/** All that is kept for this review, in the order of the sources. */
export async function measurementsForReview(
  { database, serviceKey }: { readonly database: Database; readonly serviceKey: Buffer },
  review: Pick<ReviewRow, 'repositoryId' | 'headSha' | 'pullNumber'>,
): Promise<Measured> {
  const taken = await database.transaction(async (tx) => {
    await lockMeasuredHead(tx, review);
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
    for (const file of await filesBy(database, by, serviceKey)) {
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

async function filesBy(database: Database, by: MeasuredBy, serviceKey: Buffer): Promise<readonly MeasuredFile[]> {
  const content = await loadContent(database, by);
  return content === undefined ? [] : unsealMeasurements(content, serviceKey).files;
}

function tooMuch(what: string): NotLookedAt {
  return {
    subject: `measurements: ${what}`,
    reason: 'limit',
    detail: `The measurements of a commit are read up to ${MOST_MEASURED / 2 ** 20} MiB in all.`,
  };
}
