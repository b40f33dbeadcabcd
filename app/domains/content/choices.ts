/** The fixed choices of content, for pages: they may not look into the database's own files. */
export { CONTENT_FORMATS, CONTENT_STATUSES, CONTENT_TYPES, PLATFORMS, TAG_COLORS } from '#db/schema/choices.ts';
