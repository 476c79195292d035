import type { Severity } from '../findings/finding.ts';
import { pathMatcher } from './globs.ts';
import type { Configuration, RuleSetting } from './configuration.ts';
import { matchesRule } from './rule-pattern.ts';

/** What the configuration changes of a rule at a path; nothing said: as the rule itself has it. */
export interface EffectiveSetting {
  readonly severity?: Severity | 'off';
  readonly minutes?: number;
}

/**
 * Makes the function that says what holds for a rule at a path: the repository's settings in their order, then those
 * of each project the path belongs to; for severity and minutes each, the last one that speaks of it wins.
 */
export function ruleSettings(
  configuration: Pick<Configuration, 'rules' | 'projects'>,
): (ruleId: string, path: string) => EffectiveSetting {
  const everywhere = configuration.rules.map(prepare);
  const projects = configuration.projects
    .filter(({ rules }) => rules.length > 0)
    .map(({ paths, rules }) => ({ holds: pathMatcher(paths), settings: rules.map(prepare) }));
  return (ruleId, path) => {
    const inProjects = projects.flatMap(({ holds, settings }) => (holds(path) ? settings : []));
    const fitting = [...everywhere, ...inProjects].filter(
      ({ setting, holds }) => matchesRule(setting.rule, ruleId) && holds(path),
    );
    const severity = fitting.findLast(({ setting }) => setting.severity !== undefined)?.setting.severity;
    const minutes = fitting.findLast(({ setting }) => setting.minutes !== undefined)?.setting.minutes;
    return { ...(severity !== undefined && { severity }), ...(minutes !== undefined && { minutes }) };
  };
}

/** Whether the rule is off wherever it could apply, so that it need not run at all. */
export function isOffEverywhere(configuration: Pick<Configuration, 'rules' | 'projects'>, ruleId: string): boolean {
  const speaks = (setting: RuleSetting) => setting.severity !== undefined && matchesRule(setting.rule, ruleId);
  const everywhere = configuration.rules.filter(speaks);
  const decided = everywhere.findLastIndex(({ paths }) => paths === undefined);
  const inProjects = configuration.projects.flatMap(({ rules }) => rules.filter(speaks));
  return decided !== -1 && [...everywhere.slice(decided), ...inProjects].every(({ severity }) => severity === 'off');
}

function prepare(setting: RuleSetting) {
  return { setting, holds: setting.paths ? pathMatcher(setting.paths) : () => true };
}
