import { escapeHtml } from './escape-html.ts';

/** A path of foreign origin in HTML. A browser breaks it after its slashes, before it breaks it within a name. */
export function breakablePath(path: string): string {
  return escapeHtml(path).replaceAll(/\/(?=[^/])/g, '/<wbr>');
}
