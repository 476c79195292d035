import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';

let loaded: GraphQLSchema | undefined;

/** GitHub's own schema. A third of a second, once for each process. */
export function loadSchema(): GraphQLSchema {
  loaded ??= buildSchema(readFileSync(findFile(), 'utf8'), { assumeValidSDL: true, noLocation: true });
  return loaded;
}

/** The package exports a module alone, which would read the schema three times: this takes the file beside it. */
function findFile(): string {
  const folders = createRequire(import.meta.url).resolve.paths('@octokit/graphql-schema') ?? [];
  const files = folders.map((folder) => join(folder, '@octokit/graphql-schema/schema.graphql'));
  const found = files.find((file) => existsSync(file));
  if (found === undefined) throw new Error('@octokit/graphql-schema is not installed');
  return found;
}
