import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import * as z from 'zod';
import { findAsset } from '../../engine/assets.ts';

/**
 * What GitHub takes as a manifest: all its documented parameters, and no other.
 * https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest#github-app-manifest-parameters
 */
export const manifestSchema = z.strictObject({
  /** At most 34 characters; GitHub's page lets people change it, as it has to be nobody else's. */
  name: z.string().min(1).max(34).optional(),
  description: z.string().optional(),
  url: z.url().optional(),
  hook_attributes: z.strictObject({ url: z.url(), active: z.boolean().optional() }).optional(),
  redirect_url: z.url().optional(),
  callback_urls: z.array(z.url()).max(10).optional(),
  setup_url: z.url().optional(),
  setup_on_update: z.boolean().optional(),
  request_oauth_on_install: z.boolean().optional(),
  public: z.boolean().optional(),
  default_permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).optional(),
  default_events: z.array(z.string()).optional(),
});
export type Manifest = z.output<typeof manifestSchema>;

/** The manifest that the program brings along: `app.yml`. */
export async function loadManifest(): Promise<Manifest> {
  const path = findAsset('app.yml');
  if (path === undefined) throw new Error('The file app.yml is missing. Install Plumbline again.');
  return manifestSchema.parse(parse(await readFile(path, 'utf8')));
}

export interface ManifestChoices {
  /** Where GitHub and people reach this service; without a slash at its end. */
  readonly publicUrl: string;
  readonly webhookPath: string;
  /** Whether other accounts may install it. */
  readonly isPublic: boolean;
  /** Whether it may commit fixes when somebody asks it to. */
  readonly mayCommit: boolean;
}

/** The manifest for one service, as it is sent to GitHub. */
export function completeManifest(manifest: Manifest, choices: ManifestChoices): Manifest {
  const { publicUrl, webhookPath, isPublic, mayCommit } = choices;
  return {
    ...manifest,
    url: publicUrl,
    hook_attributes: { url: `${publicUrl}${webhookPath}`, active: true },
    redirect_url: `${publicUrl}/setup/callback`,
    setup_url: `${publicUrl}/installed`,
    public: isPublic,
    default_permissions: { ...manifest.default_permissions, ...(mayCommit && { contents: 'write' }) },
  };
}
