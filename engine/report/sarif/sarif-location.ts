import type { Location, PhysicalLocation, Region } from 'sarif';
import type { Place, Range, RelatedPlace } from '../../findings/finding.ts';
import { wellFormed } from '../json/to-json.ts';

/** Stands for the root of the repository, wherever a reader has it. */
export const SOURCE_ROOT = '%SRCROOT%';

/** The root itself, for what is about the whole repository: a result without any location is refused by code scanning. */
const ROOT_URI = '.';

export function locationOf(place: Place): Location {
  return { physicalLocation: physicalLocation(place) };
}

export function relatedLocation(place: RelatedPlace): Location {
  return { ...locationOf(place), message: { text: place.message } };
}

function physicalLocation({ path, range }: Place): PhysicalLocation {
  return { artifactLocation: artifactLocation(path), ...(range && { region: regionOf(range) }) };
}

export function artifactLocation(path: string) {
  return { uri: path === '' ? ROOT_URI : uriOfPath(path), uriBaseId: SOURCE_ROOT };
}

/** Columns are UTF-16 code units from 1 and the end is exclusive, here as there. */
export function regionOf({ startLine, startColumn, endLine, endColumn }: Range): Region {
  return { startLine, startColumn, endLine, endColumn };
}

/** A relative reference: each part percent-encoded, so that a colon, `#`, `?` or space in a name means itself. */
export function uriOfPath(path: string): string {
  return wellFormed(path).split('/').map(encodeURIComponent).join('/');
}
