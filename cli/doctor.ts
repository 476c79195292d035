import { visible } from '../engine/report/visible.ts';
import { cacheFolder } from './cache-folder.ts';
import { checkBase } from './doctor/check-base.ts';
import { checkContents } from './doctor/check-contents.ts';
import { checkOsv } from './doctor/check-network.ts';
import { checkCache, checkConfiguration, checkRepository } from './doctor/check-place.ts';
import {
  checkGit,
  checkGrammars,
  checkNode,
  checkOxlint,
  checkSemgrep,
  checkTypst,
  checkWorker,
} from './doctor/check-tools.ts';
import type { Check } from './doctor/check.ts';
import { OSV_URL } from './read-reports.ts';

export interface DoctorRequest {
  readonly folder: string;
  /** Also try the services that can be asked. */
  readonly online: boolean;
  readonly print: (text: string) => void;
  readonly environment?: NodeJS.ProcessEnv;
  readonly fetch?: typeof fetch;
}

/** Says what is present and what is missing for a review here. Gives 0, or 1 where a review cannot work. */
export async function doctor({
  folder,
  online,
  print,
  environment = process.env,
  ...ports
}: DoctorRequest): Promise<number> {
  const repository = await checkRepository(folder);
  const configuration = await checkConfiguration(repository.root);
  const [git, base, contents, grammars, oxlint, typst, semgrep, cache, osv] = await Promise.all([
    checkGit(),
    repository.isGit ? checkBase(folder) : undefined,
    repository.status === 'missing' ? [] : checkContents(folder, configuration.configuration),
    checkGrammars(),
    checkOxlint(),
    checkTypst(),
    checkSemgrep(environment),
    checkCache(cacheFolder(environment)),
    online ? checkOsv(OSV_URL, ports.fetch ?? fetch) : undefined,
  ]);
  const place = [repository, base, configuration, ...contents];
  const tools = [checkWorker(), grammars, oxlint, typst, semgrep, cache, osv];
  const checks: Check[] = [checkNode(process.versions.node), git, ...place, ...tools].filter(
    (check) => check !== undefined,
  );
  print(checks.map(describe).join(''));
  return checks.some(({ status }) => status === 'missing') ? 1 : 0;
}

const NAME_WIDTH = 15;
const STATUS_WIDTH = 9;

function describe({ name, status, detail, advice = '' }: Check): string {
  const indent = ' '.repeat(STATUS_WIDTH + NAME_WIDTH);
  const lines = advice.split('\n').filter((line) => line !== '');
  const advised = lines.map((line) => `${indent}${visible(line)}\n`).join('');
  return `${status.padEnd(STATUS_WIDTH)}${name.padEnd(NAME_WIDTH)}${visible(detail)}\n${advised}`;
}
