import type { Answer } from '../../engine/report/github/answer-text.ts';
import { setPausedBy } from '../installations/pull-request-store.ts';
import type { AnswerContext } from './answer-context.ts';
import { standingWords, type AskedCommand } from './asked-command.ts';
import { findRule } from './find-rule.ts';
import { latestReport } from './latest-report.ts';
import { COMMANDS } from './parse-command.ts';
import { speakOfFinding } from './speak-of-finding.ts';

/** Does what is asked for in one transaction, and gives the answer. Done twice it is done once. */
export async function carryOutCommand(context: AnswerContext, asked: AskedCommand): Promise<Answer> {
  const { command, event } = asked;
  switch (command.kind) {
    case 'help':
      return { kind: 'help', commands: Object.values(COMMANDS) };
    case 'explain':
      return explain(context, asked, command.rule);
    case 'review':
    case 'full': {
      const wholeTree = command.kind === 'full';
      const review = await context.database.transaction((tx) => asked.settle(tx, { again: 'yes', wholeTree }));
      if (!review) return { kind: 'refused', reason: 'The pull request is closed.' };
      return { kind: 'review', commit: review.headSha, wholeTree };
    }
    case 'ignore':
    case 'dispute':
      return speakOfFinding(context, asked, { ...command, kind: command.kind });
    case 'pause': {
      const { repository, pullNumber, sender } = event;
      const paused = { repositoryId: repository.id, pullNumber, pausedBy: sender.login };
      await context.database.transaction(async (tx) => {
        await asked.settle(tx, { again: 'no' });
        await setPausedBy(tx, paused);
      });
      return { kind: 'paused' };
    }
    case 'resume':
      return resume(context, asked);
  }
}

async function resume({ database }: AnswerContext, { event, settle }: AskedCommand): Promise<Answer> {
  const review = await database.transaction(async (tx) => {
    const settled = await settle(tx, { again: 'if-passed-over' });
    await setPausedBy(tx, { repositoryId: event.repository.id, pullNumber: event.pullNumber, pausedBy: null });
    return settled;
  });
  return { kind: 'resumed', commit: review?.headSha };
}

async function explain({ database, serviceKey }: AnswerContext, asked: AskedCommand, id: string): Promise<Answer> {
  const { repository, pullNumber } = asked.event;
  const latest = await latestReport(database, { repositoryId: repository.id, pullNumber }, { serviceKey });
  const known = findRule(id, latest?.report.result.rules);
  if (!known.found) {
    const suggestion = known.meant && `/plumbline explain ${known.meant}`;
    return { kind: 'refused', reason: `There is no rule “${id}”.`, suggestion };
  }
  const { rule, examples } = known;
  return { kind: 'explanation', rule, examples, ...(await standingWords(database, asked, rule.id)) };
}
