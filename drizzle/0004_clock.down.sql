drop function app.purge_expired(), app.health(), app.bury_message(text, text, text, int), app.beat(text, text), app.address_of(uuid), app.overdue_jobs(int),
  app.fail_job(uuid, int, text, boolean), app.finish_job(uuid, int), app.claim_job(uuid);
