drop table "notifications", "mailbox", "idempotency_keys", "throttles", "heartbeats", "dead_letters", "outbox",
  "audit_heads", "audit_log", "api_keys", "user_tokens", "invitations", "memberships", "sessions", "organizations", "users";
