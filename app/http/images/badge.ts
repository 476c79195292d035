// Not by its own name: Prettier would take SVG for HTML, and change it.
import { html as markup, raw } from 'hono/html';
import type { Rating } from '../../../engine/verdict/measures.ts';
import type { BranchPoint } from './branch-history.ts';

export const BADGES = ['gate', 'ratings', 'coverage'] as const;
export type Badge = (typeof BADGES)[number];

type Tone = 'good' | 'fair' | 'bad' | 'none';

interface Words {
  readonly label: string;
  readonly value: string;
  readonly tone: Tone;
}

/** White on each of these has a contrast of at least 4.5 to 1. */
const TONES: Readonly<Record<Tone, string>> = { good: '#12693f', fair: '#7a5200', bad: '#b3261e', none: '#566072' };
const LABEL_COLOUR = '#3a4250';

const HEIGHT = 20;
const PADDING = 7;
/** Pixels that a character takes in 11 px Verdana or DejaVu Sans, about; `textLength` makes the text fit exactly. */
const WIDTHS: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[ijl.,:;'|·]/, 3.6],
  [/[ frt–]/, 4.4],
  [/[mwMW%]/, 10],
  [/[A-Z]/, 7.6],
  [/[0-9]/, 7],
];
const USUAL_WIDTH = 6.8;

/** A badge of a repository's default branch. `latest` undefined: nothing is known of it yet. */
export function renderBadge(badge: Badge, latest: BranchPoint | undefined): Promise<string> {
  return draw(wordsOf(badge, latest));
}

/** What stands in place of an image whose link is not good. */
export function renderBrokenBadge(why: 'expired' | 'invalid' | 'not-granted'): Promise<string> {
  return draw({ label: 'plumbline', value: WHY[why], tone: 'none' });
}

const WHY = {
  expired: 'link has expired',
  invalid: 'link is not valid',
  'not-granted': 'trends are not part of this plan',
} as const;

function wordsOf(badge: Badge, latest: BranchPoint | undefined): Words {
  switch (badge) {
    case 'gate':
      return { label: 'plumbline', ...gateOf(latest) };
    case 'ratings':
      return { label: 'plumbline', ...ratingsOf(latest) };
    case 'coverage':
      return { label: 'coverage', ...coverageOf(latest) };
  }
}

function gateOf(latest: BranchPoint | undefined): Omit<Words, 'label'> {
  if (latest?.conclusion === 'success') return { value: 'gate passed', tone: 'good' };
  if (latest?.conclusion === 'failure') return { value: 'gate failed', tone: 'bad' };
  // Not reviewed is never green.
  return { value: 'not reviewed', tone: 'none' };
}

function ratingsOf(latest: BranchPoint | undefined): Omit<Words, 'label'> {
  const { reliability, security, maintainability } = latest?.ratings ?? {};
  const known = [reliability, security, maintainability].filter((rating) => rating !== undefined);
  if (known.length === 0) return { value: 'not reviewed', tone: 'none' };
  const value = `reliability ${reliability ?? '–'} · security ${security ?? '–'} · maintainability ${maintainability ?? '–'}`;
  return { value, tone: known.length < 3 ? 'none' : toneOf(known) };
}

/** As good as the worst of them. */
function toneOf(ratings: readonly Rating[]): Tone {
  const worst = [...ratings].sort().at(-1) ?? 'E';
  return worst <= 'B' ? 'good' : worst === 'C' ? 'fair' : 'bad';
}

function coverageOf(latest: BranchPoint | undefined): Omit<Words, 'label'> {
  if (latest?.coverage === undefined) return { value: 'not measured', tone: 'none' };
  // Never rounded up to what it is not.
  const percent = Math.floor(latest.coverage * 100);
  return { value: `${percent} %`, tone: percent >= 80 ? 'good' : percent >= 50 ? 'fair' : 'bad' };
}

async function draw({ label, value, tone }: Words): Promise<string> {
  const [left, right] = [boxOf(label, 0), boxOf(value, widthOf(label))];
  const width = left.width + right.width;
  const title = `${label}: ${value}`;
  const text = 'fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle"';
  const image =
    await markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${title}">
<title>${title}</title>
<clipPath id="r"><rect width="${width}" height="${HEIGHT}" rx="4"/></clipPath>
<g clip-path="url(#r)"><rect width="${left.width}" height="${HEIGHT}" fill="${LABEL_COLOUR}"/><rect x="${left.width}" width="${right.width}" height="${HEIGHT}" fill="${TONES[tone]}"/></g>
<g ${raw(text)}>${textOf(label, left)}${textOf(value, right)}</g>
</svg>
`;
  return image.toString();
}

interface Box {
  readonly middle: number;
  readonly width: number;
}

function boxOf(text: string, from: number): Box {
  const width = widthOf(text);
  return { middle: from + width / 2, width };
}

function widthOf(text: string): number {
  const width = [...text].reduce((sum, character) => sum + characterWidth(character), 0);
  return Math.round(width) + 2 * PADDING;
}

function characterWidth(character: string): number {
  return WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? USUAL_WIDTH;
}

function textOf(text: string, { middle, width }: Box) {
  return markup`<text x="${middle}" y="14" textLength="${width - 2 * PADDING}" lengthAdjust="spacingAndGlyphs">${text}</text>`;
}
