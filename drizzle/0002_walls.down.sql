drop function app.gate(text, text[], uuid), app.require_system(), app.enter_system(text, uuid), app.authenticate_key(text),
  app.authenticate(text), app.audit_breaks(uuid), app.record(text, text, uuid, jsonb, text, text);
--> statement-breakpoint
drop trigger chain on audit_log;
--> statement-breakpoint
drop function app.chain_audit(), app.audit_text(public.audit_log);
--> statement-breakpoint
do $$
declare t text; p record;
begin
  foreach t in array array['users', 'organizations', 'sessions', 'memberships', 'invitations', 'user_tokens', 'api_keys', 'outbox', 'dead_letters',
    'heartbeats', 'throttles', 'idempotency_keys', 'mailbox', 'notifications', 'audit_log', 'audit_heads'] loop
    for p in select policyname from pg_policies where schemaname = 'public' and tablename = t loop
      execute format('drop policy %I on public.%I', p.policyname, t);
    end loop;
    execute format('alter table public.%I no force row level security', t);
    execute format('alter table public.%I disable row level security', t);
    execute format('drop trigger if exists touch on public.%I', t);
    execute format('revoke all on public.%I from masthead_app, masthead_definer', t);
  end loop;
end $$;
