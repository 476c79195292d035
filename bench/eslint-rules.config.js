import security from 'eslint-plugin-security';
import sonarjs from 'eslint-plugin-sonarjs';
import tseslint from 'typescript-eslint';

// The two plugins by themselves, on what the parser makes of TypeScript.
export default [
  { files: ['**/*.{js,mjs,ts,tsx}'], languageOptions: { parser: tseslint.parser } },
  sonarjs.configs.recommended,
  security.configs.recommended,
];
