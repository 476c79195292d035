import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { MAX_PACKED_BYTES, MeasurementsError, unpackMeasurements } from '../github/hand-over/measurements.ts';
import { toolReports, type ToolReports } from '../github/hand-over/measured-files.ts';
import type { MissingReport } from '../github/hand-over/measurements.ts';
import type { Subject } from './read-event.ts';
import type { Runner } from './runner.ts';

/** What another job handed over; or why it is not taken, as a sentence. */
export type HandedOver =
  | { readonly reports: ToolReports; readonly missing: readonly MissingReport[]; readonly refused?: never }
  | { readonly reports?: never; readonly missing?: never; readonly refused: string };

/**
 * Reads what another job measured. That job may have run a stranger's code, so it may be anything: what is not about this
 * repository and this head is not taken, and never a reason to fail.
 */
export async function readMeasurements(
  path: string,
  { runner, subject }: { readonly runner: Runner; readonly subject: Subject },
): Promise<HandedOver> {
  const packed = await readWithin(runner.workspace, path);
  if (typeof packed === 'string') return { refused: packed };
  try {
    const measurements = unpackMeasurements(packed);
    if (measurements.repositoryId !== runner.repository.id) {
      return { refused: 'The measurements are of another repository.' };
    }
    if (measurements.head !== subject.head) {
      return { refused: `The measurements are of commit ${measurements.head}, not of the head ${subject.head}.` };
    }
    return { reports: toolReports(measurements), missing: measurements.missing ?? [] };
  } catch (error) {
    if (error instanceof MeasurementsError) return { refused: error.message };
    throw error;
  }
}

const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** A plain file below a folder, whatever somebody put in its place; else why it is none. */
async function readWithin(folder: string, path: string): Promise<Buffer | string> {
  try {
    const root = await realpath(folder);
    const file = await realpath(resolve(root, path));
    if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) return 'The measurements lie outside the workspace.';
    const handle = await open(file, FLAGS);
    try {
      return await readFirst(handle);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') return 'There are no measurements: no job handed any over.';
    return 'The measurements cannot be read.';
  }
}

/** As much as measurements may have, and a byte: what is larger is refused for it. */
async function readFirst(handle: FileHandle): Promise<Buffer | string> {
  const info = await handle.stat();
  if (!info.isFile()) return 'The measurements are no file.';
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(info.size, MAX_PACKED_BYTES + 1)));
  return buffer.subarray(0, bytesRead);
}
