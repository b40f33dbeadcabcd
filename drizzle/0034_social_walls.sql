-- Walls and machinery of social: what may follow what in the ledger, what a post is by its targets, and what the clock may do.
call app.wall('social_accounts');
--> statement-breakpoint
call app.wall('social_connections', true);
--> statement-breakpoint
call app.wall('posting_slots');
--> statement-breakpoint
call app.wall('posts');
--> statement-breakpoint
call app.wall('post_media');
--> statement-breakpoint
call app.wall('post_tags');
--> statement-breakpoint
call app.wall('post_targets');
--> statement-breakpoint
call app.wall('post_versions');
--> statement-breakpoint
call app.wall('post_approvals');
--> statement-breakpoint
call app.wall('publish_attempts');
--> statement-breakpoint
call app.wall('publish_events');
--> statement-breakpoint
grant select, insert, update (project_id, connected_by, username, display_name, profile_image, profile_url, access_token, refresh_token, token_expires_at, token_generation, renewing_until, client, scopes,
  follower_count, following_count, post_count, platform_data, status, status_reason, paused_at, warned_for, last_synced_at, deleted_at) on social_accounts to masthead_app;
--> statement-breakpoint
grant select, insert, update (granted, used_at) on social_connections to masthead_app;
--> statement-breakpoint
grant select, insert, delete on posting_slots to masthead_app;
--> statement-breakpoint
grant select, insert, update (author_id, project_id, campaign_id, content_item_id, template_id, text, title, thread, first_comment, format, hashtags, mentions, link, scheduled_wall, time_zone, scheduled_at,
  late_policy, late_minutes, recurrence, approval, version, ai_generated, ai_model, ai_prompt, impressions, engagements, clicks, shares, revision, deleted_at) on posts to masthead_app;
--> statement-breakpoint
grant select, insert, update (position, alt_text), delete on post_media to masthead_app;
--> statement-breakpoint
grant select, insert, delete on post_tags to masthead_app;
--> statement-breakpoint
grant select, insert, update (variant, status, scheduled_at, published_at, version, platform_post_id, platform_url, failure_code, failure_message, fence, taken_at, wake_at, look_at, stumbles, noticed_at), delete
  on post_targets to masthead_app;
--> statement-breakpoint
grant select, insert, update (approved_at) on post_versions to masthead_app;
--> statement-breakpoint
grant select, insert, update (status, comment, decided_at) on post_approvals to masthead_app;
--> statement-breakpoint
grant select, insert, update (state, handle, tries, first_armed_at, armed_at, closed_at, looks, proof, platform_id, platform_url, platform_data, sentence) on publish_attempts to masthead_app;
--> statement-breakpoint
grant select, insert on publish_events to masthead_app;
--> statement-breakpoint
grant select, insert, update, delete on social_accounts, social_connections, posting_slots, posts, post_media, post_tags, post_targets, post_versions, post_approvals, publish_attempts, publish_events to masthead_definer;
--> statement-breakpoint
-- What is purged takes its links with it, and leaves the rows that had them.
alter table social_accounts drop constraint social_accounts_project_fk,
  add constraint social_accounts_project_fk foreign key (organization_id, project_id) references projects (organization_id, id) on delete set null (project_id);
--> statement-breakpoint
alter table posts drop constraint posts_project_fk, drop constraint posts_campaign_fk, drop constraint posts_item_fk, drop constraint posts_template_fk,
  add constraint posts_project_fk foreign key (organization_id, project_id) references projects (organization_id, id) on delete set null (project_id),
  add constraint posts_campaign_fk foreign key (organization_id, campaign_id) references campaigns (organization_id, id) on delete set null (campaign_id),
  add constraint posts_item_fk foreign key (organization_id, content_item_id) references content_items (organization_id, id) on delete set null (content_item_id),
  add constraint posts_template_fk foreign key (organization_id, template_id) references content_templates (organization_id, id) on delete set null (template_id);
--> statement-breakpoint
create trigger count_added after insert on post_tags referencing new table as changed for each statement execute function app.count_content_tags();
--> statement-breakpoint
create trigger count_removed after delete on post_tags referencing old table as changed for each statement execute function app.count_content_tags();
--> statement-breakpoint
-- What a post is, by its targets. The row is locked first: of two that finish at once the second sees the first.
create function app.derive_post() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  org uuid := case when tg_op = 'DELETE' then old.organization_id else new.organization_id end;
  post uuid := case when tg_op = 'DELETE' then old.post_id else new.post_id end;
begin
  perform from public.posts p where p.organization_id = org and p.id = post for update;
  if not found then return null; end if;
  update public.posts p set status = d.status, published_at = d.published_at
  from (
    select case
        when count(*) = 0 or bool_and(t.status = 'draft') then 'draft'
        when bool_and(t.status = 'cancelled') then 'cancelled'
        when bool_or(t.status in ('sending', 'needs_attention')) then 'publishing'
        when bool_and(t.status in ('published', 'cancelled')) then 'published'
        when bool_and(t.status in ('draft', 'scheduled', 'claimed', 'cancelled')) then 'scheduled'
        when bool_or(t.status in ('scheduled', 'claimed')) then 'publishing'
        when bool_or(t.status = 'published') then 'partially_published'
        else 'failed' end as status,
      min(t.published_at) as published_at
    from public.post_targets t where t.organization_id = org and t.post_id = post) d
  where p.organization_id = org and p.id = post and (p.status, p.published_at) is distinct from (d.status, d.published_at);
  return null;
end $$;
--> statement-breakpoint
alter function app.derive_post() owner to masthead_definer;
--> statement-breakpoint
create trigger derive_post after insert or delete on post_targets for each row execute function app.derive_post();
--> statement-breakpoint
-- A claim changes nothing for people, and thousands come due in one minute.
create trigger derive_post_again after update of status on post_targets for each row
  when (old.status is distinct from new.status and not (old.status in ('scheduled', 'claimed') and new.status in ('scheduled', 'claimed'))) execute function app.derive_post();
--> statement-breakpoint
-- The safety rule, in the one place that nobody gets around: a request is armed once, and again only after a proof that
-- nothing was published.
create function app.guard_attempt() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.state = new.state then
    if old.tries <> new.tries then raise exception using errcode = 'MH409', message = 'An attempt is only counted when it is armed.'; end if;
    return new;
  end if;
  if not new.state = any (case old.state
      when 'prepared' then '{armed,rejected,needs_human}'::text[]
      when 'armed' then '{sent,ambiguous}'
      when 'sent' then '{confirmed,rejected,ambiguous,absent}'
      when 'ambiguous' then '{confirmed,absent,needs_human}'
      when 'needs_human' then '{confirmed,absent}'
      when 'absent' then '{prepared}'
      when 'rejected' then '{prepared}'
      else '{}' end) then
    raise exception using errcode = 'MH409', message = format('An attempt that is %s cannot become %s.', old.state, new.state);
  end if;
  if new.state in ('absent', 'rejected') and new.proof = '' then raise exception using errcode = 'MH409', message = 'Without a proof that nothing was published nothing is sent again.'; end if;
  if (new.tries <> old.tries) <> (new.state = 'armed') then raise exception using errcode = 'MH409', message = 'An attempt is counted when it is armed, and only then.'; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_attempt before update on publish_attempts for each row execute function app.guard_attempt();
--> statement-breakpoint
-- What there is something to do for: told to the queue with its delay. Whoever comes with an older fence has lost it.
create function app.claim_targets(most int) returns table (id uuid, organization_id uuid, fence int, delay_seconds int)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query
    with due as (
      select t.id from public.post_targets t where t.look_at <= now() order by t.look_at limit most for update skip locked)
    update public.post_targets t set
        fence = t.fence + 1, taken_at = null, look_at = greatest(t.wake_at, now()) + interval '30 seconds',
        status = case when t.status = 'scheduled' and t.scheduled_at <= now() + interval '90 seconds' then 'claimed' else t.status end
      from due d where t.id = d.id
      returning t.id, t.organization_id, t.fence, greatest(0, ceil(extract(epoch from t.wake_at - now())))::int;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.claim_targets(int)');
--> statement-breakpoint
-- The consumer takes it for a while. Delivered twice it is taken once. due_in_ms: the queue counts in seconds.
create function app.take_target(target uuid, held_fence int) returns table (organization_id uuid, due_in_ms int)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query
    update public.post_targets t set taken_at = now(), look_at = greatest(t.wake_at, now()) + interval '90 seconds'
      where t.id = target and t.fence = held_fence and t.taken_at is null and t.wake_at <= now() + interval '2 seconds'
      returning t.organization_id, greatest(0, ceil(extract(epoch from t.wake_at - now()) * 1000))::int;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.take_target(uuid, int)');
--> statement-breakpoint
create function app.late_targets(most int) returns table (id uuid, organization_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query select t.id, t.organization_id from public.post_targets t
    where t.look_at < now() + interval '15 minutes' and t.status in ('scheduled', 'claimed', 'sending') and t.scheduled_at < now() - interval '2 minutes' and t.noticed_at is null
    order by t.scheduled_at limit most;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.late_targets(int)');
--> statement-breakpoint
-- Accounts whose tokens end soon: to be renewed, or their people told.
create function app.ending_accounts(most int, ahead interval) returns table (id uuid, organization_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query select a.id, a.organization_id from public.social_accounts a
    where a.deleted_at is null and a.status = 'active' and a.token_expires_at < now() + ahead and (a.renewing_until is null or a.renewing_until < now())
    order by a.token_expires_at limit most;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.ending_accounts(int, interval)');
--> statement-breakpoint
create or replace function app.health() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return jsonb_build_object(
    'heartbeats', (select coalesce(jsonb_object_agg(h.name, extract(epoch from now() - h.beat_at)::int), '{}') from public.heartbeats h),
    'overdueJobs', (select count(*) from (select from public.outbox o where o.status in ('waiting', 'running') and o.due_at < now() - interval '2 minutes' limit 1000) late),
    'overduePublications', (select count(*) from (select from public.publications p where p.status = 'scheduled' and p.due_at < now() - interval '2 minutes' limit 1000) late),
    'overduePosts', (select count(*) from (select from public.post_targets t where t.look_at < now() - interval '2 minutes' limit 1000) late),
    'deadJobs', (select count(*) from (select from public.outbox o where o.status = 'dead' limit 1000) dead),
    'deadLetters', (select count(*) from (select from public.dead_letters limit 1000) letters));
end $$;
