import type { Withheld } from './withheld.ts';

/** What a plan may bring. Code asks for a capability by its name, never for a plan. */
const CAPABILITIES = ['security-rules', 'suggestions', 'reports-pdf', 'trend'] as const;
export type Capability = (typeof CAPABILITIES)[number];

export const EVERY_CAPABILITY: ReadonlySet<Capability> = new Set(CAPABILITIES);
/** What has a name is sold: what is free has none. */
export const FREE_CAPABILITIES: ReadonlySet<Capability> = new Set();

export interface Granted {
  readonly capabilities: ReadonlySet<Capability>;
  /** What might be used until the plan ended: where such a thing is missing there is no pass. */
  readonly lapsed: ReadonlySet<Capability>;
}

export interface WhyWithheld {
  /** In plain words, with the way on. */
  readonly detail: string;
  /** Nobody answered what is granted: it may be more. */
  readonly isUnknown?: boolean;
}

/** The same words wherever the review is made. */
export const NOT_IN_PLAN: WhyWithheld = {
  detail: 'Not in the plan of this installation: its account page says how to change it.',
};

/** What a review does not look at for what is not granted. */
export function withheldFrom({ capabilities, lapsed }: Granted, { detail, isUnknown }: WhyWithheld): Withheld[] {
  if (capabilities.has('security-rules')) return [];
  const ofPlan = lapsed.has('security-rules') ? 'plan-lapsed' : 'plan';
  return [
    {
      subject: 'security rules',
      analyzer: 'rules',
      packs: ['security', 'mcp'],
      reason: isUnknown ? 'service-failed' : ofPlan,
      detail,
    },
  ];
}
