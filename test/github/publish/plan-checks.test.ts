import { describe, expect, test } from 'vitest';
import type { GateResult } from '../../../engine/verdict/gate.ts';
import {
  MAX_ACTION_DESCRIPTION_LENGTH,
  MAX_ACTION_IDENTIFIER_LENGTH,
  MAX_ACTION_LABEL_LENGTH,
} from '../../../github/limits.ts';
import { checkActions } from '../../../github/publish/check-actions.ts';
import { planChecks } from '../../../github/publish/plan-checks.ts';

const gate = (project: string, given: Partial<GateResult> = {}): GateResult => ({
  project,
  conclusion: 'pass',
  conditions: [],
  ...given,
});
const verdict = { conclusion: 'fail', headline: 'It failed.', reasons: [] } as const;
const plan = (gates: readonly GateResult[]) => planChecks({ gates, verdict });

describe('the checks of a review', () => {
  test('are the stable one, and one for each project', () => {
    const gates = [
      { conclusion: 'fail', conditions: [] } as const,
      gate('web', { conclusion: 'neutral' }),
      gate('api', { conclusion: 'fail' }),
      gate('docs', { conclusion: 'fail', untouched: true }),
    ];
    expect(plan(gates)).toEqual({
      whole: { name: 'Plumbline', conclusion: 'failure' },
      projects: [
        { name: 'Plumbline / web', project: 'web', conclusion: 'neutral', untouched: false },
        { name: 'Plumbline / api', project: 'api', conclusion: 'failure', untouched: false },
        { name: 'Plumbline / docs', project: 'docs', conclusion: 'success', untouched: true },
      ],
      projectsWithout: 0,
    });
  });

  test('are the same ones whatever a change touches', () => {
    const many = Array.from({ length: 40 }, (_, index) => gate(`p${index}`));
    const touched = many.map((each, index) => (index < 30 ? { ...each, untouched: true as const } : each));
    expect(plan(many).projects).toHaveLength(25);
    expect(plan(many).projectsWithout).toBe(15);
    expect(plan(touched).projects.map(({ name }) => name)).toEqual(plan(many).projects.map(({ name }) => name));
  });

  test('have names that fit, on one line, each another', () => {
    const names = plan([
      gate('web'),
      gate('Web'),
      gate('a\nb \u202e'),
      gate(`${'x'.repeat(200)}1`),
      gate(`${'x'.repeat(200)}2`),
    ]).projects.map(({ name }) => name);
    expect(names).toEqual([
      'Plumbline / web',
      'Plumbline / Web (2)',
      'Plumbline / a b \\u{202e}',
      `Plumbline / ${'x'.repeat(87)}…`,
      `Plumbline / ${'x'.repeat(87)}… (2)`,
    ]);
  });
});

describe('the buttons', () => {
  const identifiers = (safeFixes: number, canBook: boolean, canReview = true) =>
    checkActions({ safeFixes, canReview, canBook }).map(({ identifier }) => identifier);

  test('are there for what can be done', () => {
    expect(identifiers(0, false)).toEqual(['re-review']);
    expect(identifiers(3, false)).toEqual(['fix', 're-review']);
    expect(identifiers(3, true)).toEqual(['fix', 're-review', 'ask']);
    expect(identifiers(0, true, false)).toEqual(['ask']);
  });

  test('fit', () => {
    const all = checkActions({ safeFixes: 1, canReview: true, canBook: true });
    for (const { label, description, identifier } of all) {
      expect(label.length).toBeLessThanOrEqual(MAX_ACTION_LABEL_LENGTH);
      expect(description.length).toBeLessThanOrEqual(MAX_ACTION_DESCRIPTION_LENGTH);
      expect(identifier.length).toBeLessThanOrEqual(MAX_ACTION_IDENTIFIER_LENGTH);
    }
  });
});
