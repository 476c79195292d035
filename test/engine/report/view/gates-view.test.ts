import { expect, test } from 'vitest';
import { gatesView } from '../../../../engine/report/view/gates-view.ts';
import type { ConditionResult, GateResult } from '../../../../engine/verdict/gate.ts';

const condition = (status: ConditionResult['status'], value?: number): ConditionResult => ({
  condition: { metric: 'coverage', on: 'new', operator: 'at-least', value: 80, level: 'block' },
  status,
  ...(value !== undefined && { value }),
  explanation: '',
});
const gate = (conditions: ConditionResult[]): GateResult => ({ conclusion: 'pass', conditions });

test('what there was nothing of to judge is not called unmeasured, which would be no pass', () => {
  const [view] = gatesView([gate([condition('not-measured'), condition('met'), condition('met', 92.5)])], true);
  expect(view?.conditions.map(({ statusText, value }) => `${statusText}: ${value}`)).toEqual([
    'not measured: not measured',
    'met: nothing to judge',
    'met: 92.5\u00a0%',
  ]);
});

test.each([
  [true, undefined, 'The whole change'],
  [false, undefined, 'The whole repository'],
  [true, 'api', 'api'],
])('says what a gate judges (base: %s, project: %s)', (hasBase, project, judges) => {
  const [view] = gatesView([{ ...gate([]), ...(project !== undefined && { project }) }], hasBase);
  expect(view?.judges).toBe(judges);
});
