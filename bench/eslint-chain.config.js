// ESLint as a careful team would set it up without us: typescript-eslint's recommended rules, sonarjs and security.
import security from 'eslint-plugin-security';
import sonarjs from 'eslint-plugin-sonarjs';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'] },
  tseslint.configs.recommended,
  sonarjs.configs.recommended,
  security.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'off' } },
);
