import { useCallback, useEffect, useRef, useState } from 'react';
import { useShell } from '#app/ui/shell/shell-data.ts';
import type { Variant } from '../../composing/variant.ts';
import type { ComposeProps } from './composed.ts';
import { type Composition, compositionIn, compositionOf } from './composition.ts';

interface Kept {
  revision: number;
  composition: Composition;
}

const PLACE = 'masthead:post:';
const QUIET_MS = 300;

function read(place: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

function put(place: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(place, JSON.stringify(kept));
    else sessionStorage.removeItem(place);
  } catch {
    // Storage is refused: what was typed is then lost with the page, as it would be without us.
  }
}

/** What is typed, kept in this tab until it is saved: a reload or a failed save loses nothing. */
export function useComposition({ post, reply }: Pick<ComposeProps, 'post' | 'reply'>) {
  const { person } = useShell();
  const place = `${PLACE}${person.id}:${post.id ?? 'new'}`;
  const [composition, setComposition] = useState(() => (reply ? compositionIn(reply.values, compositionOf(post)) : compositionOf(post)));
  const [isBack, setBack] = useState(false);
  const touched = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is there
  useEffect(() => {
    const kept = read(place);
    if (kept?.revision === post.revision && !reply) {
      if (JSON.stringify(kept.composition) !== JSON.stringify(composition) && !window.location.search.includes('item=')) {
        touched.current = true;
        setComposition(kept.composition);
        setBack(true);
      }
    } else put(place, null);
    // A draft that was just begun: what was kept for it while it had no address is done with.
    if (post.id && post.revision === 1) put(`${PLACE}${person.id}:new`, null);
  }, []);

  useEffect(() => {
    if (!touched.current) return;
    const timer = window.setTimeout(() => put(place, { revision: post.revision, composition }), QUIET_MS);
    return () => clearTimeout(timer);
  }, [place, post.revision, composition]);

  const change = useCallback((part: Partial<Composition>) => {
    touched.current = true;
    setComposition((before) => ({ ...before, ...part }));
  }, []);
  const vary = useCallback((accountId: string, with_: (variant: Variant) => Variant) => {
    touched.current = true;
    setComposition((before) => ({ ...before, variants: { ...before.variants, [accountId]: with_(before.variants[accountId] ?? {}) } }));
  }, []);
  const discard = () => {
    put(place, null);
    touched.current = false;
    setBack(false);
    setComposition(compositionOf(post));
  };
  return { composition, change, vary, isBack, discard };
}
