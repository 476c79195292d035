import { createHash } from 'node:crypto';
import { visible } from '../engine/report/visible.ts';
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

/** Tells this attempt of this job from all others, those of its matrix included. Its check is found again by it. */
export function reviewKey({ runKey }: Pick<Runner, 'runKey'>, inputs: Pick<Inputs, 'matrix'>): string {
  const matrix = matrixOf(inputs);
  return matrix === undefined ? runKey : `${runKey}/${digest(matrix)}`;
}

/** Undefined where there is none: GitHub writes it as `null`. */
function matrixOf({ matrix = 'null' }: Pick<Inputs, 'matrix'>): string | undefined {
  const values = visible(matrix.replace(/\s+/g, ' ').trim());
  return values === 'null' ? undefined : values;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
