/** A template that cannot be used, in words for whoever wrote it: file, line, and what may stand there. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly file: string;
  /** 1-based; absent where it is about the whole file. */
  readonly line: number | undefined;

  constructor(given: { file: string; line?: number | undefined; message: string; cause?: unknown }) {
    const place = given.line === undefined ? given.file : `${given.file}:${given.line}`;
    super(`${place}: ${given.message}`, { cause: given.cause });
    this.file = given.file;
    this.line = given.line;
  }
}
