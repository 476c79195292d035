import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { renderPdf } from '../../../../engine/report/pdf/render-pdf.ts';
import { buildViewModel } from '../../../../engine/report/view-model.ts';
import { aFinding } from '../../../support/a-finding.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';

const CONSULTANT = {
  name: 'Mira Holm',
  email: 'mira@example.com',
  url: 'https://example.com',
  colours: { primary: '#1f4e79', accent: '#0f766e' },
};
const LOGO = {
  name: 'logo.svg',
  content: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="30" height="10"/></svg>',
  ),
};

describe('the PDF report', () => {
  test('is the same twice, byte for byte, and dated by the head', async () => {
    const view = buildViewModel(aReviewResult());
    const first = await renderPdf(view, { consultant: CONSULTANT, logo: LOGO });
    const second = await renderPdf(view, { consultant: CONSULTANT, logo: LOGO });
    expect(first.equals(second)).toBe(true);
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.toString('latin1')).toMatch(/\/CreationDate \(D:20261120140312/);
  });

  test('is made of nothing at all', async () => {
    const pdf = await renderPdf(buildViewModel(anEmptyReviewResult()));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('takes text for text: nothing of a repository is read as Typst', async () => {
    const hostile = '#panic("taken") $ x $ *b* ] [ ` // \\ " #read("/etc/passwd") <label> @ref 漢字 😀 \u0000';
    const view = buildViewModel(
      aReviewResult({
        subject: { ...aReviewResult().subject, name: hostile, at: 'never' },
        findings: [aFinding({ message: hostile, path: hostile })],
        excerpts: [{ path: hostile, side: 'head', startLine: 10, lines: [hostile] }],
        verdict: { conclusion: 'neutral', headline: hostile, reasons: [hostile] },
      }),
    );
    const pdf = await renderPdf(view, { consultant: { name: hostile } });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('sets names between backticks as code, and keeps a backtick that stands alone', async () => {
    const shown = async (headline: string): Promise<boolean> => {
      const verdict = { conclusion: 'pass', headline, reasons: [] } as const;
      return hasBacktick(await renderPdf(buildViewModel({ ...anEmptyReviewResult(), verdict })));
    };
    expect(await shown('Nobody calls `eval` or `new Function`.')).toBe(false);
    expect(await shown('Nobody calls ` alone.')).toBe(true);
  });

  test('names a logo or a colour that cannot be used', async () => {
    const view = buildViewModel(anEmptyReviewResult());
    await expect(renderPdf(view, { logo: { name: 'logo.png', content: Buffer.from('no picture') } })).rejects.toThrow(
      /^pdf\/report\.typ: the PDF cannot be made of it \(its logo is logo\.png\): /,
    );
    await expect(renderPdf(view, { consultant: { colours: { accent: 'teal' } } })).rejects.toThrow(
      '"teal" is no colour',
    );
  });
});

/** Whether the page shows a backtick: the map from a font's glyphs to their characters names it. */
function hasBacktick(pdf: Buffer): boolean {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/stream\r?\n/g)].some(({ index, 0: start }) => {
    const stream = pdf.subarray(index + start.length, text.indexOf('endstream', index));
    return stream[0] === 0x78 && /<0060>/.test(inflateSync(stream).toString('latin1'));
  });
}
