import { inject } from 'vitest';
import type { Platform } from '#db/schema/choices.ts';
import type { Fault, PublicPost } from '../simulators/kit.ts';

/** The simulated platforms that the Worker under test speaks to; what one spec plans there, the others meet too. */
export const { platforms } = inject('site');

const told = async (platform: Platform) => (await (await fetch(`${platforms}/${platform}.json`)).json()) as { posts: PublicPost[]; planned: Fault[]; requests: number };

/** What is public there, replies and comments among it: the judge of what was published. */
export const postsOf = async (platform: Platform, text = ''): Promise<PublicPost[]> => (await told(platform)).posts.filter((post) => post.text.includes(text));

export const plannedOn = async (platform: Platform): Promise<Fault[]> => (await told(platform)).planned;

async function operate(platform: Platform, fields: Record<string, string>) {
  const answer = await fetch(`${platforms}/${platform}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
  if (answer.status !== 303) throw new Error(`${platform} cannot be operated: ${answer.status}`);
}

export const planFault = (platform: Platform, { name, on, times }: Fault) => operate(platform, { intent: 'plan', name, on, times: String(times) });
export const clearFaults = (platform: Platform) => operate(platform, { intent: 'clear' });
export const withdrawAccess = (platform: Platform) => operate(platform, { intent: 'revoke' });
