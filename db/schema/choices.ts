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
export const ASSET_PLACES = ['organization_logo', 'content_item', 'project_logo', 'post'] as const;
export const CONTENT_TYPES = ['article', 'landing_page', 'press_release', 'newsletter', 'case_study', 'whitepaper', 'ebook', 'infographic', 'video', 'podcast', 'email', 'email_template', 'social_post'] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];
export const CONTENT_FORMATS = ['text', 'image', 'video', 'carousel', 'story', 'reel', 'audio'] as const;
export const CONTENT_STATUSES = ['draft', 'in_review', 'approved', 'scheduled', 'published', 'archived'] as const;
export type ContentStatus = (typeof CONTENT_STATUSES)[number];
export const REVISION_REASONS = ['create', 'autosave', 'save', 'publish', 'restore', 'merge', 'import'] as const;
export type RevisionReason = (typeof REVISION_REASONS)[number];
export const IMPORT_SOURCES = ['markdown', 'ghost', 'wordpress'] as const;
export type ImportSource = (typeof IMPORT_SOURCES)[number];
export const IMPORT_STATUSES = ['uploading', 'reading', 'ready', 'fetching', 'running', 'done', 'cancelled', 'failed'] as const;
/** What became of a piece of an import; a waiting one is not dealt with yet. */
export const IMPORTED_STATES = ['waiting', 'made', 'updated', 'known', 'kept', 'failed'] as const;
export const APPROVAL_STATUSES = ['pending', 'approved', 'changes_requested', 'withdrawn'] as const;
export const COMMENT_STATUSES = ['pending', 'approved', 'rejected', 'spam'] as const;
/** Who a comment is for: the people who work on the item, or its readers. */
export const COMMENT_AUDIENCES = ['team', 'readers'] as const;
export const TEMPLATE_KINDS = ['content', 'post'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];
export const PLATFORMS = ['twitter', 'facebook', 'instagram', 'linkedin', 'youtube', 'tiktok', 'pinterest', 'threads', 'wordpress', 'medium', 'substack', 'bluesky', 'mastodon', 'ghost'] as const;
export const TAG_COLORS = ['ink', 'red', 'amber', 'green', 'blue', 'violet'] as const;
export const PUBLICATION_KINDS = ['publish', 'unpublish'] as const;
export type PublicationKind = (typeof PUBLICATION_KINDS)[number];
export const PUBLICATION_STATUSES = ['scheduled', 'done', 'cancelled', 'failed'] as const;
export type PublicationStatus = (typeof PUBLICATION_STATUSES)[number];
export const RELEASE_STATUSES = ['open', 'scheduled', 'done', 'cancelled', 'failed'] as const;
export type ReleaseStatus = (typeof RELEASE_STATUSES)[number];
/** What befell a piece in the eyes of its readers. */
export const PUBLISHING_EVENTS = ['published', 'updated', 'unpublished'] as const;
export type PublishingEvent = (typeof PUBLISHING_EVENTS)[number];
export const TERM_KINDS = ['category', 'tag', 'slug'] as const;
export const WEBHOOK_STATUSES = ['active', 'paused', 'disabled'] as const;
export const WEBHOOK_DELIVERY_STATUSES = ['waiting', 'delivered', 'failed'] as const;
export const PROJECT_STATUSES = ['active', 'paused', 'completed', 'archived'] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];
export const PROJECT_ROLES = ['lead', 'editor', 'viewer'] as const;
export type ProjectRole = (typeof PROJECT_ROLES)[number];
export const CAMPAIGN_TYPES = ['product_launch', 'brand_awareness', 'lead_generation', 'content_marketing', 'event', 'seasonal', 'email', 'social'] as const;
export type CampaignType = (typeof CAMPAIGN_TYPES)[number];
export const CAMPAIGN_STATUSES = ['draft', 'planned', 'active', 'paused', 'completed', 'archived'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];
/** Where a campaign speaks: the platforms, and what is ours. */
export const CHANNELS = ['web', 'email', ...PLATFORMS] as const;
export type Channel = (typeof CHANNELS)[number];
/** What a piece does in a campaign. */
export const CAMPAIGN_ROLES = ['hero', 'supporting', 'follow_up', 'announcement', 'reminder'] as const;
export type CampaignRole = (typeof CAMPAIGN_ROLES)[number];
export const ENTRY_STATUSES = ['planned', 'in_progress', 'completed', 'cancelled'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];
/** A note and a holiday stand in the calendar and are nobody's work. */
export const ENTRY_KINDS = ['entry', 'note', 'holiday'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export type Platform = (typeof PLATFORMS)[number];
export const ACCOUNT_STATUSES = ['active', 'inactive', 'expired', 'revoked', 'error'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];
export const POST_FORMATS = ['text', 'image', 'video', 'carousel', 'story', 'reel'] as const;
export type PostFormat = (typeof POST_FORMATS)[number];
export const POST_STATUSES = ['draft', 'scheduled', 'publishing', 'published', 'partially_published', 'failed', 'cancelled'] as const;
export type PostStatus = (typeof POST_STATUSES)[number];
export const TARGET_STATUSES = ['draft', 'scheduled', 'claimed', 'sending', 'published', 'failed', 'needs_attention', 'cancelled'] as const;
export type TargetStatus = (typeof TARGET_STATUSES)[number];
/** The ledger of publishing; which may follow which stands in domains/social/publishing/attempt.ts and, for whoever writes, in Postgres. */
export const ATTEMPT_STATES = ['prepared', 'armed', 'sent', 'confirmed', 'rejected', 'ambiguous', 'absent', 'needs_human'] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];
/** What becomes of a post whose time passed while nothing could be sent. */
export const LATE_POLICIES = ['publish', 'hold', 'skip'] as const;
export type LatePolicy = (typeof LATE_POLICIES)[number];
