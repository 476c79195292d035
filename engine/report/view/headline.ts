/** A headline is read at a glance, in a list of hundreds: a line on a laptop's screen. */
const LONGEST_HEADLINE = 90;

/**
 * What a finding is called in a list, and the whole of it where that is more: its message, the message's first
 * sentence, or, where that is long too, its rule's title.
 */
export function headlineOf(message: string, ruleTitle: string): { readonly headline: string; readonly detail: string } {
  if (message.length <= LONGEST_HEADLINE) return { headline: message, detail: '' };
  const end = message.slice(0, LONGEST_HEADLINE + 1).search(/[.!?](?=\s)/);
  return { headline: end === -1 ? ruleTitle : message.slice(0, end + 1), detail: message };
}
