import { signLink } from './sign-link.ts';

export const REPORT_FORMATS = ['html', 'pdf', 'sarif', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface LinkMaker {
  /** Where people reach this service; without a slash at its end. */
  readonly publicUrl: string;
  readonly serviceKey: Buffer;
}

/** The whole report of a review, in one format. */
export function reportLink(
  { publicUrl, serviceKey }: LinkMaker,
  { reviewId, format, expires }: { reviewId: string; format: ReportFormat; expires: Date },
): string {
  return `${publicUrl}${signLink({ path: `/reports/${reviewId}.${format}`, expires }, serviceKey)}`;
}
