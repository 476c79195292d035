import type { ExternalFile, NotLookedAt } from './analyzer.ts';

/**
 * Largest report read, in bytes. A Cobertura report of this size names some 450,000 lines; reading it took 11 s and
 * 350 MB where it was measured, on two shared cores.
 */
export const LARGEST_REPORT = 32 * 1024 * 1024;

/** Something is wrong with a report that another tool wrote: what, and where if known, in plain words. */
export class BadReportError extends Error {
  override readonly name = 'BadReportError';
}

/** The report's text without a byte order mark. Throws {@link BadReportError} where it is too large or no text. */
export function textOfReport(file: ExternalFile): string {
  if (file.content.length > LARGEST_REPORT) {
    const size = `${(file.content.length / 1024 / 1024).toFixed(1)} MiB`;
    throw new BadReportError(`it has ${size}, more than the ${LARGEST_REPORT / 1024 / 1024} MiB that are read`);
  }
  return file.content.toString(encodingOf(file.content)).replace(/^\uFEFF/, '');
}

/** By the byte order mark, else by what an XML document says of itself; UTF-8 without either. */
function encodingOf(content: Buffer): BufferEncoding {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf16le';
  const declaration = /^<\?xml[^>]{0,100}encoding=["']([\w-]{1,20})["']/.exec(content.toString('latin1', 0, 150));
  return /^(?:iso-8859-1|latin1|windows-1252)$/i.test(declaration?.[1] ?? '') ? 'latin1' : 'utf8';
}

/** How a report that could not be used is listed. */
export function badReport(file: ExternalFile, analyzer: string, error: Error): NotLookedAt {
  const subject = `${analyzer} report ${file.name}`;
  return { subject, analyzer, reason: 'bad-input', detail: `${file.name} could not be read: ${error.message}.` };
}
