import { createHmac } from 'node:crypto';
import { unpackMeasurements, type Measurements } from '../../github/hand-over/measurements.ts';
import { deriveKey, seal, unseal } from '../secrets/seal.ts';

const PURPOSE = 'measurements';

/** As they are kept: packed as they came, and encrypted. */
export function sealMeasurements(packed: Buffer, serviceKey: Buffer): Buffer {
  return seal(packed, { serviceKey, purpose: PURPOSE });
}

/** Throws `SealError` where they were sealed with another key. */
export function unsealMeasurements(sealed: Buffer, serviceKey: Buffer): Measurements {
  return unpackMeasurements(unseal(sealed, { serviceKey, purpose: PURPOSE }));
}

/** Tells whether two are the same, and, being keyed, nothing else. */
export function digestOf({ files, missing = [] }: Measurements, serviceKey: Buffer): Buffer {
  const hash = createHmac('sha256', deriveKey(serviceKey, `${PURPOSE} digest`));
  for (const { kind, name, text } of files) {
    hash.update(JSON.stringify([kind, name, text.length]));
    hash.update(text);
  }
  for (const { kind, name, why } of missing) hash.update(JSON.stringify([kind, name, why]));
  return hash.digest();
}
