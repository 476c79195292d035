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

/** Why something is withheld, and the way on: the same words wherever the review is made. */
export const NOT_IN_PLAN = 'Not in the plan of this installation: its account page says how to change it.';

/** What a review does not look at for what is not granted. `detail`: why, and the way on. */
export function withheldFrom({ capabilities, lapsed }: Granted, detail: string): Withheld[] {
  if (capabilities.has('security-rules')) return [];
  return [
    {
      subject: 'security rules',
      analyzer: 'rules',
      packs: ['security', 'mcp'],
      lapsed: lapsed.has('security-rules'),
      detail,
    },
  ];
}
