import { gzipSync } from 'node:zlib';
import {
  MAX_FILES,
  MAX_MEASUREMENTS_BYTES,
  MAX_MISSING,
  MAX_PACKED_BYTES,
  MeasurementsError,
  packMeasurements,
  type Measured,
  type MeasuredFile,
  type Measurements,
} from './measurements.ts';
import { missingReports } from './missing-reports.ts';

/** What goes first where there is too much: without coverage there may be no verdict, and of tests there are the most files. */
const ORDER = ['coverage', 'sarif', 'tests'] as const satisfies readonly MeasuredFile['kind'][];

/** Bytes that are left for what is said of files that do not fit. */
const RESERVED = 2 ** 16;

export interface Packed {
  readonly packed: Buffer;
  /** What did not fit; the measurements say so, too. */
  readonly leftOut: readonly MeasuredFile[];
}

/** Packs as much of it as can be handed over. */
export function packWhatFits(of: Omit<Measurements, 'files' | 'missing'>, { files, missing }: Measured): Packed {
  const packOnly = (taken: ReadonlySet<MeasuredFile>): Packed => {
    const leftOut = files.filter((file) => !taken.has(file));
    const lacks = [...missing, ...missingReports('too-much', leftOut)].slice(0, MAX_MISSING);
    const given = { files: files.filter((file) => taken.has(file)), ...(lacks.length > 0 && { missing: lacks }) };
    return { packed: packMeasurements({ ...of, ...given }), leftOut };
  };
  const inOrder = ORDER.flatMap((kind) => files.filter((file) => file.kind === kind));
  let taken = firstThatFit(inOrder, (json) => json.length, MAX_MEASUREMENTS_BYTES - RESERVED);
  for (let isPackedApart = false; ; isPackedApart = true) {
    try {
      return packOnly(new Set(taken));
    } catch (error) {
      if (!(error instanceof MeasurementsError) || taken.length === 0) throw error;
      // Packed together they take less than apart, but for a header.
      taken = isPackedApart
        ? taken.slice(0, -1)
        : firstThatFit(taken, (json) => gzipSync(json).length, MAX_PACKED_BYTES - RESERVED);
    }
  }
}

function firstThatFit(
  files: readonly MeasuredFile[],
  bytesOf: (json: Buffer) => number,
  most: number,
): readonly MeasuredFile[] {
  const taken: MeasuredFile[] = [];
  let left = most;
  for (const file of files) {
    if (taken.length === MAX_FILES) break;
    // With the comma between them.
    const bytes = bytesOf(Buffer.from(JSON.stringify(file))) + 1;
    if (bytes > left) continue;
    taken.push(file);
    left -= bytes;
  }
  return taken;
}
