import { reasonOf, type Check } from './check.ts';

const TIME_OUT_MS = 10_000;

/** Asks OSV about nothing: an empty batch has an empty answer. */
export async function checkOsv(url: string, ask: typeof fetch): Promise<Check> {
  const name = 'OSV';
  const advice = 'Vulnerabilities are then "not looked at". Behind a proxy, allow the address.';
  try {
    const answer = await ask(`${url}/v1/querybatch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ queries: [] }),
      signal: AbortSignal.timeout(TIME_OUT_MS),
    });
    if (answer.ok) return { name, status: 'ok', detail: `${url} answers` };
    return { name, status: 'warn', detail: `${url} answered with ${answer.status}`, advice };
  } catch (error) {
    return { name, status: 'warn', detail: `${url} cannot be reached: ${reasonOf(error)}`, advice };
  }
}
