import { html } from 'hono/html';
import type { Html } from './layout.ts';

interface Outcome {
  readonly status: string;
  readonly conclusion: string | null;
}

/** A sign and a word: never a colour alone. */
export function mark(outcome: Outcome): Html {
  const { sign, tone } = lookOf(outcome);
  return html`<span class="mark ${tone}" aria-hidden="true">${sign}</span>`;
}

export function word({ status, conclusion }: Outcome): string {
  return (conclusion ?? status).replaceAll('_', ' ');
}

export function lookOf({ status, conclusion }: Outcome): { sign: string; tone: string } {
  switch (conclusion) {
    case 'success':
      return { sign: '✓', tone: 'good' };
    case 'failure':
    case 'timed_out':
    case 'error':
      return { sign: '✗', tone: 'bad' };
    case 'action_required':
      return { sign: '!', tone: 'warn' };
    case null:
      return { sign: status === 'queued' ? '○' : '◐', tone: 'busy' };
    default:
      return { sign: '■', tone: 'mute' };
  }
}
