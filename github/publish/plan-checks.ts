import { cutLine } from '../../engine/report/github/cut-text.ts';
import { wellFormed } from '../../engine/report/github/well-formed.ts';
import type { ReviewResult } from '../../engine/review-result.ts';
import { MAX_CHECK_NAME_LENGTH, MAX_PROJECT_CHECKS } from '../limits.ts';
import { conclude } from './conclude.ts';
import type { CheckConclusion } from './conclusion.ts';

/** The check that judges the whole change: its name never changes, for branch rules wait for it. */
export const CHECK_NAME = 'Plumbline';

export interface PlannedChecks {
  readonly whole: { readonly name: string; readonly conclusion: CheckConclusion };
  /** In the order of the configuration, at most {@link MAX_PROJECT_CHECKS}: which ones does not depend on the change. */
  readonly projects: readonly ProjectCheck[];
  /** Projects beyond the limit: the check of the whole tells of them. */
  readonly projectsWithout: number;
}

export interface ProjectCheck {
  readonly name: string;
  /** As the configuration names it. */
  readonly project: string;
  readonly conclusion: CheckConclusion;
  /** The change leaves the project alone, so its check passes by itself. */
  readonly untouched: boolean;
}

/** Which checks a result is shown in, and how each ends. */
export function planChecks({ gates, verdict }: Pick<ReviewResult, 'gates' | 'verdict'>): PlannedChecks {
  const ofProjects = gates.flatMap(({ project, conclusion, untouched = false }) =>
    project === undefined
      ? []
      : [{ project, untouched, conclusion: untouched ? ('success' as const) : conclude(conclusion) }],
  );
  const names = projectCheckNames(ofProjects.map(({ project }) => project));
  const checks = ofProjects
    .slice(0, names.length)
    .map((check, index) => ({ name: names[index] ?? CHECK_NAME, ...check }));
  return {
    whole: { name: CHECK_NAME, conclusion: conclude(verdict.conclusion) },
    projects: checks,
    projectsWithout: ofProjects.length - names.length,
  };
}

/**
 * `Plumbline / PROJECT`, for the first {@link MAX_PROJECT_CHECKS} of a configuration's projects. GitHub tells statuses
 * apart without regard to case, and cut names may be the same.
 */
export function projectCheckNames(projects: readonly string[]): string[] {
  const taken = new Set<string>();
  return projects.slice(0, MAX_PROJECT_CHECKS).map((project) => {
    const name = cutLine(wellFormed(`${CHECK_NAME} / ${project}`), MAX_CHECK_NAME_LENGTH);
    let free = name;
    for (let ordinal = 2; taken.has(free.toLowerCase()); ordinal++) free = `${name} (${ordinal})`;
    taken.add(free.toLowerCase());
    return free;
  });
}
