import type { ShownPause } from './pause-banner.tsx';

/** What every page of social knows of the whole: whether posts are paused, and when the clock was heard. */
export interface SocialFrame {
  pause: ShownPause;
  beatAt: string | null;
}
