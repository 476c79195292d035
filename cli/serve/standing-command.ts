import { setStanding, standingHistory, standingsInForce } from '../../app/feedback/rule-standing-store.ts';
import type { StandingName } from '../../app/feedback/acceptance.ts';
import { openStore } from '../../app/service/open-store.ts';
import { readSettings } from '../../app/settings.ts';
import { silentLog } from '../../database/log.ts';
import type { Queryable } from '../../database/connect.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { asUsageError } from './as-usage-error.ts';

export interface StandingArguments {
  readonly account: string | undefined;
  readonly rule: string | undefined;
  readonly standing: StandingName | undefined;
  readonly reason: string | undefined;
}

/** Connections: it does one thing after the other. */
const CONNECTIONS = 2;

/** `plumbline standing`: shows which rules count for less, and puts one where somebody wants it. */
export async function runStanding(given: StandingArguments, print: (text: string) => void): Promise<number> {
  const { standing, reason } = given;
  if (standing !== undefined && (reason === undefined || reason.trim() === '')) {
    throw new UsageError('--reason is missing: reports show why a rule counts for less, or for more again.');
  }
  const store = await asUsageError(() =>
    openStore(readSettings(process.env), { log: silentLog, connections: CONNECTIONS }),
  );
  try {
    print(await answer(store.database, given));
    return EXIT.passed;
  } finally {
    await store.close();
  }
}

async function answer(database: Queryable, given: StandingArguments): Promise<string> {
  const { account, rule: ruleId, standing, reason = '' } = given;
  if (account === undefined) return list(await standingsInForce(database, undefined));
  const accountId = await accountNamed(database, account);
  if (ruleId === undefined) return list(await standingsInForce(database, accountId));
  if (standing !== undefined) {
    await setStanding(database, { accountId, ruleId, standing, decidedBy: 'operator', reason, now: new Date() });
  }
  const history = await standingHistory(database, { accountId, ruleId });
  if (history.length === 0) return `${ruleId} blocks in ${account}: nothing else was ever decided.\n`;
  return history
    .map(({ since, standing: was, decidedBy, reason: why }) => `${since.toISOString()}  ${was}  ${decidedBy}: ${why}\n`)
    .join('');
}

function list(rows: Awaited<ReturnType<typeof standingsInForce>>): string {
  if (rows.length === 0) return 'Every rule may block.\n';
  return rows.map(({ login, ruleId, standing, reason }) => `${login}  ${ruleId}  ${standing}: ${reason}\n`).join('');
}

async function accountNamed(database: Queryable, login: string): Promise<number> {
  const [row] = await database.query<{ id: number }>('select id from accounts where lower(login) = lower($1)', [login]);
  if (row) return row.id;
  throw new UsageError(`The App is not, and never was, installed on the account ${login}.`);
}
