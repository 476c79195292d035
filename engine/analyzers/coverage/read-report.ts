import { BadReportError } from '../external-file.ts';
import { readXml, XmlError } from '../read-xml.ts';
import { istanbulReport, readIstanbul } from './read-istanbul.ts';
import { readLcov } from './read-lcov.ts';
import { readClover, readCobertura, readJacoco } from './read-xml-reports.ts';
import type { CoverageReport } from './reported-file.ts';

const KNOWN = 'lcov, Cobertura XML, JaCoCo XML, Clover XML and Istanbul JSON (coverage-final.json) are read';

/** Reads a coverage report whose format its content tells. Throws {@link BadReportError}. */
export function readCoverageReport(text: string): CoverageReport {
  const start = /\S/.exec(text)?.[0];
  const report = start === '<' ? readXmlReport(text) : start === '{' ? readJsonReport(text) : readTextReport(text);
  if (report.files.length === 0) throw new BadReportError(`it is ${report.format} but names no file`);
  return report;
}

function readXmlReport(text: string): CoverageReport {
  try {
    const root = readXml(text);
    if (root.name === 'report') return readJacoco(root);
    if (root.name === 'coverage') return root.child('project') ? readClover(root) : readCobertura(root);
    throw new BadReportError(`its root is <${root.name}>; ${KNOWN}`);
  } catch (error) {
    if (error instanceof XmlError) throw new BadReportError(`it is no well-formed XML: ${error.message}`);
    throw error;
  }
}

function readJsonReport(text: string): CoverageReport {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new BadReportError(`it is no valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const report = istanbulReport.safeParse(json);
  if (report.success) return readIstanbul(report.data);
  const where = report.error.issues[0]?.path.map(String).join(' → ');
  throw new BadReportError(`it is JSON of another form, first at ${where || 'its start'}; ${KNOWN}`);
}

function readTextReport(text: string): CoverageReport {
  if (/^[ \t]*SF:/m.test(text)) return readLcov(text);
  throw new BadReportError(`its format is unknown; ${KNOWN}`);
}
