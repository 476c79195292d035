import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { annotationView } from '../../../../engine/report/github/annotation-view.ts';
import { checkFieldsView } from '../../../../engine/report/github/check-view.ts';
import { projectCheckView } from '../../../../engine/report/github/project-view.ts';
import { suggestionsView, suggestionView } from '../../../../engine/report/github/suggestion-view.ts';
import { statusView } from '../../../../engine/report/github/status-view.ts';
import { htmlContextSchema } from '../../../../engine/report/html/html-context.ts';
import { renderHtml } from '../../../../engine/report/html/render-html.ts';
import { renderMarkdown } from '../../../../engine/report/markdown/render-markdown.ts';
import { describeFields } from '../../../../engine/report/templates/describe-fields.ts';
import { loadTemplates, locateTemplates } from '../../../../engine/report/templates/load-templates.ts';
import { buildViewModel } from '../../../../engine/report/view-model.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-templates-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** What loading the folder says, with the folder's own name left out. */
async function complaint(name: string, text: string): Promise<string> {
  write(name, text);
  return loadTemplates(folder).then(
    () => 'no complaint',
    (error: unknown) => (error instanceof Error ? error.message.replaceAll(`${folder}/`, '') : String(error)),
  );
}

describe('templates', () => {
  test('of the program name nothing but fields of the view', async () => {
    await expect(loadTemplates(locateTemplates())).resolves.toBeDefined();
  });

  test('of a folder of one’s own take the place of single ones', async () => {
    write(
      'html/method.hbs',
      '<p>Asked of {{subject.name}} on {{subject.at}}: {{#each ratings}}{{letter}}{{#unless @last}}, {{/unless}}{{/each}}</p>',
    );
    write('markdown/dispute.hbs', 'Ask {{preparedBy.name}}.\n');
    const templates = await loadTemplates(folder);
    const view = buildViewModel(aReviewResult(), { consultant: { name: 'Mira *Holm*' } });
    expect(renderHtml(view, { templates })).toContain(
      '<p>Asked of acme/parcel-service on 20 November 2026, 14:03 UTC: C, E, A, A, B</p>',
    );
    expect(renderMarkdown(view, { templates })).toContain('\nAsk Mira \\*Holm\\*.\n');
  });

  test('an unknown field is named with its place and the fields there are', async () => {
    expect(await complaint('html/method.hbs', 'one\n{{#each ratings}}\n{{lettre}}\n{{/each}}')).toBe(
      'html/method.hbs:3: unknown field "lettre". Fields here: change, changeText, letter, meaning, measured, name, quality',
    );
  });

  test.each([
    ['{{subject.nmae}}', /^html\/method\.hbs:1: unknown field "subject\.nmae"\. Fields here: at, atIso, base, /],
    ['{{#each nextSteps}}{{name}}{{/each}}', /unknown field "name"\. There are no fields here, only \{\{this\}\}$/],
    ['{{../title}}', /"\.\.\/title" leads out of the template; use @root$/],
    ['{{@root.nope}}', /unknown field "@root\.nope"/],
    ['{{@secret}}', /unknown data "@secret"/],
    [
      '{{shout title}}',
      /unknown helper "shout"\. Helpers: eq, mdText, mdCode, mdCell, mdLink, mdImage, mdFence, htmlText, htmlPath, and in blocks if, unless, each, with$/,
    ],
    ['{{lookup this "constructor"}}', /unknown helper "lookup"/],
    ['{{#shout title}}x{{/shout}}', /"shout" is not one$/],
    ['{{{title}}}', /nothing is written unescaped$/],
    ['{{&title}}', /nothing is written unescaped$/],
    ['{{> html/nope}}', /unknown partial "html\/nope"\. Partials: github\/annotation, /],
    ['{{> html/method}}', /partial "html\/method" contains itself$/],
    ['{{> (eq title "x")}}', /unknown partial/],
    ['{{#*inline "x"}}{{/inline}}', /DecoratorBlock is not allowed in a template$/],
    ['{{#each title}}{{/each}}', /\{\{#each\}\} wants a list$/],
    ['{{#with title}}{{/with}}', /\{\{#with\}\} wants a field that holds others$/],
    ['{{constructor}}', /unknown field "constructor"/],
    ['{{title.__proto__}}', /unknown field "title\.__proto__"/],
    ['{{#if title}}', /^html\/method\.hbs:1: this does not parse\. /],
  ])('%s is refused', async (text, message) => {
    expect(await complaint('html/method.hbs', text)).toMatch(message);
  });

  test('a file that is none of the templates, or a folder that is not there, is told', async () => {
    expect(await complaint('html/metod.hbs', '')).toMatch(
      /^html\/metod\.hbs: there is no template of this name\. Templates: github\/annotation\.hbs, /,
    );
    await expect(loadTemplates(join(folder, 'nowhere'))).rejects.toThrow(
      'nowhere: this folder of templates cannot be read: it is not there',
    );
    await expect(loadTemplates(join(folder, 'html/metod.hbs'))).rejects.toThrow(
      'html/metod.hbs: this folder of templates cannot be read: it is a file',
    );
    await expect(loadTemplates(join(folder, 'html'))).rejects.toThrow(
      'html: this folder holds no templates: they stand in github, html, markdown and pdf below it, named as ours',
    );
  });

  test('styles that would end their element are refused', async () => {
    write('html/report.css', 'a::after { content: "</style><script>" }');
    const templates = await loadTemplates(folder);
    expect(() => renderHtml(buildViewModel(anEmptyReviewResult()), { templates })).toThrow(
      'html/report.css: this must not contain "</style", which would end its element',
    );
  });

  test('may use what docs/report-template-fields.md lists', async () => {
    const text = [
      `# Fields of the report templates\n\nMade from the view's schema.\n\n${describeFields(htmlContextSchema)}`,
      `## What the templates in github/ have besides\n\n${describeFields(checkFieldsView)}`,
      `## The check of a project: github/check-project.hbs\n\n${describeFields(projectCheckView)}`,
      `## A check without a report: github/check-status.hbs\n\n${describeFields(statusView)}`,
      `## A comment with a suggestion: github/suggestion.hbs\n\n${describeFields(suggestionView)}`,
      `## Above those comments: github/suggestions.hbs\n\n${describeFields(suggestionsView)}`,
      `## An annotation: github/annotation.hbs\n\n${describeFields(annotationView)}`,
    ].join('\n');
    await expect(text).toMatchFileSnapshot('../../../../docs/report-template-fields.md');
  });
});
