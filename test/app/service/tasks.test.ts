import { expect, test } from 'vitest';
import { createTasks, CRON, TASK_NAMES, type TaskPorts } from '../../../app/service/tasks.ts';

test('the names of all tasks are those of the tasks that are made', () => {
  // Nothing is asked of them until a task runs.
  const ports = { answers: {}, reviews: {}, upkeep: {}, reportDays: 90 } as unknown as TaskPorts;
  const { ofReviews, ofEvents, ofUpkeep } = createTasks(ports);
  expect([...ofReviews, ...ofEvents, ...ofUpkeep].map(({ name }) => name)).toEqual(TASK_NAMES);
  expect(TASK_NAMES).toEqual(expect.arrayContaining(CRON.map(({ task }) => task)));
});
