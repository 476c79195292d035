import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findAsset } from '../../assets.ts';
import { fileTrouble } from '../../file-trouble.ts';
import { TemplateError } from './template-error.ts';

/** A template is written by hand: more than this is not one. */
const MOST_BYTES = 1_000_000;

/** The folder of templates that the program brings along. Throws where the installation is incomplete. */
export function locateTemplates(): string {
  const folder = findAsset('report-templates');
  if (folder === undefined) throw new Error('The folder report-templates is missing. Install Plumbline again.');
  return folder;
}

/** Paths of the files by their name below the folder of templates. */
export function filesOf(own: string | undefined): Map<string, string> {
  const defaults = locateTemplates();
  const files = new Map(listFiles(defaults).map((name) => [name, join(defaults, name)]));
  if (own === undefined) return files;
  const ownFiles = listOwnFiles(own);
  if (ownFiles.length === 0) {
    const message =
      'this folder holds no templates: they stand in github, html, markdown and pdf below it, named as ours';
    throw new TemplateError({ file: own, message });
  }
  for (const name of ownFiles) {
    if (!files.has(name)) {
      throw new TemplateError({
        file: join(own, name),
        message: `there is no template of this name. Templates: ${[...files.keys()].sort().join(', ')}`,
      });
    }
    files.set(name, join(own, name));
  }
  return files;
}

function listOwnFiles(own: string): string[] {
  try {
    readdirSync(own);
    return listFiles(own).filter((name) => /\.(?:hbs|css|js|typ)$/.test(name));
  } catch (cause) {
    const trouble = notAFolder(cause) ? 'it is a file' : fileTrouble(cause);
    throw new TemplateError({ file: own, message: `this folder of templates cannot be read: ${trouble}`, cause });
  }
}

function notAFolder(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
}

/** Files in the folders of the formats, as `html/report.hbs`. */
function listFiles(folder: string): string[] {
  const names: string[] = [];
  for (const format of ['github', 'html', 'markdown', 'pdf']) {
    if (!existsSync(join(folder, format))) continue;
    for (const entry of readdirSync(join(folder, format), { withFileTypes: true })) {
      if (entry.isFile()) names.push(`${format}/${entry.name}`);
    }
  }
  return names.sort();
}

export function readTemplate(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TemplateError({ file: path, message: `this template cannot be read: ${fileTrouble(cause)}`, cause });
  }
  if (text.length > MOST_BYTES) throw new TemplateError({ file: path, message: 'this is too large for a template' });
  return text;
}

export function templateNames(files: ReadonlyMap<string, string>): string[] {
  return [...files.keys()].filter((name) => name.endsWith('.hbs')).map((name) => name.slice(0, -'.hbs'.length));
}

/** Reads what stands beside the templates, such as `html/report.css`. */
export function fileReader(files: ReadonlyMap<string, string>): (name: string) => string {
  return (name) => {
    const path = files.get(name);
    if (path === undefined) throw new Error(`The file report-templates/${name} is missing. Install Plumbline again.`);
    return readTemplate(path);
  };
}
