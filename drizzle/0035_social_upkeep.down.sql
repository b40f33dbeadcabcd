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
end $$;
--> statement-breakpoint
drop function app.unsynced_accounts(int, interval);
--> statement-breakpoint
revoke update (place) on social_accounts from masthead_app;
--> statement-breakpoint
drop index social_accounts_sync_index;
