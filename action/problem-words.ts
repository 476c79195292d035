import { cutLine } from '../engine/report/github/cut-text.ts';
import { problemAnswer } from '../github/hand-over/app-api.ts';
import type { Answer } from './fetch-answer.ts';

/** Characters of another's words that are shown. Ours. */
const MOST_WORDS = 300;

/** What the App has against a request, as a sentence; whatever it repeats of it, never the token. */
export function problemWords({ status, body }: Answer, bearer: string): string {
  const parsed = problemAnswer.safeParse(body);
  if (parsed.success) {
    const words = cutLine(parsed.data.message.replaceAll(bearer, '***'), MOST_WORDS);
    return parsed.data.code === 'not-installed' ? `${words} Install it there, or leave out the input app-url.` : words;
  }
  if (status >= 300 && status < 400) return 'it leads to another address. Name that one.';
  return `its answer is none of Plumbline's (status ${status}). Look whether the address is right.`;
}
