import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aCustomer, checkAt, shownAt } from '../../support/a-customer.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ maxConcurrency: 10, testTimeout: 110_000 });

const SOUND = { 'web/a.js': 'export const a = 1;\n', 'mail/a.js': 'export const a = 1;\n' };
const PROJECTS = 'projects:\n  - { name: web, paths: [web] }\n  - { name: mail, paths: [mail] }\n';
const SKIPPING = `${PROJECTS}pullRequests:\n  paths: { skip: ['docs/**'] }\n`;
const CHECKS = ['Plumbline', 'Plumbline / mail', 'Plumbline / web'];

let test: TestService;
beforeAll(async () => {
  test = await startTestService({ env: { WORKERS: '4' } });
});
afterAll(() => test.close());

const shop = async (name: string, configuration: string) => {
  const customer = await aCustomer(test, name, { files: { ...SOUND, '.plumbline.yml': configuration } });
  return { ...customer, shown: (headSha: string) => shownAt(customer.shop, headSha) };
};

const everywhere = (conclusion: string, title: string) => CHECKS.map((name) => [name, conclusion, title]);

describe.concurrent('the checks of projects, which branch rules may wait for, are there', () => {
  it('where all that changed is left out', async () => {
    const { shop: repository, settled, shown } = await shop('left-out', SKIPPING);
    await repository.push({ branch: 'feature', from: 'main', files: { 'docs/a.md': 'words\n' } });
    const pull = await repository.openPullRequest({ head: 'feature' });
    await settled();
    const title = 'Not reviewed: It changes only paths that the configuration leaves out.';
    expect(shown(pull.headSha)).toEqual(everywhere('neutral', title));
    expect(checkAt(repository, pull.headSha, 'Plumbline / web').output.summary).toContain(
      'It changes only paths that the configuration leaves out.',
    );
  });

  it('of a draft, until it is ready', async () => {
    const { shop: repository, settled, shown } = await shop('drafted', PROJECTS);
    await repository.push({ branch: 'feature', from: 'main', files: { 'web/b.js': 'export const b = 1;\n' } });
    const pull = await repository.openPullRequest({ head: 'feature', draft: true });
    await settled();
    expect(shown(pull.headSha)).toEqual(
      everywhere('neutral', 'Not reviewed: It is a draft: it is reviewed once it is ready.'),
    );
    await pull.markReady();
    await settled();
    expect(shown(pull.headSha).map(([name, conclusion]) => [name, conclusion])).toEqual(
      CHECKS.map((name) => [name, 'success']),
    );
  });

  it('where the configuration cannot be read, or is not, as the last review of the same base knew them', async () => {
    const { shop: repository, settled, shown } = await shop('remembered', PROJECTS);
    await repository.push({ branch: 'next', from: 'main', files: { '.plumbline.yml': 'version: 1\n' } });
    await repository.push({ files: { 'web/b.js': 'export const b = 1;\n' } });
    await settled();
    // Another base, with other projects, is reviewed in between.
    await repository.push({ branch: 'other', from: 'next', files: { 'web/c.js': 'export const c = 1;\n' } });
    const other = await repository.openPullRequest({ head: 'other', base: 'next' });
    await settled();
    expect(shown(other.headSha).map(([name]) => name)).toEqual(['Plumbline']);

    const broken = `${PROJECTS}nonsense: 1\n`;
    await repository.push({ files: { '.plumbline.yml': broken } });
    await repository.push({ branch: 'feature', from: 'main', files: { 'web/d.js': 'export const d = 1;\n' } });
    const pull = await repository.openPullRequest({ head: 'feature' });
    await settled();
    expect(shown(pull.headSha)).toEqual(
      everywhere('action_required', 'The configuration has 1 mistake at .plumbline.yml:4:1'),
    );

    await pull.comment('/plumbline pause', { by: 'mira' });
    await settled();
    await pull.push({ files: { 'web/d.js': 'export const d = 2;\n' } });
    await settled();
    expect(shown(pull.headSha)).toEqual(everywhere('neutral', 'Not reviewed: mira paused it here.'));
  });

  it('where the review fails', async () => {
    const { shop: repository, settled, shown } = await shop('failing', PROJECTS);
    await repository.push({ branch: 'next', from: 'main', files: { 'web/b.js': 'export const b = 1;\n' } });
    await repository.push({ branch: 'feature', from: 'next', files: { 'web/c.js': 'export const c = 1;\n' } });
    const pull = await repository.openPullRequest({ head: 'feature', base: 'next' });
    await settled();
    await repository.deleteBranch('next');
    await repository.rerequestRun(checkAt(repository, pull.headSha).id);
    await settled();
    expect(shown(pull.headSha)).toEqual(everywhere('neutral', 'Not reviewed: the review failed'));
  });
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
