import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMANDS, parseCommand } from '../../../app/commands/parse-command.ts';
import { aFingerprint } from '../../support/a-finding.ts';

const FINGERPRINT = aFingerprint('one');

describe('a command', () => {
  test.each([
    ['/plumbline', { kind: 'help' }],
    ['/plumbline help', { kind: 'help' }],
    ['/plumbline review', { kind: 'review' }],
    ['  /plumbline   full  ', { kind: 'full' }],
    ['/Plumbline PAUSE', { kind: 'pause' }],
    ['/plumbline resume', { kind: 'resume' }],
    ['/plumbline explain eslint/eqeqeq', { kind: 'explain', rule: 'eslint/eqeqeq' }],
    ['/plumbline explain `eslint/eqeqeq`', { kind: 'explain', rule: 'eslint/eqeqeq' }],
    ['/plumbline ignore 1234567 It is a  test.', { kind: 'ignore', fingerprint: '1234567', reason: 'It is a test.' }],
    [
      `/plumbline dispute \`${FINGERPRINT.toUpperCase()}\` naïve 🙂`,
      { kind: 'dispute', fingerprint: FINGERPRINT, reason: 'naïve 🙂' },
    ],
  ])('%s', (line, command) => {
    expect(parseCommand(line)).toEqual({ ok: true, command });
  });

  test.each([
    ['/plumbline revise', { kind: 'unknown', word: 'revise' }],
    ['/plumbline constructor', { kind: 'unknown', word: 'constructor' }],
    [`/plumbline ${'x'.repeat(900)}`, { kind: 'unknown', word: 'x'.repeat(40) }],
    ['/plumbline review please', { kind: 'too-much', name: 'review' }],
    ['/plumbline explain', { kind: 'no-rule', name: 'explain' }],
    ['/plumbline explain ../../etc $(x)', { kind: 'too-much', name: 'explain' }],
    ['/plumbline explain eslint/*', { kind: 'no-rule', name: 'explain' }],
    ['/plumbline explain <script>', { kind: 'no-rule', name: 'explain' }],
    ['/plumbline ignore', { kind: 'no-fingerprint', name: 'ignore' }],
    ['/plumbline ignore 123456 too short', { kind: 'no-fingerprint', name: 'ignore' }],
    [`/plumbline ignore ${FINGERPRINT}0 too long`, { kind: 'no-fingerprint', name: 'ignore' }],
    ['/plumbline ignore all of them', { kind: 'no-fingerprint', name: 'ignore' }],
    ['/plumbline dispute 1234567', { kind: 'no-reason', name: 'dispute' }],
    ['/plumbline dispute 1234567 …!', { kind: 'no-reason', name: 'dispute' }],
  ])('%s is none', (line, mistake) => {
    expect(parseCommand(line)).toEqual({ ok: false, mistake });
  });

  test('has a reason of bounded length, cut between characters', () => {
    const parsed = parseCommand(`/plumbline ignore 1234567 ${'x'.repeat(499)}🙂`);
    expect(parsed).toMatchObject({ ok: true, command: { reason: 'x'.repeat(499) } });
  });

  test('is read from any line, and its arguments are on the allow-list', () => {
    fc.assert(
      fc.property(fc.constantFrom('', ...Object.keys(COMMANDS)), fc.string({ unit: 'binary' }), (verb, rest) => {
        const parsed = parseCommand(`/plumbline ${verb} ${rest}`);
        if (!parsed.ok) return;
        const { command } = parsed;
        if ('rule' in command) expect(command.rule).toMatch(/^[A-Za-z0-9_./@-]{1,200}$/);
        if ('fingerprint' in command) {
          expect(command.fingerprint).toMatch(/^[0-9a-f]{7,32}$/);
          expect(command.reason).not.toMatch(/[\0\n]/);
          expect(command.reason.length).toBeLessThanOrEqual(500);
        }
      }),
    );
  });
});
