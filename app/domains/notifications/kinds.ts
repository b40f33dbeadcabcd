/** Every kind of notice there is: the words, and where it leads. A new kind is one line here. */
export const NOTICES = {
  'member.joined': (data: { name: string }) => ({ title: `${data.name} joined`, message: 'Your invitation was accepted.', url: '/settings/people' }),
  'member.changed': (data: { role: string }) => ({ title: 'Your role was changed', message: `You are now ${data.role}.`, url: '/settings/people' }),
  'organization.transferred': (data: { organization: string }) => ({ title: `You own ${data.organization}`, message: 'The ownership was transferred to you.', url: '/settings/organization' }),
  'delivery.dead': (data: { label: string }) => ({ title: 'A delivery failed', message: `${data.label} could not be sent after several tries.`, url: '/settings/deliveries' }),
} as const;

export type NoticeKind = keyof typeof NOTICES;
export type NoticeData<K extends NoticeKind> = Parameters<(typeof NOTICES)[K]>[0];
