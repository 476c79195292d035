import * as z from 'zod';
import type { RegisteredApp } from './credentials-store.ts';

const ANSWER_WITHIN_MS = 10_000;
/** https://docs.github.com/en/rest/about-the-rest-api/api-versions */
const API_VERSION = '2022-11-28';

/** Shape of the answer to `POST /app-manifests/{code}/conversions`, as far as it is needed. */
const conversionSchema = z
  .object({
    id: z.int().positive(),
    slug: z.string().regex(/^[\w-]{1,100}$/),
    html_url: z.url({ protocol: /^https?$/ }),
    pem: z.string().includes('PRIVATE KEY-----'),
    webhook_secret: z.string().min(1),
    client_id: z.string().min(1),
    client_secret: z.string().min(1),
  })
  .transform((app): RegisteredApp => ({
    appId: app.id,
    slug: app.slug,
    htmlUrl: app.html_url,
    privateKey: app.pem,
    webhookSecret: app.webhook_secret,
    clientId: app.client_id,
    clientSecret: app.client_secret,
  }));

export type Conversion =
  | { readonly kind: 'app'; readonly app: RegisteredApp }
  /** Codes are good once, and for an hour. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed'; readonly cause: unknown };

/** Exchanges the code that GitHub sends people back with for the new App's credentials. Never throws. */
export async function convertManifestCode(apiUrl: string, code: string): Promise<Conversion> {
  try {
    const response = await fetch(`${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`, {
      method: 'POST',
      headers: {
        accept: 'application/vnd.github+json',
        'user-agent': 'plumbline',
        'x-github-api-version': API_VERSION,
      },
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (response.status === 404 || response.status === 422) return { kind: 'refused' };
    if (response.status !== 201) return { kind: 'failed', cause: new Error(`GitHub answered ${response.status}`) };
    return { kind: 'app', app: conversionSchema.parse(await response.json()) };
  } catch (cause) {
    return { kind: 'failed', cause: withoutInput(cause) };
  }
}

/** What goes to the log: places of the schema, never what stood there. */
function withoutInput(cause: unknown): unknown {
  if (!(cause instanceof z.ZodError)) return cause;
  return new Error(`GitHub's answer lacks ${cause.issues.map(({ path }) => path.join('.')).join(', ')}`);
}
