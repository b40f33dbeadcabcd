export * from './audit.ts';
export * from './choices.ts';
export * from './identity.ts';
export * from './jobs.ts';
export * from './mail.ts';
export * from './media.ts';
export * from './notifications.ts';
export * from './planning.ts';
