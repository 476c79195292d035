import type { Templates } from '../../engine/report/templates/load-templates.ts';
import type { EventContext } from '../events/event-context.ts';

/** What the answering of commands and buttons is given. */
export interface AnswerContext extends EventContext {
  readonly templates: Templates;
  /** Reports are encrypted with it. */
  readonly serviceKey: Buffer;
  /** Who we write as: `plumbline[bot]`. */
  readonly author: () => Promise<string>;
  /** Where a consultation is booked; undefined: nowhere. */
  readonly bookingUrl: string | undefined;
}
