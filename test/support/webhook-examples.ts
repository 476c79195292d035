import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as z from 'zod';

export interface WebhookExample {
  /** Of the event, as in the header `X-GitHub-Event`. */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const definitions = z.array(z.object({ name: z.string(), examples: z.array(z.record(z.string(), z.unknown())) }));

/**
 * The payloads that GitHub publishes as examples.
 *
 * @param of a folder of the package: `api.github.com`, or `ghes-35` and its like for Enterprise Server
 */
export function webhookExamples(of = 'api.github.com'): WebhookExample[] {
  const content: unknown = JSON.parse(readFileSync(join(FOLDER, of, 'index.json'), 'utf8'));
  return definitions.parse(content).flatMap(({ name, examples }) => examples.map((payload) => ({ name, payload })));
}

const FOLDER = dirname(createRequire(import.meta.url).resolve('@octokit/webhooks-examples/package.json'));

/** Of Enterprise Server, each version that there are examples of. */
export const ENTERPRISE_VERSIONS: readonly string[] = readdirSync(FOLDER).filter((name) => name.startsWith('ghes-'));
