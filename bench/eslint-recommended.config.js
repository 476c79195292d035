// ESLint alone, with typescript-eslint's recommended rules and nothing else.
import tseslint from 'typescript-eslint';

export default tseslint.config({ files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'] }, tseslint.configs.recommended);
