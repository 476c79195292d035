/** Values as people read them: English, the same on every machine. */

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
/** A working day, for technical debt: 8 hours, as the SQALE method counts. */
const MINUTES_A_DAY = 8 * 60;

/** 12345.6 → "12,345.6"; at most `decimals` decimals, none where they are zero. */
export function formatNumber(value: number, decimals = 0): string {
  const rounded = Number(value.toFixed(decimals));
  const [whole = '0', fraction] = String(Math.abs(rounded)).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${rounded < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** A share of 0 to 1 → "12.3 %" with a no-break space; a share that is not quite whole is never shown as 0 or 100. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1\u00a0%';
  if (percent < 100 && percent >= 99.95) return '> 99.9\u00a0%';
  return `${formatNumber(percent, 1)}\u00a0%`;
}

/** 130 → "2 h 10 min"; from a working day of eight hours on: "3 d 2 h". */
export function formatMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole}\u00a0min`;
  if (whole < MINUTES_A_DAY) {
    const rest = whole % 60;
    return `${Math.floor(whole / 60)}\u00a0h${rest === 0 ? '' : ` ${rest}\u00a0min`}`;
  }
  const days = Math.floor(whole / MINUTES_A_DAY);
  const hours = Math.round((whole % MINUTES_A_DAY) / 60);
  if (hours === 8) return `${formatNumber(days + 1)}\u00a0d`;
  return `${formatNumber(days)}\u00a0d${hours === 0 || days >= 20 ? '' : ` ${hours}\u00a0h`}`;
}

/** Seconds → "0.84 s", "12 s", "3 min 5 s". */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${formatNumber(seconds, 2)}\u00a0s`;
  if (seconds < 60) return `${formatNumber(seconds)}\u00a0s`;
  const whole = Math.round(seconds);
  return `${formatNumber(Math.floor(whole / 60))}\u00a0min${whole % 60 === 0 ? '' : ` ${whole % 60}\u00a0s`}`;
}

/** count(1, 'finding') → "1 finding"; count(2, 'library', 'libraries') → "2 libraries". */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${formatNumber(amount)} ${amount === 1 ? one : many}`;
}

/** An ISO 8601 instant → "21 November 2026, 03:10 UTC"; what is no instant is given back. */
export function formatInstant(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const time = date.toISOString().slice(11, 16);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${time} UTC`;
}

/** "2026-11-21" → "21 November 2026"; what is no date is given back. */
export function formatDate(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** A commit id as people quote it. */
export function shortCommit(commit: string): string {
  return /^[0-9a-f]{12,}$/i.test(commit) ? commit.slice(0, 8) : commit;
}

/** "+12" or "−3", for a change; "±0" for none. */
export function formatChange(difference: number, decimals = 0): string {
  const rounded = Number(difference.toFixed(decimals));
  if (rounded === 0) return '±0';
  return `${rounded > 0 ? '+' : ''}${formatNumber(rounded, decimals)}`;
}

/** [1,2,3,7,9,10] → "1–3, 7, 9–10"; at most `most` ranges, then "and 12 more lines". */
export function formatLines(lines: readonly number[], most: number): string {
  const ranges: { from: number; to: number }[] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && line <= last.to + 1) last.to = line;
    else ranges.push({ from: line, to: line });
  }
  const words = ranges.slice(0, most).map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`));
  const left = ranges.slice(most).reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return words.join(', ') + (left === 0 ? '' : ` and ${count(left, 'more line')}`);
}

/** "showing 50 of 1,204", or '' where all are shown. */
export function showing(shown: number, all: number): string {
  return shown >= all ? '' : `showing ${formatNumber(shown)} of ${formatNumber(all)}`;
}
