import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';

/** Bytes of measurements as JSON: coverage of some hundred thousand lines. Ours. */
export const MAX_MEASUREMENTS_BYTES = 32 * 2 ** 20;
/** Bytes of them packed. Ours. */
export const MAX_PACKED_BYTES = 8 * 2 ** 20;
export const MAX_FILES = 500;
/** Of what is missing: a handful for each kind. Ours. */
export const MAX_MISSING = 50;
/** Commas and opening brackets outside of strings: measurements have a handful for each file, and for each that is missing. */
const MAX_VALUES = 10 * (MAX_FILES + MAX_MISSING) + 100;

const kind = z.enum(['coverage', 'tests', 'sarif']);

/** What other tools measured of one commit, which takes running its code. */
const schema = z.strictObject({
  version: z.literal(1),
  /** GitHub's number of the repository. */
  repositoryId: z.int().positive(),
  /** Full id of the commit that was measured. */
  head: z.string().regex(/^[0-9a-f]{40}$/),
  /** Tells jobs of one workflow apart, also those of a matrix: what a job measures later takes the place of what it measured. */
  job: z
    .string()
    .max(1000)
    .regex(/^\P{Cc}*$/u)
    .exactOptional(),
  files: z
    .array(
      z.strictObject({
        kind,
        /** Its path in the workspace: tells files of one kind apart. */
        name: z.string().min(1).max(4096),
        text: z.string(),
      }),
    )
    .max(MAX_FILES),
  /** What was to be among the files and is not. */
  missing: z
    .array(
      z.strictObject({
        kind,
        /** Of a file or of several, as somebody may write it. */
        name: z.string().min(1).max(4096),
        why: z.enum(['not-made', 'too-much', 'other-commit']),
      }),
    )
    .max(MAX_MISSING)
    .exactOptional(),
});

/**
 * What a run measured of a commit, for somebody else to review by: the App, or a job that has the rights that this one lacks.
 * Only measurements are handed over, no findings of ours and no verdict: whoever can change a workflow could write what they like into those.
 */
export type Measurements = z.output<typeof schema>;
export type MeasuredFile = Measurements['files'][number];
export type MissingReport = NonNullable<Measurements['missing']>[number];

/** What a run has to hand over. */
export interface Measured {
  readonly files: readonly MeasuredFile[];
  readonly missing: readonly MissingReport[];
}

/** Measurements that are none. The message says what is wrong, and repeats nothing of them. */
export class MeasurementsError extends Error {
  override readonly name = 'MeasurementsError';
  readonly code: 'malformed' | 'too-large';

  constructor(message: string, code: MeasurementsError['code'] = 'malformed') {
    super(message);
    this.code = code;
  }
}

/** As JSON, packed by gzip. Throws {@link MeasurementsError} where they are too large, or too many. */
export function packMeasurements(measurements: Measurements): Buffer {
  if (measurements.files.length > MAX_FILES) {
    throw new MeasurementsError(`There are ${measurements.files.length} files, more than ${MAX_FILES}.`);
  }
  const json = Buffer.from(JSON.stringify(measurements));
  if (json.length > MAX_MEASUREMENTS_BYTES) throw tooLarge();
  const packed = gzipSync(json);
  if (packed.length > MAX_PACKED_BYTES) throw tooLarge();
  return packed;
}

/** Reads what {@link packMeasurements} made, and what a stranger made to look like it. Throws {@link MeasurementsError}. */
export function unpackMeasurements(packed: Buffer): Measurements {
  if (packed.length > MAX_PACKED_BYTES) throw tooLarge();
  let given: unknown;
  try {
    const json = gunzipSync(packed, { maxOutputLength: MAX_MEASUREMENTS_BYTES });
    if (hasTooManyValues(json)) throw new SyntaxError('more values than measurements have');
    given = JSON.parse(json.toString('utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new MeasurementsError('The measurements are not JSON packed by gzip.');
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new MeasurementsError(
    `The measurements are not of version 1: see ${where === '' ? 'their top' : where.slice(0, 100)}.`,
  );
}

const [MEBIBYTES, PACKED_MEBIBYTES] = [MAX_MEASUREMENTS_BYTES, MAX_PACKED_BYTES].map((bytes) => bytes / 2 ** 20);
/** How much can be handed over. */
export const MOST_HANDED_OVER = `${MAX_FILES} files, ${MEBIBYTES} MiB, and ${PACKED_MEBIBYTES} MiB packed`;

/** Some kilobytes of gzip can hold ten million empty objects, which cost a gigabyte and seconds to parse. */
function hasTooManyValues(json: Buffer): boolean {
  let values = 0;
  let inString = false;
  for (let at = 0; at < json.length && values <= MAX_VALUES; at++) {
    const byte = json[at];
    if (byte === 0x22) inString = !inString;
    else if (inString && byte === 0x5c) at++;
    else if (!inString && (byte === 0x2c || byte === 0x5b || byte === 0x7b)) values++;
  }
  return values > MAX_VALUES;
}

function tooLarge(): MeasurementsError {
  const message = `The measurements are larger than ${MEBIBYTES} MiB, or than ${PACKED_MEBIBYTES} MiB packed.`;
  return new MeasurementsError(message, 'too-large');
}
