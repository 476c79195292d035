import { addBranches, addHits, reportedFile, type CoverageReport, type ReportedFile } from './reported-file.ts';

/** Tracefiles of lcov (`man geninfo`): `SF`, `DA`, `BRDA`, `end_of_record`; the other records are sums. */
export function readLcov(text: string): CoverageReport {
  const files: ReportedFile[] = [];
  let current: ReportedFile | undefined;
  for (const line of linesOf(text)) {
    const colon = line.indexOf(':');
    const [kind, value] = colon === -1 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)];
    if (kind === 'SF') files.push((current = reportedFile(value)));
    else if (kind === 'end_of_record') current = undefined;
    else if (current && kind === 'DA') addLine(current, value);
    else if (current && kind === 'BRDA') addBranch(current, value);
  }
  return { format: 'lcov', roots: [], files };
}

/** `DA:<line>,<hits>[,<checksum>]`; gcov is known to write counts below zero. */
function addLine(file: ReportedFile, value: string): void {
  const [line, hits] = value.split(',', 2);
  addHits(file, Number(line), Math.max(0, Number(hits)));
}

/** `BRDA:<line>,<block>,<branch>,<taken>`; `-`: the condition was never reached. */
function addBranch(file: ReportedFile, value: string): void {
  const line = Number(value.slice(0, value.indexOf(',')));
  const taken = value.slice(value.lastIndexOf(',') + 1);
  addBranches(file, line, { covered: taken !== '-' && Number(taken) > 0 ? 1 : 0, total: 1 });
}

function* linesOf(text: string): Iterable<string> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    yield text.slice(start, end).trim();
    start = end + 1;
  }
}
