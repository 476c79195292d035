/** A headline is read at a glance, in a list of hundreds: a line on a laptop's screen. */
const LONGEST_HEADLINE = 90;

/**
 * What a finding is called in a list, and what there is to say besides: its message; the message's first sentence and
 * the others; or, where that is long too, its rule's title and the message.
 */
export function headlineOf(message: string, ruleTitle: string): { readonly headline: string; readonly detail: string } {
  if (message.length <= LONGEST_HEADLINE) return { headline: message, detail: '' };
  const end = message.slice(0, LONGEST_HEADLINE + 1).search(/[.!?](?=\s)/);
  if (end === -1) return { headline: ruleTitle, detail: message };
  return { headline: message.slice(0, end + 1), detail: message.slice(end + 1).trim() };
}
