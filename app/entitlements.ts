/** What a plan may bring. Code asks for a capability by its name, never for a plan. */
export const CAPABILITIES = ['security-rules', 'suggestions', 'reports-pdf', 'trend'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** What an installation may use. */
export interface Entitlement {
  readonly capabilities: ReadonlySet<Capability>;
  /** What it might use until its plan ended: where such a thing is missing there is no pass. */
  readonly lapsed: ReadonlySet<Capability>;
  /** Of two reviews that wait, the one with the lower number is begun first: see `requestReview`. */
  readonly priority: number;
}

/** Tells what an installation may use. Answers from what is known locally: billing trouble never breaks a review. */
export interface Entitlements {
  of(installationId: number, now: Date): Promise<Entitlement>;
}

/** For somebody who runs Plumbline for themselves: no billing is configured, and everything is granted. */
export const EVERYTHING_GRANTED: Entitlements = {
  of: () => Promise.resolve({ capabilities: new Set(CAPABILITIES), lapsed: new Set(), priority: 0 }),
};
