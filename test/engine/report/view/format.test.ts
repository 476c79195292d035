import { describe, expect, test } from 'vitest';
import {
  count,
  formatChange,
  formatDate,
  formatInstant,
  formatLines,
  formatMinutes,
  formatNumber,
  formatSeconds,
  formatShare,
  shortCommit,
  showing,
} from '../../../../engine/report/view/format.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('values as people read them', () => {
  test('numbers', () => {
    expect([0, 999, 1000, 1234567, -1234].map((value) => formatNumber(value))).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567',
      '−1,234',
    ]);
    expect(formatNumber(12.25, 1)).toBe('12.3');
    expect(formatNumber(12, 1)).toBe('12');
    expect(formatNumber(-0.01, 1)).toBe('0');
  });

  test('shares are never rounded to nothing or to all', () => {
    expect([0, 0.0004, 0.123, 0.8, 0.9997, 1].map((share) => plain(formatShare(share)))).toEqual([
      '0 %',
      '< 0.1 %',
      '12.3 %',
      '80 %',
      '> 99.9 %',
      '100 %',
    ]);
  });

  test('durations, in working days of eight hours', () => {
    expect([0, 59, 60, 130, 479, 480, 600, 959, 9600, 100_000].map((minutes) => plain(formatMinutes(minutes)))).toEqual(
      ['0 min', '59 min', '1 h', '2 h 10 min', '7 h 59 min', '1 d', '1 d 2 h', '2 d', '20 d', '208 d'],
    );
    expect([0.8412, 12.4, 185].map((seconds) => plain(formatSeconds(seconds)))).toEqual([
      '0.84 s',
      '12 s',
      '3 min 5 s',
    ]);
  });

  test('counts, dates, commits, changes', () => {
    expect([count(1, 'finding'), count(2, 'finding'), count(0, 'library', 'libraries')]).toEqual([
      '1 finding',
      '2 findings',
      '0 libraries',
    ]);
    expect(formatInstant('2026-11-21T03:10:23Z')).toBe('21 November 2026, 03:10 UTC');
    expect(formatInstant('some day')).toBe('some day');
    expect(formatDate('2027-01-31')).toBe('31 January 2027');
    expect(shortCommit('4f1c0a9be2d37c58a6140b7de93f52c8016a7de4')).toBe('4f1c0a9b');
    expect([formatChange(3), formatChange(-1200), formatChange(0.01, 1)]).toEqual(['+3', '−1,200', '±0']);
    expect(showing(50, 1204)).toBe('showing 50 of 1,204');
    expect(showing(3, 3)).toBe('');
  });

  test('lines as ranges', () => {
    expect(formatLines([3, 1, 2, 7, 9, 10], 12)).toBe('1–3, 7, 9–10');
    expect(formatLines([1, 3, 5, 6, 9], 2)).toBe('1, 3 and 3 more lines');
  });
});
