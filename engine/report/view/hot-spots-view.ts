/** Where complex code changes often: the ranked list, and the map of all files. */
import { hierarchy, treemap, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy';
import type { ReviewResult } from '../../review-result.ts';
import type { FileMeasures, HotSpot } from '../../verdict/measures.ts';
import { count, formatNumber, showing } from './format.ts';
import type { HotSpotsView, TileView } from './measure-view-schema.ts';

/** A page of hot spots is what a team can act on. */
export const MOST_HOT_SPOTS = 20;
/** More tiles than this are too small to see. */
const MOST_TILES = 250;
const RANKED_TILES = 9;
const MAP_WIDTH = 1000;
const MAP_HEIGHT = 440;
const FOLDER_TITLE_HEIGHT = 18;
/** A letter's width and the room a label wants, in the map's units. */
const LETTER_WIDTH = 6.7;
const LABEL_PADDING = 10;
const LABEL_HEIGHT = 20;

export function hotSpotsView(result: ReviewResult): HotSpotsView {
  const rows = result.hotSpots.slice(0, MOST_HOT_SPOTS).map((spot, index) => ({
    rank: String(index + 1),
    path: spot.path,
    cognitive: formatNumber(spot.cognitive),
    codeLines: formatNumber(spot.codeLines),
    changes: formatNumber(spot.changes),
    score: spot.score.toFixed(2),
    heat: heatOf(spot.score),
    bar: Math.round(spot.score * 100),
  }));
  return {
    summary: summaryOf(result.hotSpots),
    rows,
    showing: showing(rows.length, result.hotSpots.length),
    map: mapOf(result),
  };
}

function summaryOf(hotSpots: readonly HotSpot[]): string {
  const [first] = hotSpots;
  if (first === undefined) return 'No file is both complex and often changed, or the history is not known.';
  return `${first.path} is where complexity and change meet most: cognitive complexity ${formatNumber(first.cognitive)}, changed in ${count(first.changes, 'commit')}.`;
}

interface TileNode {
  readonly name: string;
  readonly file?: FileMeasures;
  readonly children?: TileNode[];
}

function mapOf(result: ReviewResult): HotSpotsView['map'] {
  const files = result.files.filter((file) => file.codeLines > 0).sort(byLines);
  if (files.length < 2) return null;
  const shown = files.slice(0, MOST_TILES);
  const spots = new Map(result.hotSpots.map((spot, index) => [spot.path, { spot, rank: index + 1 }]));
  const root = treemap<TileNode>()
    .tile(treemapSquarify.ratio(1.3))
    .size([MAP_WIDTH, MAP_HEIGHT])
    .paddingInner(2)
    .paddingOuter((node) => (node.depth === 1 ? 2 : 0))
    .paddingTop((node) => (node.depth === 1 ? FOLDER_TITLE_HEIGHT : 0))
    .round(true)(hierarchy(treeOf(shown)).sum((node) => node.file?.codeLines ?? 0));
  const tiles: TileView[] = [];
  for (const leaf of root.leaves()) {
    const { file } = leaf.data;
    if (file === undefined || leaf.x1 - leaf.x0 < 1 || leaf.y1 - leaf.y0 < 1) continue;
    tiles.push(tileOf(leaf, file, spots.get(file.path)));
  }
  const rest = files.length - shown.length;
  return {
    width: MAP_WIDTH,
    height: MAP_HEIGHT,
    description:
      `Each rectangle is a file, as large as its lines of code and as warm as its hot-spot score; numbers are ranks in the list below.` +
      (rest > 0 ? ` The largest ${formatNumber(shown.length)} of ${formatNumber(files.length)} files are drawn.` : ''),
    tiles,
    folders: (root.children ?? []).map((folder) => ({
      x: folder.x0,
      y: folder.y0,
      width: folder.x1 - folder.x0,
      height: folder.y1 - folder.y0,
      label: fit(folder.data.name, folder.x1 - folder.x0),
    })),
  };
}

/** Two levels: a folder's path (its first two parts) and the files below. */
function treeOf(files: readonly FileMeasures[]): TileNode {
  const folders = new Map<string, TileNode[]>();
  for (const file of files) {
    const parts = file.path.split('/');
    const folder = parts.length === 1 ? './' : `${parts.slice(0, Math.min(2, parts.length - 1)).join('/')}/`;
    const children = folders.get(folder) ?? [];
    children.push({ name: parts.at(-1) ?? file.path, file });
    folders.set(folder, children);
  }
  const children = [...folders].map(([name, list]) => ({ name, children: list, lines: sumOfLines(list) }));
  return { name: '', children: children.sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1)) };
}

function tileOf(
  leaf: HierarchyRectangularNode<TileNode>,
  file: FileMeasures,
  found: { spot: HotSpot; rank: number } | undefined,
): TileView {
  const width = leaf.x1 - leaf.x0;
  const height = leaf.y1 - leaf.y0;
  const ranked = found !== undefined && found.rank <= RANKED_TILES && width >= LABEL_HEIGHT && height >= LABEL_HEIGHT;
  const rank = ranked ? String(found.rank) : '';
  const figures = [
    count(file.codeLines, 'line'),
    `cognitive complexity ${formatNumber(file.cognitive)}`,
    ...(file.changes === undefined ? [] : [count(file.changes, 'commit')]),
    ...(found === undefined ? [] : [`score ${found.spot.score.toFixed(2)}`]),
  ];
  return {
    x: leaf.x0,
    y: leaf.y0,
    width,
    height,
    heat: found === undefined ? 0 : heatOf(found.spot.score),
    label: height < LABEL_HEIGHT ? '' : fit(leaf.data.name, ranked ? width - LABEL_HEIGHT : width),
    rank,
    title: `${file.path}: ${figures.join(', ')}`,
  };
}

/** The score is the product of two ranks, so most files are near 0: the steps are those of its square root. */
function heatOf(score: number): number {
  return Math.max(0, Math.min(4, Math.floor(Math.sqrt(Math.max(0, score)) * 5)));
}

/** `text`, or '' where it has no room: half a name is noise. */
function fit(text: string, width: number): string {
  return text.length * LETTER_WIDTH + LABEL_PADDING <= width ? text : '';
}

function sumOfLines(nodes: readonly TileNode[]): number {
  return nodes.reduce((sum, node) => sum + (node.file?.codeLines ?? 0), 0);
}

function byLines(a: FileMeasures, b: FileMeasures): number {
  return b.codeLines - a.codeLines || (a.path < b.path ? -1 : 1);
}
