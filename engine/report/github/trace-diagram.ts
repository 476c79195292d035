import type { RelatedPlace } from '../../findings/finding.ts';
import { cutLine } from './cut-text.ts';

/** Boxes of the diagram: more in a row cannot be read on a narrow screen. */
const MOST_STEPS = 6;
const LONGEST_LABEL = 60;

/** How data gets from its source to where it harms, as a Mermaid flowchart; '' for no way at all. */
export function traceDiagram(trace: readonly RelatedPlace[]): string {
  if (trace.length < 2) return '';
  const steps = trace.length <= MOST_STEPS ? trace : [...trace.slice(0, MOST_STEPS - 1), ...trace.slice(-1)];
  const boxes = steps.map(({ path, range, message }, index) => {
    const file = path.slice(path.lastIndexOf('/') + 1);
    const place = range === undefined ? file : `${file}:${range.startLine}`;
    return `  s${index}["${label(place)}<br>${label(message)}"]`;
  });
  const arrows = steps.slice(1).map((_, index) => {
    const skipped = trace.length > MOST_STEPS && index === MOST_STEPS - 2;
    return skipped
      ? `  s${index} -. ${trace.length - MOST_STEPS} more .-> s${index + 1}`
      : `  s${index} --> s${index + 1}`;
  });
  return ['flowchart TD', ...boxes, ...arrows].join('\n');
}

/** Whatever could be syntax of Mermaid or of HTML is written as `#code;`, which Mermaid shows as the character. */
function label(text: string): string {
  return cutLine(text, LONGEST_LABEL)
    .replaceAll(/\p{Surrogate}|\p{Cc}|\p{Cf}/gu, '\ufffd')
    .replaceAll(/[^\p{L}\p{M}\p{N} .,:/_…-]/gu, (character) => `#${character.codePointAt(0)};`);
}
