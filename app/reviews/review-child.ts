/**
 * Entry of the process that reviews foreign code: one request on standard input, one answer on descriptor 3. It knows
 * nothing of GitHub, the database or tokens.
 */
import { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { ANSWER_DESCRIPTOR, type ChildAnswer, type ChildRequest } from './child-protocol.ts';
import { reviewHere } from './review-here.ts';

const request = JSON.parse(await text(process.stdin)) as ChildRequest;
const answer: ChildAnswer = await reviewHere(request);
new Socket({ fd: ANSWER_DESCRIPTOR }).end(JSON.stringify(answer), () => process.exit(0));
