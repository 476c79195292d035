import { createHash } from 'node:crypto';
import { visible } from '../engine/report/visible.ts';
import { GRAVITY, type CheckConclusion } from '../github/publish/conclusion.ts';
import type { Inputs } from './read-inputs.ts';
import type { Runner } from './runner.ts';

/** Characters of a matrix that are told in clear. Ours. */
const MOST_MATRIX = 500;

/** Tells jobs that measure one commit apart: the same in every run; of a matrix, with what this job of it is about. */
export function jobOf({ step }: Pick<Runner, 'step'>, inputs: Pick<Inputs, 'matrix'>): string {
  const matrix = matrixOf(inputs);
  if (matrix === undefined) return step;
  return `${step} ${matrix.length > MOST_MATRIX ? digest(matrix) : matrix}`;
}

/**
 * Tells this attempt of this job from all others, those of its matrix included, and which pull request it reviews. Its check
 * is found again by it.
 */
export function reviewKey(
  { runKey }: Pick<Runner, 'runKey'>,
  inputs: Pick<Inputs, 'matrix'>,
  pull: { readonly number: number } | undefined,
): string {
  const matrix = matrixOf(inputs);
  const key = matrix === undefined ? runKey : `${runKey}/${digest(matrix)}`;
  return pull === undefined ? key : `${key}#${pull.number}`;
}

/** The key of a check that shows another pull request's verdict: what its own review came to is kept in it. */
export function ledKey(key: string, own: CheckConclusion): string {
  return `${key}=${own}`;
}

/** Undefined for a key of anything but a pull request's review. `own` is that of a check that shows another's verdict. */
export function readReviewKey(
  key: string,
): { readonly pull: number; readonly own: CheckConclusion | undefined } | undefined {
  // Names of jobs and of steps have neither sign.
  const [, number, verdict] = /#(\d+)(?:=(\w+))?$/.exec(key) ?? [];
  if (number === undefined) return undefined;
  return { pull: Number(number), own: GRAVITY.find((conclusion) => conclusion === verdict) };
}

/** Undefined where there is none: GitHub writes it as `null`. */
function matrixOf({ matrix = 'null' }: Pick<Inputs, 'matrix'>): string | undefined {
  const values = visible(matrix.replace(/\s+/g, ' ').trim());
  return values === 'null' ? undefined : values;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
