/** Fixed choices as plain lists: the CHECKs, the schemas and the pages are made from them, so this file imports nothing. */
export const USER_ROLES = ['super_admin', 'admin', 'user', 'guest'] as const;
export const USER_STATUSES = ['active', 'inactive', 'suspended', 'deleted'] as const;
export const MEMBER_ROLES = ['owner', 'admin', 'editor', 'member', 'viewer'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];
export const TOKEN_PURPOSES = ['verify_email', 'reset_password'] as const;
export const ACTOR_KINDS = ['user', 'key', 'system'] as const;
export const JOB_STATUSES = ['waiting', 'running', 'done', 'dead', 'dropped'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];
export const ASSET_TYPES = ['image', 'video', 'audio', 'document', 'other'] as const;
export const ASSET_STATUSES = ['uploading', 'ready', 'failed'] as const;
export const ASSET_VISIBILITIES = ['public', 'private'] as const;
/** Where an asset can stand. A new place is a word here and a write beside it. */
export const ASSET_PLACES = ['organization_logo'] as const;
