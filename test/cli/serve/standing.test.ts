import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { runPlumbline } from '../../support/run-plumbline.ts';

let held: TestDatabase;
beforeAll(async () => {
  held = await testDatabase();
  await held.database.query(`insert into accounts values (1, 'acme', 'organization', now())`);
  await held.database.query(
    `insert into rule_standings (account_id, rule_id, standing, decided_by, reason, since)
     values (1, 'eslint/no-eval', 'comment', 'feedback', 'Taken up in 3 of 12 pull requests.', '2026-11-20T10:00:00Z')`,
  );
});
afterAll(() => held.close());

const standing = (...args: string[]) =>
  runPlumbline(['standing', ...args], { env: { DATABASE_URL: held.url, PLUMBLINE_DATA: '/nowhere' } });

test('rules that count for less are shown, and put back with a reason that stays', async () => {
  expect(await standing()).toEqual({
    code: 0,
    stdout: 'acme  eslint/no-eval  comment: Taken up in 3 of 12 pull requests.\n',
    stderr: '',
  });
  const { code, stdout } = await standing('Acme', 'eslint/no-eval', 'block', '--reason', 'We mean it.');
  expect(code).toBe(0);
  expect(stdout.replaceAll(/^\S+ {2}/gm, '')).toBe(
    'block  operator: We mean it.\ncomment  feedback: Taken up in 3 of 12 pull requests.\n',
  );
  expect((await standing('acme')).stdout).toBe('Every rule may block.\n');
});

test('mistakes are told', async () => {
  expect(await standing('nobody')).toMatchObject({
    code: 2,
    stderr: 'plumbline: The App is not, and never was, installed on the account nobody.\n',
  });
  expect(await standing('acme', 'eslint/no-eval', 'watch')).toMatchObject({
    code: 2,
    stderr: 'plumbline: --reason is missing: reports show why a rule counts for less, or for more again.\n',
  });
  expect((await standing('acme', 'eslint/no-eval', 'sometimes', '--reason', 'x')).code).toBe(2);
});
