import type { XmlElement } from '../read-xml.ts';
import { addBranches, addHits, reportedFile, type CoverageReport, type ReportedFile } from './reported-file.ts';

/** Cobertura (`coverage-04.dtd`), as coverage.py, gcovr, coverlet and Istanbul write it. */
export function readCobertura(root: XmlElement): CoverageReport {
  const files: ReportedFile[] = [];
  for (const one of descendants(root, ['packages', 'package', 'classes', 'class'])) {
    const file = reportedFile(one.attributes.get('filename') ?? '');
    const lines = descendants(one, ['lines', 'line']);
    for (const line of lines.length > 0 ? lines : descendants(one, ['methods', 'method', 'lines', 'line'])) {
      const number = numberIn(line, 'number');
      addHits(file, number, numberIn(line, 'hits'));
      const condition = /\((\d{1,9})\/(\d{1,9})\)/.exec(line.attributes.get('condition-coverage') ?? '');
      if (condition) addBranches(file, number, { covered: Number(condition[1]), total: Number(condition[2]) });
    }
    files.push(file);
  }
  const roots = descendants(root, ['sources', 'source']).map((source) => source.text);
  return { format: 'cobertura', roots: roots.filter((path) => path !== ''), files };
}

/** JaCoCo (`report.dtd`): a line counts by its instructions, a file is named by its package. Groups may nest. */
export function readJacoco(root: XmlElement): CoverageReport {
  const files: ReportedFile[] = [];
  const groups = [root];
  for (let group = groups.pop(); group; group = groups.pop()) {
    for (const inner of group.children('group')) groups.push(inner);
    for (const folder of group.children('package')) {
      for (const source of folder.children('sourcefile')) {
        files.push(jacocoFile(folder.attributes.get('name') ?? '', source));
      }
    }
  }
  return { format: 'jacoco', roots: [], files };
}

function jacocoFile(folder: string, source: XmlElement): ReportedFile {
  const file = reportedFile([folder, source.attributes.get('name') ?? ''].filter((part) => part !== '').join('/'));
  for (const line of source.children('line')) {
    const number = numberIn(line, 'nr');
    addHits(file, number, numberIn(line, 'ci'));
    const covered = numberIn(line, 'cb');
    addBranches(file, number, { covered, total: covered + numberIn(line, 'mb') });
  }
  return file;
}

/** Clover, as OpenClover, PHPUnit and Istanbul write it: `path` is the whole path, `name` may be the file's alone. */
export function readClover(root: XmlElement): CoverageReport {
  const projects = [...root.children('project'), ...root.children('testproject')];
  const elements = projects.flatMap((project) => [
    ...project.children('file'),
    ...descendants(project, ['package', 'file']),
  ]);
  const files = elements.map((element): ReportedFile => {
    const file = reportedFile(element.attributes.get('path') ?? element.attributes.get('name') ?? '');
    for (const line of element.children('line')) {
      const number = numberIn(line, 'num');
      if (line.attributes.get('type') !== 'cond') {
        addHits(file, number, numberIn(line, 'count'));
        continue;
      }
      const sides = [numberIn(line, 'truecount'), numberIn(line, 'falsecount')];
      addHits(file, number, Math.max(...sides));
      addBranches(file, number, { covered: sides.filter((count) => count > 0).length, total: 2 });
    }
    return file;
  });
  return { format: 'clover', roots: [], files };
}

function descendants(from: XmlElement, path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>((elements, name) => elements.flatMap((one) => one.children(name)), [from]);
}

function numberIn(element: XmlElement, attribute: string): number {
  const written = element.attributes.get(attribute);
  return written === undefined || written === '' ? Number.NaN : Number(written);
}
