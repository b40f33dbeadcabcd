import type { Bucket } from '#db/queries/analytics.ts';

export const BUCKET_WORDS: Record<Bucket, string> = { hour: 'by the hour', day: 'by the day', week: 'by the week', month: 'by the month', year: 'by the year' };
