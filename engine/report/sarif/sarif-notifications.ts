import type { Notification, ReportingDescriptor } from 'sarif';
import type { NotLookedAt, NotLookedAtReason } from '../../analyzers/analyzer.ts';
import type { ConfigurationProblem } from '../../config/configuration.ts';
import { locationOf } from './sarif-location.ts';

/** What nobody looked at: a warning where it should have been, a note where it was left out on purpose. */
export function notLookedAtNotification({ subject, path, analyzer, reason, detail }: NotLookedAt): Notification {
  return {
    descriptor: { id: descriptorId(reason) },
    level: LEFT_OUT_ON_PURPOSE.has(reason) ? 'note' : 'warning',
    message: { text: `Not looked at${analyzer === undefined ? '' : ` by ${analyzer}`}: ${subject}. ${detail}` },
    ...(path !== undefined && { locations: [locationOf({ path })] }),
  };
}

/** Each reason that occurs, once, in order. */
export function notLookedAtDescriptors(entries: readonly NotLookedAt[]): ReportingDescriptor[] {
  const reasons = [...new Set(entries.map(({ reason }) => reason))].sort();
  return reasons.map((reason) => ({
    id: descriptorId(reason),
    shortDescription: { text: `Not looked at: ${reason}` },
  }));
}

export function configurationNotification({
  file,
  line,
  column,
  message,
  suggestion,
}: ConfigurationProblem): Notification {
  const range = { startLine: line, startColumn: column, endLine: line, endColumn: column };
  return {
    level: 'error',
    message: { text: suggestion === undefined ? message : `${message} Did you mean ${suggestion}?` },
    locations: [locationOf({ path: file, range })],
  };
}

function descriptorId(reason: NotLookedAtReason): string {
  return `not-looked-at/${reason}`;
}

const LEFT_OUT_ON_PURPOSE: ReadonlySet<NotLookedAtReason> = new Set([
  'binary',
  'generated',
  'vendored',
  'minified',
  'lfs-pointer',
  'submodule',
  'symlink',
  'not-detectable',
  'excluded',
  'language',
]);
