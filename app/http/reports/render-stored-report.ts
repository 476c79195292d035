import { renderReport } from '../../../engine/report/render-report.ts';
import type { StoredReport } from '../../reviews/report-store.ts';
import type { ReportFormat } from '../links/report-link.ts';

/** A stored report as people and machines read it. */
export async function renderStoredReport(
  format: ReportFormat,
  { result, identity }: Pick<StoredReport, 'result' | 'identity'>,
): Promise<Uint8Array> {
  const { consultant, logo } = identity;
  const content = await renderReport(format, result, {
    ...(consultant && { consultant }),
    ...(logo && { logo: () => Promise.resolve({ name: logo.name, content: Buffer.from(logo.content, 'base64') }) }),
  });
  return typeof content === 'string' ? Buffer.from(content) : content;
}
