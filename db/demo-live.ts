import { randomBytes } from 'node:crypto';
import { type Body, doc, heading, image, line, lines, link, list, quote } from './demo-writing.ts';

type Row = Record<string, unknown>;

/** What the app's renderers make of a piece: this floor may not import them, so that whoever seeds brings them. */
export type Press = (piece: Row, around: { organization: string; assets: Row[]; targets: [id: string, slug: string][] }) => unknown;

interface Demo {
  insert: (table: string, rows: Row[]) => Promise<void>;
  run: (sql: string, values: unknown[]) => Promise<{ rows: Row[] }>;
  press: Press;
  here: { organization_id: string };
  organization: string;
  editor: string;
  id: (number: number) => string;
  ago: (hours: number) => string;
}

const DAY = 24;

/** The pieces that readers see; after them one that waits for its moment and one for its release. Their ids go on where the others end. */
export const livePieces = (picture: (number: number) => string | null) => [
  {
    title: 'The lamp that nobody turns off', slug: 'the-lamp-that-nobody-turns-off', author: 'editor' as const, hours: 2 * DAY, category: 0, tags: [0, 1], excerpt: 'It has burned since 1961, by daylight too. We asked who pays for it.',
    versions: [lamp(picture(4)), doc(...lamp(picture(4)).content, line('Since this piece appeared, two readers have offered to pay for a year each.'))], more: { cover_asset_id: picture(4) },
  },
  {
    title: 'A map of every bench on the quay', slug: 'a-map-of-every-bench-on-the-quay', author: 'member' as const, hours: 5 * DAY, category: 0, tags: [2], excerpt: 'Forty-one benches, and what one sees from each.',
    versions: [
      doc(
        line('There are forty-one benches between the fish hall and the light. We sat on all of them, one a day, and wrote down what one sees.'),
        heading('The ones that face the water'),
        list('Bench 7 sees the ferry twice.', 'Bench 19 sees nothing but masts.', 'Bench 33 was turned around one night, and nobody has turned it back.'),
        quote('If you want to be left alone, take one that faces the wall.'),
        heading('The ones that face the wall'),
        line('Nine of them do. They are the first to be taken when the wind comes from the west, and the city knows it.'),
      ),
    ],
    more: { cover_asset_id: picture(7) },
  },
  {
    title: 'Ice on the inner harbour', slug: 'ice-on-the-inner-harbour', author: 'editor' as const, hours: 9 * DAY, category: 1, tags: [1], excerpt: 'How thick it has to be, and who goes out to measure.',
    versions: [doc(line('Twelve centimetres carry a person, twenty a sledge, thirty a car that somebody no longer needs.'), heading('Who measures'), line('Two people with a drill, every morning at eight, at the same six places. They have never agreed on the fourth.'), quote('One hears it before one sees it.'), line('The numbers hang behind the glass at the harbour office. By ten they are out of date.'))],
    more: { cover_asset_id: picture(6) },
  },
  {
    title: 'How the front page is folded', slug: 'how-the-front-page-is-folded', author: 'admin' as const, hours: 16 * DAY, category: 2, tags: [2], excerpt: 'Three folds, two of them in the dark.',
    versions: [doc(line('The first fold is made by a machine, the second by a machine that is older, and the third by whoever carries the paper.'), ...(picture(3) ? [image(picture(3)!, 'A sketch of a front page: a headline, one picture, three columns', 'What it looks like before the first fold.')] : []), line('A paper that is folded four times has been read by two people. One that is folded five times has been used for something else.'))],
    more: { cover_asset_id: picture(3) },
  },
  {
    title: 'The dog that takes the seven o’clock', slug: 'the-dog-that-takes-the-seven-o-clock', author: 'member' as const, hours: 24 * DAY, category: 1, tags: [0], excerpt: 'It has no ticket, and no owner that anyone knows of.',
    versions: [doc(line('It comes on board last and leaves first. On the other side it walks to the bakery, waits, and takes the quarter past eight back.'), quote('It pays in its own way: nobody has seen a rat since.'), line('Children have given it nine names. It comes to none of them, and to the horn every time.'))],
    more: { cover_asset_id: picture(5) },
  },
  {
    title: 'Notes on a quiet timetable', slug: 'notes-on-a-quiet-timetable', type: 'newsletter', author: 'editor' as const, hours: 38 * DAY, category: 2, tags: [1], excerpt: 'What changes on the first of the month, which is little.',
    versions: [lines('From the first of the month the boats go as they went before. The printed timetable has a new colour.', 'The old one is still right. Keep it if you like the colour better.')],
  },
  {
    title: 'What a tide table leaves out', slug: 'what-a-tide-table-leaves-out', author: 'editor' as const, hours: 4, category: 0, tags: [1], excerpt: 'The wind, mostly.',
    versions: [doc(line('A tide table is right about the moon and wrong about the wind. On the coast one learns to add the two.'), heading('A rule of thumb'), line('Ten centimetres for each force above four, if it blows from where the ferry goes.'))], more: { cover_asset_id: picture(6) },
  },
  {
    title: 'Painting the red funnel red again', slug: 'painting-the-red-funnel-red-again', author: 'member' as const, hours: 6, category: 1, tags: [2], excerpt: 'Four tins, two ladders, one colour.',
    versions: [lines('Every other spring the funnel is painted. The colour has a number, and the number has been lost twice.')],
  },
].map((piece) => ({ type: 'article', status: 'draft', ...piece }));

function lamp(picture: string | null): Body {
  return doc(
    line('The lamp at the end of the pier burns by day as well. It was switched on for a storm in the autumn of 1961, and the switch was then painted over.'),
    ...(picture ? [image(picture, 'A striped lighthouse on a green hill by the sea', 'The big one has an off switch.')] : []),
    heading('Who pays for it'),
    line('The harbour thinks that the city does. The city thinks that the church does. The church has a ', link('lamp of its own', 'https://example.com/lamp'), '.'),
    quote('It is forty watts. Ask me about something that costs money.'),
    heading('Why it stays on'),
    line('The pilots like it. They say that one can tell by it how thick the haze is, which no instrument on board can do as well.'),
  );
}

const [FIRST, LIVE, WAITING, RELEASED] = [8, 6, 14, 15];

/** The same way as in the app: a decision with its edition, carried out by the function that the clock calls, for someone who is signed in. */
export async function publishDemo({ insert, run, press, here, organization, editor, id, ago }: Demo): Promise<void> {
  const pieceId = (index: number) => id(0x120 + index);
  const token = randomBytes(32).toString('hex');
  await insert('sessions', [{ id: id(0x190), token_hash: Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))), user_id: editor, current_organization_id: here.organization_id, expires_at: ago(-1) }]);
  await run("select set_config('app.context', 'session:' || $1, true)", [token]);
  const { rows: assets } = await run(`select id, name, sha256, crop, alt_text as "altText", mime_type as "mimeType", visibility, width, height from media_assets where organization_id = $1`, [here.organization_id]);
  const targets = Array.from({ length: LIVE }, (_, index) => index + FIRST);
  const slugs = (await run('select id, slug from content_items where id = any ($1)', [targets.map(pieceId)])).rows.map(({ id: item, slug }) => [item, slug] as [string, string]);
  const decide = async (index: number, at: string | null) => {
    const [{ revision, ...piece }] = (await run(MATERIAL, [pieceId(index), index === FIRST ? 1 : null])).rows as [Row];
    const publication = { ...here, id: id(0x170 + index), content_item_id: pieceId(index), kind: 'publish', revision, edition: press(piece, { organization, assets, targets: slugs }), requested_by: editor };
    await insert('publications', [at ? { ...publication, due_at: at, time_zone: 'Europe/Berlin', job_id: id(0x191) } : publication]);
    return publication;
  };

  for (const index of targets) {
    const { rows } = await run("update content_items set published_at = edited_at + interval '2 hours' where id = $1 returning published_at", [pieceId(index)]);
    const { id: publicationId } = await decide(index, null);
    await run('select app.carry_out($1::uuid, null)', [publicationId]);
    await run('update publications set due_at = $2, done_at = $2, created_at = $2 where id = $1', [publicationId, rows[0]!.published_at]);
    for (const table of ['published_items', 'published_terms']) await run(`update ${table} set modified_at = $2 where content_item_id = $1`, [pieceId(index), rows[0]!.published_at]);
    await insert('content_performance', viewsOf(index).map((day) => ({ ...here, content_item_id: pieceId(index), ...day })));
    await run('update content_items set view_count = (select sum(views) from content_performance where content_item_id = $1) where id = $1', [pieceId(index)]);
  }
  // Nobody is waiting to hear of it.
  await run("delete from outbox where organization_id = $1 and type = 'publishing.announce'", [here.organization_id]);
  await run('update publishing_heads set announced = sequence where organization_id = $1', [here.organization_id]);

  const moment = new Date(Date.now() + DAY * 3_600_000).toISOString().replace(/T.*/, 'T08:00:00Z');
  const { id: publicationId, revision } = await decide(WAITING, moment);
  await insert('outbox', [{ ...here, id: id(0x191), user_id: editor, type: 'publishing.publication', label: 'Publish “What a tide table leaves out”', payload: { publicationId }, due_at: moment }]);
  await run("update content_items set status = 'scheduled', scheduled_for = $2, scheduled_revision = $3, time_zone = 'Europe/Berlin' where id = $1", [pieceId(WAITING), moment, revision]);

  await insert('releases', [{ ...here, id: id(0x1a0), name: 'The winter pages', note: 'The portrait leads. All three on the same morning.', created_by: editor }]);
  await insert('release_items', [1, 2, RELEASED].map((index) => ({ ...here, release_id: id(0x1a0), content_item_id: pieceId(index) })));
  await run('delete from sessions where id = $1', [id(0x190)]);
}

/** Made-up numbers: many on the first days, fewer on Sundays, and a few that stay. */
function viewsOf(index: number) {
  return Array.from({ length: 30 }, (_, age) => {
    const date = new Date(Date.now() - age * DAY * 3_600_000);
    const since = [2, 5, 9, 16, 24, 38][index - FIRST]! - age;
    const views = since < 0 ? 0 : Math.round((160 / (1 + since / 2) + 8 + ((age * 7 + index * 5) % 9)) * (date.getUTCDay() === 0 ? 0.5 : 1));
    return { day: date.toISOString().slice(0, 10), views, read_seconds: views * 70, referrers: { 'search.example': Math.floor(views / 3), 'letters.example': Math.floor(views / 8) } };
  }).filter(({ views }) => views > 0);
}

/** As itemsToPublish in db/queries/publishing.ts answers it; a revision named is what was decided on, before a later change. */
const MATERIAL = `
  select i.id, r.title, i.slug, i.type, i.format, i.language, i.translation_group as "translationGroup", r.excerpt, r.body, r.word_count as "wordCount", i.seo, i.cover_asset_id as "coverAssetId", i.category_id as "categoryId",
    i.author_id as "authorId", u.name as author, array(select l.tag_id from content_item_tags l where l.content_item_id = i.id) as "tagIds", r.number as revision
  from content_items i join content_revisions r on r.content_item_id = i.id and r.number = coalesce($2::int, i.revision) left join users u on u.id = i.author_id where i.id = $1`;
