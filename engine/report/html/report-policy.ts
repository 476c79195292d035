import { createHash } from 'node:crypto';
import type { Templates } from '../templates/load-templates.ts';

/** The content security policy of the HTML report: its own style and script, known by their hashes, and nothing else. */
export function reportPolicy(templates: Templates): string {
  return [
    "default-src 'none'",
    `style-src '${hashOf(templates.file('html/report.css'))}'`,
    `script-src '${hashOf(templates.file('html/report.js'))}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}
