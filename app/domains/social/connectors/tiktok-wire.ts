import { accepted, asJson, bearer, textAt } from './answers.ts';
import { type Account, type Answer, PlatformRefused, type Wire } from './connector.ts';

/** What an editor can make something of; for the rest, TikTok's own words do. */
export const SENTENCES: Record<string, string> = {
  spam_risk_too_many_posts: 'TikTok takes no more posts from this account today.',
  spam_risk_user_banned_from_posting: 'TikTok has barred this account from posting.',
  reached_active_user_cap: 'TikTok lets no more people post through our application today.',
  unaudited_client_can_only_post_to_private_accounts: 'TikTok has not audited our application yet: it may post only to private accounts.',
  privacy_level_option_mismatch: 'This account does not offer what was chosen for “Who sees it”.',
  file_format_check_failed: 'TikTok cannot read a film of this format.',
  duration_check_failed: 'The film is too long or too short for TikTok.',
  frame_rate_check_failed: 'TikTok does not take the frame rate of this film.',
  picture_size_check_failed: 'TikTok does not take a film of this size in pixels.',
  video_pull_failed: 'TikTok could not read the film.',
  photo_pull_failed: 'TikTok could not fetch the pictures.',
  url_ownership_unverified: 'TikTok does not know yet that our address is ours: whoever runs Masthead verifies it with TikTok.',
  publish_cancelled: 'The post was cancelled.',
  auth_removed: 'The owner withdrew our access while TikTok was at work.',
};

export const codeOf = (answer: Answer) => textAt(answer.json, 'error', 'code');
export const said = (answer: Answer) => SENTENCES[codeOf(answer) ?? '']?.replace(/\.$/, '') ?? textAt(answer.json, 'error', 'message') ?? textAt(answer.json, 'error_description');

/** TikTok may say no inside a good answer. */
export function read(wire: Wire, answer: Answer): unknown {
  const code = codeOf(answer);
  if (code === 'access_token_invalid' || code === 'scope_not_authorized') throw new PlatformRefused('expired', 'TikTok does not accept the sign-in any more.');
  if (code === 'rate_limit_exceeded') return accepted({ ...answer, status: 429 }, 'TikTok', wire.now());
  if (answer.status === 200 && code !== null && code !== 'ok') throw new PlatformRefused('refused', `TikTok says: ${(said(answer) ?? code).replace(/\.$/, '')}.`);
  return accepted(answer, 'TikTok', wire.now(), said(answer));
}

export const post = (wire: Wire, { accessToken }: Pick<Account, 'accessToken'>, path: string, body: unknown = {}) => wire.call(asJson('POST', `${wire.hosts.api}/v2/${path}`, body, { ...bearer(accessToken), 'Content-Type': 'application/json; charset=UTF-8' }));
