import { unserialize } from 'node-serialize';
import * as funcster from 'funcster';

export const load = (text: string) => {
  // ruleid: node-unsafe-deserialization
  return funcster.deepDeserialize(text);
};

// ruleid: node-unsafe-deserialization
export const own = unserialize('{}');

export const read = (text: string): unknown =>
  // ok: node-unsafe-deserialization
  JSON.parse(text);
