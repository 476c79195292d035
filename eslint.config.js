import tseslint from 'typescript-eslint';
import { importLawRule } from './scripts/import-law.js';

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'dist-tools/**',
      'dist-action/**',
      'plumbline-report/**',
      'coverage/**',
      'test/fixtures/**',
      'report-templates/**',
      'rules/*/*/examples/**',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { plumbline: { rules: { 'import-law': importLawRule } } },
    rules: {
      'plumbline/import-law': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
      eqeqeq: 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
