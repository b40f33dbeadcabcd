import type { WEBHOOK_STATUSES } from '#db/schema/choices.ts';

export const MOST_ENDPOINTS = 20;

/** How long a former secret still signs beside the new one. */
export const OVERLAP_HOURS = 24;

/** How long nothing may arrive before an endpoint is switched off. */
export const PATIENCE_DAYS = 5;

/** How often one delivery is tried, over most of a day: see app.fail_job. */
export const MOST_TRIES = 8;

export interface EndpointState {
  status: (typeof WEBHOOK_STATUSES)[number];
  failingSince: string | null;
}

/** In the words of the page. A paused one is not called failing, for nothing is sent to it. */
export function standing({ status, failingSince }: EndpointState): 'working' | 'failing' | 'paused' | 'disabled' {
  if (status === 'active') return failingSince ? 'failing' : 'working';
  return status;
}

/** Why a delivery that waits is not sent; null when it is. A test is sent to a paused endpoint too. */
export function whyNotSent({ removed, endpointStatus, event }: { removed: boolean; endpointStatus: EndpointState['status']; event: string }): string | null {
  if (removed) return 'Its endpoint was removed before it could be sent.';
  if (endpointStatus === 'active' || event === 'webhook.test') return null;
  return endpointStatus === 'paused' ? 'Its endpoint was paused before it could be sent.' : 'Its endpoint was switched off before it could be sent.';
}
