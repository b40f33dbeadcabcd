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
  'post.review-asked': (data: Post & { note: string }) => ({ title: `Review the post “${data.words}”`, message: data.note || 'You are asked to review it.', url: `/social/posts/${data.postId}` }),
  'post.approved': (data: Post & { comment: string }) => ({ title: `The post “${data.words}” was approved`, message: data.comment || 'It can go out.', url: `/social/posts/${data.postId}` }),
  'post.changes-asked': (data: Post & { comment: string }) => ({ title: `Changes are asked for in the post “${data.words}”`, message: data.comment, url: `/social/posts/${data.postId}` }),
  'post.in-danger': (data: Post & { account: string; reason: string }) => ({ title: `A post to ${data.account} will not go out like this`, message: data.reason, url: `/social/posts/${data.postId}` }),
  'post.failed': (data: Post & { account: string; reason: string }) => ({ title: `A post to ${data.account} did not go out`, message: data.reason, url: `/social/posts/${data.postId}` }),
  'post.needs-you': (data: Post & { account: string; reason: string }) => ({ title: `Please look: a post to ${data.account}`, message: data.reason, url: `/social/posts/${data.postId}` }),
  'post.not-repeated': (data: Post & { reason: string }) => ({ title: `The next “${data.words}” is a draft`, message: data.reason, url: `/social/posts/${data.postId}` }),
  'post.late': (data: Post & { account: string }) => ({ title: `A post to ${data.account} is late`, message: 'Its moment has passed and it is not out yet. Masthead goes on with it.', url: `/social/posts/${data.postId}` }),
  'account.ending': (data: Account & { on: string }) => ({ title: `Connect ${data.account} again`, message: `Its access ends on ${data.on} and cannot be renewed without you.`, url: `/social/accounts/${data.accountId}` }),
  'account.lost': (data: Account & { reason: string }) => ({ title: `${data.account} is not connected any more`, message: data.reason, url: `/social/accounts/${data.accountId}` }),
  'webhook.failing': (data: { endpointId: string; host: string }) => ({ title: `A webhook does not arrive at ${data.host}`, message: 'The first one was given up after several tries. Its log says why.', url: `/settings/webhooks/${data.endpointId}` }),
  'webhook.disabled': (data: { endpointId: string; host: string; reason: string }) => ({ title: `The webhook to ${data.host} is switched off`, message: data.reason, url: `/settings/webhooks/${data.endpointId}` }),
} as const;

interface About {
  itemId: string;
  title: string;
}

/** A post has no title: its first words stand for it. */
interface Post {
  postId: string;
  words: string;
}

interface Account {
  accountId: string;
  account: string;
}

export type NoticeKind = keyof typeof NOTICES;
export type NoticeData<K extends NoticeKind> = Parameters<(typeof NOTICES)[K]>[0];
