import { expect, test } from 'vitest';
import { headlineOf } from '../../../../engine/report/view/headline.ts';

const LONG = 'which goes on and on and tells with many words what could have been said with few of them';

test.each([
  ['eval runs text.', 'eval runs text.', ''],
  [`eval runs text. Avoid it, ${LONG}.`, 'eval runs text.', `Avoid it, ${LONG}.`],
  [`This is a sentence ${LONG}.`, 'Title of the rule', `This is a sentence ${LONG}.`],
  [`In src/a.b.ts, ${LONG}. Then more.`, 'Title of the rule', `In src/a.b.ts, ${LONG}. Then more.`],
])('%s', (message, headline, detail) => {
  expect(headlineOf(message, 'Title of the rule')).toEqual({ headline, detail });
});
