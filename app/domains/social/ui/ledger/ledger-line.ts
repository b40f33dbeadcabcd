import { CalendarClock, CircleAlert, CircleCheckBig, CircleHelp, CircleSlash, ClipboardCheck, type LucideIcon, Package, SearchX, Send, Telescope, Timer } from 'lucide-react';
import type { AttemptState } from '../../publishing/resolution.ts';

/** A line of the ledger as people read it. */
export interface LedgerLine {
  id: string;
  segment: number;
  kind: string;
  sentence: string;
  evidence: Record<string, unknown>;
  at: string;
  actor: string | null;
}

export interface OpenAttempt {
  segment: number;
  state: AttemptState;
  tries: number;
  armedAt: string | null;
}

/** Each step in a word. What is not named here is told by its sentence alone. */
const STEPS: Record<string, { word: string; icon: LucideIcon }> = {
  scheduled: { word: 'Scheduled', icon: CalendarClock },
  claimed: { word: 'Due', icon: Timer },
  checked: { word: 'Checked', icon: ClipboardCheck },
  prepared: { word: 'Prepared', icon: Package },
  armed: { word: 'Sending', icon: Send },
  sent: { word: 'Sent', icon: Send },
  confirmed: { word: 'Live', icon: CircleCheckBig },
  rejected: { word: 'Refused', icon: CircleAlert },
  ambiguous: { word: 'Unclear', icon: CircleHelp },
  looked: { word: 'Looked', icon: Telescope },
  absent: { word: 'Not there', icon: SearchX },
  needs_human: { word: 'Asked for you', icon: CircleHelp },
  late: { word: 'Late', icon: Timer },
  cancelled: { word: 'Cancelled', icon: CircleSlash },
};

export const stepOf = (kind: string) => STEPS[kind] ?? { word: 'Noted', icon: ClipboardCheck };

export interface Fact {
  label: string;
  /** A link where there is one to follow. */
  values: readonly { text: string; url?: string }[];
  /** As it came, letter by letter. */
  isRaw?: boolean;
}

const text = (value: unknown) => (typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null);
/** What a platform answers is not ours: nothing but the web is followed. */
const link = (value: unknown) => (typeof value === 'string' && /^https?:\/\//.test(value) ? value : undefined);

const KNOWN: Record<string, string> = { status: 'It answered with', error: 'What went wrong', id: 'Its id there', seconds: 'Seconds to wait', tries: 'Times sent' };

/** What was seen, in an order that a reader expects; what nobody has a word for is shown as it is. */
export function factsOf(evidence: Record<string, unknown>): Fact[] {
  const { seen, alike, url, answer, ...rest } = evidence;
  const facts: Fact[] = [];
  if (typeof seen === 'number') facts.push({ label: 'Recent posts looked through', values: [{ text: String(seen) }] });
  if (Array.isArray(alike)) {
    const found = (alike as { id?: unknown; url?: unknown }[]).map((each) => ({ text: text(each.url) ?? text(each.id) ?? 'a post', ...(link(each.url) ? { url: link(each.url)! } : {}) }));
    facts.push({ label: 'That it could be', values: found.length > 0 ? found : [{ text: 'none' }] });
  }
  if (text(url)) facts.push({ label: 'Where it is', values: [{ text: text(url)!, ...(link(url) ? { url: link(url)! } : {}) }] });
  for (const [name, value] of Object.entries(rest)) {
    if (value === null || value === undefined || value === '') continue;
    facts.push({ label: KNOWN[name] ?? name, values: [{ text: text(value) ?? JSON.stringify(value) }], ...(text(value) === null ? { isRaw: true } : {}) });
  }
  if (text(answer)) facts.push({ label: 'What the platform answered', values: [{ text: text(answer)! }], isRaw: true });
  return facts;
}
