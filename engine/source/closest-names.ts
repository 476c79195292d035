import { editDistance } from '../config/closest.ts';

/** Up to three names that end in the one asked for, or differ from it by a slip of the keyboard. */
export function closestNames(asked: string, names: readonly string[]): string[] {
  const last = (name: string) => name.slice(name.lastIndexOf('/') + 1);
  return names
    .map((name) => ({ name, distance: Math.min(distanceOf(name, asked), distanceOf(last(name), last(asked))) }))
    .filter(({ distance }) => distance <= Math.min(2, Math.floor(asked.length / 2)))
    .sort((a, b) => a.distance - b.distance || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Names longer than this are compared no further: the distance costs the product of both lengths. */
const MAX_COMPARED_NAME = 100;

function distanceOf(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2 || one.length > MAX_COMPARED_NAME) return Infinity;
  return editDistance(one, other);
}
