import { checkLink, signLink, type LinkVerdict } from './sign-link.ts';
import type { LinkMaker } from './report-link.ts';

/** Images of a repository's default branch, made to stand in a README: without a query, which some places cut off. */
export type ImageKind = 'badge' | 'trend';

/** `BASE/badge/ID.END.SIGNATURE.svg` */
export function imageLink(
  { publicUrl, serviceKey }: LinkMaker,
  { kind, repositoryId, expires }: { kind: ImageKind; repositoryId: number; expires: Date },
): string {
  const path = `/${kind}/${repositoryId}`;
  const signature = new URLSearchParams(signLink({ path, expires }, serviceKey).slice(path.length)).get('signature');
  return `${publicUrl}${path}.${Math.floor(expires.getTime() / 1000)}.${signature}.svg`;
}

/** @param token what stands between the kind and `.svg` */
export function readImageToken(
  kind: ImageKind,
  token: string,
  given: { serviceKey: Buffer; now: Date },
): { readonly verdict: LinkVerdict; readonly repositoryId: number } {
  const [, id = '', expires, signature] = /^(\d{1,15})\.(\d{1,12})\.([\w-]{43})$/.exec(token) ?? [];
  return { verdict: checkLink({ path: `/${kind}/${id}`, expires, signature }, given), repositoryId: Number(id) };
}
