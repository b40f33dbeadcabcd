CREATE INDEX "social_accounts_sync_index" ON "social_accounts" USING btree ("last_synced_at" NULLS FIRST) WHERE deleted_at is null and status = 'active';--> statement-breakpoint
-- A server can move, and the account with it.
grant update (place) on social_accounts to masthead_app;
--> statement-breakpoint
-- Accounts whose profile and figures were not looked at for so long.
create function app.unsynced_accounts(most int, since interval) returns table (id uuid, organization_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  return query select a.id, a.organization_id from public.social_accounts a
    where a.deleted_at is null and a.status = 'active' and (a.last_synced_at is null or a.last_synced_at < now() - since)
    order by a.last_synced_at nulls first limit most;
end $$;
--> statement-breakpoint
call app.give_to_definer('app.unsynced_accounts(int, interval)');
--> statement-breakpoint
create or replace function app.purge_expired() returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.require_system();
  delete from public.sessions where expires_at < now() - interval '30 days' or revoked_at < now() - interval '30 days';
  delete from public.user_tokens where expires_at < now() - interval '7 days';
  delete from public.idempotency_keys where expires_at < now();
  delete from public.throttles where window_started_at < now() - interval '1 day';
  delete from public.outbox where status in ('done', 'dropped') and finished_at < now() - interval '30 days';
  delete from public.preview_links where expires_at < now() - interval '30 days';
  delete from public.webhook_deliveries where created_at < now() - interval '30 days';
  delete from public.publishing_events e using public.publishing_heads h where h.organization_id = e.organization_id and e.sequence <= h.announced and e.created_at < now() - interval '30 days';
  delete from public.social_connections where expires_at < now();
end $$;
