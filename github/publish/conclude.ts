import type { Conclusion } from '../../engine/verdict/gate.ts';
import type { CheckConclusion } from './conclusion.ts';

/** A verdict as the conclusion of a check run. */
export function conclude(conclusion: Conclusion): CheckConclusion {
  switch (conclusion) {
    case 'pass':
      return 'success';
    case 'fail':
      return 'failure';
    case 'neutral':
      return 'neutral';
  }
}
