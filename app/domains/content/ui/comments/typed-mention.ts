import { mention, partsOf } from '../../comment.ts';
import type { CommentPerson } from './shown-comment.ts';

/** The name being typed before the caret, after an @; null where nobody is being named. */
export function typedName(text: string, caret: number): { from: number; name: string } | null {
  const match = /(?:^|[\s(])@([^\n@]{0,40})$/.exec(text.slice(0, caret));
  return match ? { from: caret - match[1]!.length - 1, name: match[1]!.toLowerCase() } : null;
}

/** Whom it may mean: each word of the name can be the one that was begun. */
export const meant = (people: readonly CommentPerson[], name: string, most = 6) =>
  people.filter((person) => person.name.toLowerCase().startsWith(name) || person.name.toLowerCase().split(/\s+/).some((word) => word.startsWith(name))).slice(0, most);

/** A stored comment as it is typed: "@Ada Writer". */
export const asTyped = (body: string) =>
  partsOf(body)
    .map(({ text, userId }) => (userId ? `@${text}` : text))
    .join('');

/** And back: every "@Name" that is someone's becomes a mention. Of two with one name it is the one who was chosen. */
export function withMentions(text: string, people: readonly CommentPerson[], chosen: ReadonlyMap<string, string>): string {
  const named = people.filter((person) => (chosen.get(person.name) ?? person.id) === person.id).sort((a, b) => b.name.length - a.name.length);
  let result = '';
  for (let at = 0; at < text.length; ) {
    const person = text[at] === '@' ? named.find(({ name }) => text.startsWith(`@${name}`, at) && !/[\p{L}\p{N}]/u.test(text[at + name.length + 1] ?? '')) : undefined;
    result += person ? mention(person) : text[at];
    at += person ? person.name.length + 1 : 1;
  }
  return result;
}
