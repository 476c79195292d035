import * as z from 'zod';
import type { Queryable } from '../../database/connect.ts';
import { seal, unseal } from '../secrets/seal.ts';
import type { AppCredentials } from '../settings.ts';

/** What GitHub tells of an App that was made by the manifest flow. */
export interface RegisteredApp extends AppCredentials {
  /** Its name in addresses. */
  readonly slug: string;
  /** Its public page, from which it is installed. */
  readonly htmlUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const PURPOSE = 'app-credentials';

const sealedSchema = z.object({
  privateKey: z.string(),
  webhookSecret: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
});

/**
 * Keeps what names the App, encrypted.
 *
 * @returns false where there is one already, which is left as it is
 */
export async function storeCredentials(
  database: Queryable,
  app: RegisteredApp,
  { serviceKey, now }: { serviceKey: Buffer; now: Date },
): Promise<boolean> {
  const { appId, slug, htmlUrl, ...secrets } = app;
  const sealed = seal(Buffer.from(JSON.stringify(sealedSchema.parse(secrets))), { serviceKey, purpose: PURPOSE });
  const rows = await database.query(
    `insert into app_credentials (app_id, slug, html_url, sealed, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning app_id`,
    [appId, slug, htmlUrl, sealed, now],
  );
  return rows.length === 1;
}

/** Undefined: nobody has set the App up. Throws `SealError` where it was stored under another service key. */
export async function loadCredentials(database: Queryable, serviceKey: Buffer): Promise<RegisteredApp | undefined> {
  const [row] = await database.query<{ appId: number; slug: string; htmlUrl: string; sealed: Buffer }>(
    `select app_id as "appId", slug, html_url as "htmlUrl", sealed from app_credentials`,
  );
  if (row === undefined) return undefined;
  const { sealed, ...app } = row;
  const plain: unknown = JSON.parse(unseal(sealed, { serviceKey, purpose: PURPOSE }).toString('utf8'));
  return { ...app, ...sealedSchema.parse(plain) };
}
