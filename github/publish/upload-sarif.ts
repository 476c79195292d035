import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { GitHubClient, RepositoryName } from '../client/github-client.ts';
import { MAX_SARIF_UPLOAD_BYTES } from '../limits.ts';
import { readRefusal } from './refusal.ts';

export interface UploadedSarif {
  readonly repository: RepositoryName;
  readonly commit: string;
  /** Full: `refs/heads/main`, `refs/pull/7/head`. */
  readonly ref: string;
  readonly sarif: string;
}

export type SarifOutcome =
  { readonly kind: 'uploaded'; readonly id: string } | { readonly kind: 'not-shown'; readonly reason: string };

const compress = promisify(gzip);

/** Hands findings to code scanning, which shows them once it has read them. Throws what may pass when tried again. */
export async function uploadSarif(
  client: GitHubClient,
  { repository, commit, ref, sarif: text }: UploadedSarif,
): Promise<SarifOutcome> {
  const packed = await compress(text);
  if (packed.length > MAX_SARIF_UPLOAD_BYTES) {
    const megabytes = Math.floor(MAX_SARIF_UPLOAD_BYTES / 1e6);
    return { kind: 'not-shown', reason: `the findings are more than the ${megabytes} MB that code scanning takes` };
  }
  try {
    const sarif = packed.toString('base64');
    const { data } = await client.rest.codeScanning.uploadSarif({ ...repository, commit_sha: commit, ref, sarif });
    return { kind: 'uploaded', id: data.id ?? '' };
  } catch (error) {
    const refusal = readRefusal(error);
    if (refusal === undefined) throw error;
    return { kind: 'not-shown', reason: refusal.message };
  }
}
