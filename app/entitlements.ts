import { EVERY_CAPABILITY, type Granted } from '../engine/capabilities.ts';

/** What an installation may use. */
export interface Entitlement extends Granted {
  /** Of two reviews that wait, the one with the lower number is begun first: see `requestReview`. */
  readonly priority: number;
}

/** Tells what an installation may use. Answers from what is known locally: billing trouble never breaks a review. */
export interface Entitlements {
  of(installationId: number, now: Date): Promise<Entitlement>;
}

/** For somebody who runs Plumbline for themselves: no billing is configured, and everything is granted. */
export const EVERYTHING_GRANTED: Entitlements = {
  of: () => Promise.resolve({ capabilities: EVERY_CAPABILITY, lapsed: new Set(), priority: 0 }),
};
