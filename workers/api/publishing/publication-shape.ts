import { z } from 'zod';
import { PUBLICATION_KINDS, PUBLICATION_STATUSES } from '#db/schema/choices.ts';
import type { ShownPublication } from '#app/domains/publishing/ui/shown-publication.ts';
import { id, instant } from '../shapes.ts';

/** A moment as people write it: a program names the zone, or sends UTC. */
export const momentInput = z
  .strictObject({
    date: z.string().meta({ description: 'The day: `2026-05-04`.' }),
    time: z.string().meta({ description: 'The time on the clocks of the zone: `09:30` or `09:30:15`.' }),
    zone: z.string().meta({ description: 'The IANA zone whose clocks are meant: `Europe/Berlin`. A time that the zone skips moves forward; of one that it shows twice the first is taken.' }),
  })
  .meta({ id: 'Moment', description: 'A day and a time on the clocks of a zone.' });

export const Publication = z
  .object({
    id: id('Its id.'),
    contentId: id('The piece.'),
    kind: z.enum(PUBLICATION_KINDS).meta({ description: '`publish`: readers get the revision. `unpublish`: they lose the piece.' }),
    revision: z.int().nullable().meta({ description: 'The revision that was decided on.' }),
    status: z.enum(PUBLICATION_STATUSES).meta({ description: '`scheduled` until its moment, then `done`; `failed` where something stood in the way.' }),
    dueAt: instant('Its moment.'),
    timeZone: z.string().meta({ description: 'The zone in which the moment was chosen.' }),
    doneAt: instant('When it was carried out.').nullable(),
    failure: z.string().meta({ description: 'What stood in the way, as a sentence; empty otherwise.' }),
    releaseId: id('The release that it belongs to.').nullable(),
  })
  .meta({ id: 'Publication', description: 'One decision to show a piece to its readers, or to take it away, at one instant.' });

export const shownPublication = ({ id: own, itemId, kind, revision, status, dueAt, timeZone, doneAt, failure, releaseId }: ShownPublication): z.output<typeof Publication> => ({ id: own, contentId: itemId, kind, revision, status, dueAt, timeZone, doneAt, failure, releaseId });

export const publicationExample: z.output<typeof Publication> = {
  id: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f21',
  contentId: '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01',
  kind: 'publish',
  revision: 3,
  status: 'scheduled',
  dueAt: '2026-05-04T07:30:00Z',
  timeZone: 'Europe/Berlin',
  doneAt: null,
  failure: '',
  releaseId: null,
};

export const Decided = z
  .object({ publicationId: id('The decision.'), dueAt: instant('Its moment.').nullable().meta({ description: 'Null: it took effect at once.' }) })
  .meta({ id: 'PublicationDecided', description: 'What was decided.' });

export const decidedExample = { publicationId: publicationExample.id, dueAt: publicationExample.dueAt };
export const momentExample = { date: '2026-05-04', time: '09:30', zone: 'Europe/Berlin' };
