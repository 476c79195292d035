// `npm run review -- PATH`: npm runs scripts in the package's folder, but a relative PATH, and where the report goes,
// are meant from where the user stands. The `plumbline` command itself never looks at INIT_CWD.
import process from 'node:process';

if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
await import(new URL('../dist/cli/main.js', import.meta.url).href);
