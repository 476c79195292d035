import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../../../engine/report/html/render-html.ts';
import { loadTemplates } from '../../../../engine/report/templates/load-templates.ts';
import { buildViewModel } from '../../../../engine/report/view-model.ts';
import type { ReviewResult } from '../../../../engine/review-result.ts';
import { aFinding } from '../../../support/a-finding.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';
import { launchBrowser } from '../../../support/browser.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'plumbline-html-'));
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Visit {
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly javaScriptEnabled?: boolean;
  /** For what a test itself brings into the page. */
  readonly bypassCSP?: boolean;
}

/** Opens the report as a file, as a reader does, and notes what it asks for and what goes wrong. */
async function open(
  result: ReviewResult,
  visit: Visit = {},
): Promise<{ page: Page; requests: string[]; errors: string[] }> {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.html`);
  writeFileSync(path, renderHtml(buildViewModel(result), { templates: await loadTemplates() }));
  const context = await browser.newContext({ viewport: WIDE, ...visit });
  const page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const address = pathToFileURL(path).href;
  await page.goto(address);
  return { page, requests: requests.filter((url) => url !== address), errors };
}

const SCENES = [
  { name: 'wide, light', viewport: WIDE, colorScheme: 'light' },
  { name: 'wide, dark', viewport: WIDE, colorScheme: 'dark' },
  { name: 'narrow, light', viewport: NARROW, colorScheme: 'light' },
  { name: 'narrow, dark', viewport: NARROW, colorScheme: 'dark' },
] as const;

describe('axe finds nothing', () => {
  for (const { name, ...visit } of SCENES) {
    test(name, async () => {
      const { page } = await open(aReviewResult(), { ...visit, bypassCSP: true });
      await page.evaluate(`for (const fold of document.querySelectorAll('details')) fold.open = true`);
      await page.addScriptTag({ path: AXE });
      const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
        `axe.run(document, { resultTypes: ['violations'] })`,
      );
      expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    });
  }

  test('in a report without anything', async () => {
    const { page } = await open(anEmptyReviewResult(), { bypassCSP: true });
    await page.addScriptTag({ path: AXE });
    const found = await page.evaluate<{ violations: { id: string }[] }>(`axe.run()`);
    expect(found.violations).toEqual([]);
  });
});

describe('the page', () => {
  test('asks for nothing and keeps to its own policy', async () => {
    const { page, requests, errors } = await open(aReviewResult());
    await page.locator('.group > summary').last().click();
    await page.waitForLoadState('networkidle');
    expect({ requests, errors }).toEqual({ requests: [], errors: [] });
  });

  test('does not scroll sideways on a telephone', async () => {
    const { page } = await open(aReviewResult(), { viewport: NARROW });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(NARROW.width);
  });

  test('shows everything without JavaScript', async () => {
    const { page } = await open(aReviewResult(), { javaScriptEnabled: false });
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(await page.locator('.finding').count()).toBe(aReviewResult().findings.length);
    expect(await page.locator('#group-new .code mark').first().isVisible()).toBe(true);
  });

  test('filters by severity, rule, file and words', async () => {
    const { page } = await open(aReviewResult());
    const visible = async (): Promise<string[]> => page.locator('.finding:not([hidden]) .message').allTextContents();
    const status = page.locator('.filters [role=status]');

    await page.locator('[name=severity]').selectOption('critical');
    await status.filter({ hasText: 'Matching: 2 new.' }).waitFor();
    await page.locator('[name=search]').fill('aws');
    await status.filter({ hasText: 'Matching: 1 new.' }).waitFor();
    expect(await visible()).toEqual(['An AWS access key stands in the code.']);

    await page.getByRole('button', { name: 'Clear filters' }).click();
    await status
      .filter({ hasText: /^7 new, 1 new outside the changed lines, 1 moved, 2 existing, 1 fixed, 2 suppressed\.$/ })
      .waitFor();
    await page.locator('[name=rule]').selectOption('eslint/eqeqeq');
    await page.locator('[name=state]').selectOption('moved');
    await status.filter({ hasText: 'Matching: 1 moved.' }).waitFor();
    expect(await visible()).toEqual(["Expected '!==' and instead saw '!='."]);
  });

  test('has one number for one thing: open findings, and what was not looked at', async () => {
    const { subject } = anEmptyReviewResult();
    const open3 = ['a', 'b', 'c'].map((path) => aFinding({ path, severity: 'high' }));
    const suppressed = aFinding({
      path: 'd',
      severity: 'high',
      suppression: { source: 'comment', reason: 'Known.', place: { path: 'd' } },
    });
    const { measures } = aReviewResult();
    const { page } = await open(
      aReviewResult({
        subject,
        findings: [...open3, suppressed],
        measures: { ...measures, findings: { critical: 0, high: 3, medium: 0, low: 0, info: 0 } },
      }),
    );
    expect(await page.locator('.figures .value').first().textContent()).toBe('3');
    expect(await page.locator('.filters [role=status]').textContent()).toBe('3 open, 1 suppressed.');
    expect(await page.locator('[name=severity] option').allTextContents()).toEqual(['All', 'High (3 open)']);
    expect(await page.locator('[name=state] option').allTextContents()).toEqual(['All', 'Open (3)', 'Suppressed (1)']);
    expect(await page.locator('.contents [href="#not-looked-at"]').textContent()).toBe('Not looked at 2');
    expect(await page.locator('.callout').first().textContent()).toContain('2 items could not be looked at');
    expect(await page.locator('#not-looked-at > details').count()).toBe(2);
  });

  test('is worked by keyboard: a finding opens and closes', async () => {
    const { page } = await open(aReviewResult());
    const finding = page.locator('.finding').first();
    await finding.locator('summary').focus();
    expect(await finding.getAttribute('open')).toBe('');
    await page.keyboard.press('Enter');
    expect(await finding.getAttribute('open')).toBe(null);
  });

  test('runs nothing that a repository put into names, messages and code', async () => {
    const hostile = `"><img src=x onerror="document.title='taken'"><script>document.title='taken'</script>{{title}}</details>`;
    const { page, requests, errors } = await open(
      aReviewResult({
        subject: { ...aReviewResult().subject, name: hostile },
        findings: [aFinding({ path: `src/${hostile}.ts`, message: hostile, ruleId: `eslint/${hostile}` })],
        excerpts: [{ path: `src/${hostile}.ts`, side: 'head', startLine: 10, lines: [hostile] }],
        verdict: { conclusion: 'fail', headline: hostile, reasons: [hostile] },
      }),
    );
    expect(await page.title()).toBe(`Failed · ${hostile}: review of a change`);
    expect(await page.locator('.finding .message').textContent()).toBe(`eslint/${hostile}`);
    expect(await page.locator('.finding .detail .note').textContent()).toBe(hostile);
    expect(await page.locator('.finding .code .text').textContent()).toBe(hostile);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect({ requests, errors }).toEqual({ requests: [], errors: [] });
  });
});
