/** Every kind of notice there is: the words, and where it leads. A new kind is one line here. */
export const NOTICES = {
  'member.joined': (data: { name: string }) => ({ title: `${data.name} joined`, message: 'Your invitation was accepted.', url: '/settings/people' }),
  'member.changed': (data: { role: string }) => ({ title: 'Your role was changed', message: `You are now ${data.role}.`, url: '/settings/people' }),
  'organization.transferred': (data: { organization: string }) => ({ title: `You own ${data.organization}`, message: 'The ownership was transferred to you.', url: '/settings/organization' }),
  'delivery.dead': (data: { label: string }) => ({ title: 'A delivery failed', message: `${data.label} could not be sent after several tries.`, url: '/settings/deliveries' }),
  'content.review-asked': (data: About & { note: string }) => ({ title: `Review “${data.title}”`, message: data.note || 'You are asked to review it.', url: `/content/${data.itemId}` }),
  'content.approved': (data: About & { comment: string }) => ({ title: `“${data.title}” was approved`, message: data.comment || 'It can go out.', url: `/content/${data.itemId}` }),
  'content.changes-asked': (data: About & { comment: string }) => ({ title: `Changes are asked for in “${data.title}”`, message: data.comment, url: `/content/${data.itemId}` }),
  'content.mentioned': (data: About & { by: string; comment: string }) => ({ title: `${data.by} mentioned you in “${data.title}”`, message: data.comment, url: `/content/${data.itemId}` }),
  'content.answered': (data: About & { by: string; comment: string }) => ({ title: `${data.by} answered in “${data.title}”`, message: data.comment, url: `/content/${data.itemId}` }),
  'content.went-live': (data: About) => ({ title: `“${data.title}” is live`, message: 'It went out as planned.', url: `/content/${data.itemId}` }),
  'content.taken-down': (data: About) => ({ title: `“${data.title}” was taken down`, message: 'As planned, readers do not see it any more.', url: `/content/${data.itemId}` }),
  'content.publish-failed': (data: About & { reason: string }) => ({ title: `“${data.title}” could not go out`, message: data.reason, url: `/content/${data.itemId}` }),
  'content.late': (data: About) => ({ title: `“${data.title}” is late`, message: 'Its moment has passed and it is not carried out yet. It will be as soon as the clock runs again.', url: '/content/schedule' }),
  'content.imported': (data: { importId: string; pieces: number }) => ({ title: 'Your import is done', message: `${data.pieces === 1 ? '1 piece was' : `${data.pieces.toLocaleString('en')} pieces were`} dealt with.`, url: `/content/import?import=${data.importId}` }),
  'webhook.failing': (data: { endpointId: string; host: string }) => ({ title: `A webhook does not arrive at ${data.host}`, message: 'The first one was given up after several tries. Its log says why.', url: `/settings/webhooks/${data.endpointId}` }),
  'webhook.disabled': (data: { endpointId: string; host: string; reason: string }) => ({ title: `The webhook to ${data.host} is switched off`, message: data.reason, url: `/settings/webhooks/${data.endpointId}` }),
} as const;

interface About {
  itemId: string;
  title: string;
}


export type NoticeKind = keyof typeof NOTICES;
export type NoticeData<K extends NoticeKind> = Parameters<(typeof NOTICES)[K]>[0];
