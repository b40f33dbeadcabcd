import { useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Changes, isEmpty } from '#app/domains/content/saving/kind.ts';
import type { KeptText } from '#app/domains/content/saving/kept-text.ts';
import { postSave } from '#app/domains/content/saving/post-save.ts';
import { useSaving } from '#app/domains/content/saving/use-saving.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { savesItself } from '../../composing/post.ts';
import { POST_KIND, type PostWords, wordsOfPost } from '../../composing/post-words.ts';
import type { Variant } from '../../composing/variant.ts';
import type { ComposeProps } from './composed.ts';
import { changedIn, type Composition, compositionIn, compositionOf, shownIn, theirsIn, wordsIn } from './composition.ts';

const pathOf = (id: string) => `/social/posts/${id}`;

/** What is typed, and its way to the server: a draft saves itself, what others wait for is kept on this device until a person saves it. */
export function useComposition({ post, why, reply }: Pick<ComposeProps, 'post' | 'why' | 'reply'>) {
  const { person, organization } = useShell();
  const { revalidate } = useRevalidator();
  // A post that begins has its name from the page: asked twice, the server makes it once.
  const [beginning, setBeginning] = useState(() => ({ id: uuid7(), base: wordsOfPost(post) }));
  const [isBegun, setBegun] = useState(post.id !== null);
  const id = post.id ?? beginning.id;
  const version = useMemo(() => (post.id ? wordsOfPost(post) : beginning.base), [post, beginning]);
  const [composition, setComposition] = useState(() => (reply ? compositionIn(reply.values, compositionOf(version)) : compositionOf(version)));
  const latest = useRef(composition);
  const [shownAt, setShownAt] = useState(0);
  // A page that began with a refused form: mine is in it, theirs beside it, and neither takes the other's place before it is said.
  const [contested, setContested] = useState(() => theirsIn(reply));
  const taken = useRef<KeptText<PostWords> | null>(null);

  const show = useCallback((words: Changes<PostWords>) => {
    latest.current = shownIn(latest.current, words);
    setComposition(latest.current);
    setShownAt((at) => at + 1);
  }, []);
  const saving = useSaving<PostWords>({
    person: person.id,
    organization: organization.id,
    item: id,
    version,
    kind: POST_KIND,
    byHand: why.save !== null || contested !== null || !savesItself({ ...post, deletedAt: null }),
    begins: !isBegun,
    send: (request, base) => postSave({ path: `${pathOf(id)}/save`, fields: { postId: id, _org: organization.id } }, request.revision === 0 ? { ...request, changes: { ...wordsIn(compositionOf(base)), ...request.changes } } : request),
    onShow: show,
    onSaved: () => {
      // Whether it can be sent to review depends on whether it goes anywhere: the page around asks anew.
      if (post.id && (post.targets.length === 0) !== (latest.current.accounts.length === 0)) revalidate();
      if (isBegun) return;
      setBegun(true);
      // Not by the router: it would draw another page, and take the words from under the hands that write them.
      window.history.replaceState(window.history.state, '', pathOf(id));
    },
  });
  const { client, tab, restore } = saving;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each client
  useEffect(() => {
    const text = taken.current;
    taken.current = null;
    if (text && text.tab !== tab) void restore(text);
    else if (reply && !text) client.change(wordsIn(latest.current));
    const shown = client.shown();
    if (!isEmpty(changedIn(latest.current, shownIn(latest.current, shown)))) show(shown);
  }, [client]);

  useEffect(() => {
    const theirs = theirsIn(reply);
    if (theirs) client.tell({ type: 'met', theirs });
  }, [client, reply]);

  const change = useCallback(
    (part: Partial<Composition>) => {
      const before = latest.current;
      latest.current = { ...before, ...part };
      setComposition(latest.current);
      client.change(changedIn(before, latest.current));
    },
    [client],
  );
  const vary = useCallback((accountId: string, with_: (variant: Variant) => Variant) => change({ variants: { ...latest.current.variants, [accountId]: with_(latest.current.variants[accountId] ?? {}) } }), [change]);

  /** A beginning goes on under the name that it has: whatever of it arrived is found again. */
  const takeUp = async (text: KeptText<PostWords>) => {
    if (isBegun) return restore(text);
    if (client.state().kind !== 'saved') return false;
    taken.current = text;
    setBeginning({ id: text.item, base: text.unsent.base });
    return true;
  };
  const decide = (chosen: Changes<PostWords>) => {
    if (contested) {
      setContested(null);
      if (!isEmpty(chosen)) client.tell({ type: 'dropped' });
    } else if (saving.state.kind === 'conflict') client.resolve(chosen, saving.state.changes);
  };
  const versions = contested ? { base: null, theirs: contested, mine: { ...contested, ...wordsIn(composition) }, changes: wordsIn(composition) } : saving.state.kind === 'conflict' ? saving.state : null;
  return { ...saving, id, isBegun, versions, decide, composition, shownAt, change, vary, takeUp };
}
