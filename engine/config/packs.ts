/**
 * The packs that come with Plumbline: starting points to extend, in the words of `.plumbline.yml`.
 * Without `extends`, a configuration starts from `plumbline:recommended`.
 */
export const RECOMMENDED_PACK = 'plumbline:recommended';

export const PACKS: Readonly<Record<string, unknown>> = {
  /** The defaults of the schema and of the gate as they are. */
  [RECOMMENDED_PACK]: {},

  /** For code that has to last: lower thresholds, and nothing new gets through. */
  'plumbline:strict': {
    extends: RECOMMENDED_PACK,
    analyzers: {
      metrics: {
        thresholds: {
          cognitiveComplexity: 10,
          cyclomaticComplexity: 10,
          functionLength: 40,
          parameters: 5,
          nesting: 3,
          fileLength: 300,
        },
      },
      secrets: { required: true },
      dependencies: { required: true },
    },
    gate: {
      conditions: [
        { metric: 'findings', on: 'new', operator: 'at-most', value: 0 },
        { metric: 'reliability-rating', on: 'new', operator: 'at-least', value: 'A' },
        { metric: 'security-rating', on: 'new', operator: 'at-least', value: 'A' },
        { metric: 'maintainability-rating', on: 'new', operator: 'at-least', value: 'A' },
        { metric: 'secrets', on: 'overall', operator: 'at-most', value: 0 },
        { metric: 'vulnerabilities', on: 'new', operator: 'at-most', value: 0 },
        { metric: 'coverage', on: 'new', operator: 'at-least', value: 80 },
        { metric: 'duplication', on: 'new', operator: 'at-most', value: 3 },
        { metric: 'failed-tests', on: 'overall', operator: 'at-most', value: 0 },
      ],
    },
  },

  /** For a review of security alone: only what is about it decides, and it has to be complete. */
  'plumbline:security': {
    extends: RECOMMENDED_PACK,
    analyzers: {
      secrets: { required: true },
      dependencies: { required: true },
    },
    gate: {
      conditions: [
        { metric: 'security-findings', on: 'new', operator: 'at-most', value: 0 },
        { metric: 'security-rating', on: 'overall', operator: 'at-least', value: 'C', level: 'warn' },
        { metric: 'secrets', on: 'overall', operator: 'at-most', value: 0 },
        { metric: 'vulnerabilities', on: 'overall', operator: 'at-most', value: 0 },
      ],
    },
  },
};
