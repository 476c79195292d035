/** What a runner reads: commands on standard output, and the files it names. */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { visible } from '../engine/report/visible.ts';

export type AnnotationKind = 'error' | 'warning' | 'notice';

/** Where an annotation stands. */
export interface AnnotationPlace {
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly col?: number;
  readonly endColumn?: number;
  readonly title?: string;
}

/**
 * A line that the runner shows as an annotation, whatever stands in the text: line breaks and what ends a property are
 * escaped as the runner unescapes them (github.com/actions/runner, `ActionCommand`), and control characters are shown.
 */
export function annotationCommand(kind: AnnotationKind, message: string, place: AnnotationPlace = {}): string {
  const properties = Object.entries(place)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(visible(String(value)))}`);
  const text = message.split(/\r\n|\r|\n/).map(visible);
  return `::${kind}${properties.length === 0 ? '' : ` ${properties.join(',')}`}::${escapeData(text.join('\n'))}\n`;
}

/** A line of the log. It is no command, whatever stands in it: a command begins its line, or is written `##[`. */
export function logLine(text: string): string {
  return `${visible(text).replace(/^\s*::/, ' \u200b::')}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * Appends `name=value` to a file of the runner's, such as `GITHUB_OUTPUT`. The value may have any lines: what ends it cannot
 * be foreseen.
 */
export function appendVariable(file: string, name: string, value: string): void {
  const end = `end_${randomUUID()}`;
  appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
}
