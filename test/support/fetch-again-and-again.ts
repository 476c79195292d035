/** A process that fetches until it is killed; started by tests, which kill it. Its one argument is the request. */
import { fetchCommits, type FetchRequest } from '../../github/fetch/fetch-commits.ts';

const request = JSON.parse(process.argv[2] ?? '') as FetchRequest;
const { signal } = new AbortController();
for (;;) {
  const outcome = await fetchCommits(request, { signal, now: new Date() });
  process.stdout.write(`${outcome.kind === 'fetched' ? outcome.head : outcome.problem}\n`);
  if (outcome.kind === 'fetched' && process.argv[3] !== 'keep') await outcome.release();
  if (process.argv[3] === 'keep') await new Promise((resolve) => setTimeout(resolve, 600_000));
}
