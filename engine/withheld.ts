import type { NotLookedAt } from './analyzers/analyzer.ts';
import type { RulePack } from './analyzers/rules/packs.ts';
import type { Configuration } from './config/configuration.ts';

/** An analyzer, or packs of its rules, that does not look because the plan does not include it. */
export interface Withheld {
  /** What is not looked at, in words: `security rules`. */
  readonly subject: string;
  readonly analyzer: keyof Configuration['analyzers'];
  /** For the analyzer `rules`: the packs that are left out; absent: all it does. */
  readonly packs?: readonly RulePack[];
  /** `plan-lapsed`: the plan did include it, and there is no pass until it does again. `service-failed`: nobody told what it includes. */
  readonly reason: 'plan' | 'plan-lapsed' | 'service-failed';
  /** In plain words, with the way on. */
  readonly detail: string;
}

/** What the plan leaves of a configuration. What the configuration itself switches off is not withheld. */
export function withhold(
  configuration: Configuration,
  withheld: readonly Withheld[],
): { readonly configuration: Configuration; readonly notLookedAt: readonly NotLookedAt[] } {
  let left = configuration;
  const notLookedAt: NotLookedAt[] = [];
  for (const one of withheld) {
    const before = left;
    left = without(before, one);
    if (left !== before) notLookedAt.push(entryOf(one));
  }
  return { configuration: left, notLookedAt };
}

/** The same object where there is nothing to take away. */
function without(configuration: Configuration, { analyzer, packs }: Withheld): Configuration {
  const { analyzers } = configuration;
  if (!analyzers[analyzer].enabled) return configuration;
  if (packs === undefined) {
    return { ...configuration, analyzers: { ...analyzers, [analyzer]: { ...analyzers[analyzer], enabled: false } } };
  }
  const kept = analyzers.rules.packs.filter((pack) => !packs.includes(pack));
  if (kept.length === analyzers.rules.packs.length) return configuration;
  return { ...configuration, analyzers: { ...analyzers, rules: { ...analyzers.rules, packs: kept } } };
}

function entryOf({ subject, analyzer, reason, detail }: Withheld): NotLookedAt {
  return { subject, analyzer, reason, detail };
}
