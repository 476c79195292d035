import { expect, test } from 'vitest';
import { defaultConfiguration } from '../../engine/config/read-configuration.ts';
import { withhold, type Withheld } from '../../engine/withheld.ts';

const configuration = defaultConfiguration();
const SECURITY: Withheld = {
  subject: 'security rules',
  analyzer: 'rules',
  packs: ['security', 'mcp'],
  reason: 'plan',
  detail: 'They come with the plan Team.',
};
const SECRETS: Withheld = { subject: 'secrets', analyzer: 'secrets', reason: 'plan-lapsed', detail: 'The plan ended.' };

test('packs and analyzers that the plan does not include are taken away, and listed', () => {
  expect(withhold(configuration, [SECURITY, SECRETS])).toEqual({
    configuration: {
      ...configuration,
      analyzers: {
        ...configuration.analyzers,
        rules: { enabled: true, required: false, packs: ['delivery', 'practice'] },
        secrets: { enabled: false, required: false },
      },
    },
    notLookedAt: [
      { subject: 'security rules', analyzer: 'rules', reason: 'plan', detail: 'They come with the plan Team.' },
      { subject: 'secrets', analyzer: 'secrets', reason: 'plan-lapsed', detail: 'The plan ended.' },
    ],
  });
});

test('what the configuration itself leaves out is not withheld', () => {
  const own = {
    ...configuration,
    analyzers: {
      ...configuration.analyzers,
      rules: { ...configuration.analyzers.rules, packs: ['practice' as const] },
      secrets: { enabled: false, required: false },
    },
  };
  expect(withhold(own, [SECURITY, SECRETS])).toEqual({ configuration: own, notLookedAt: [] });
});
