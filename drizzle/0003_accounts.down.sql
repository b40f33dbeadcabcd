drop function app.export_account(), app.delete_account(), app.my_password_hash(), app.change_password(text, text), app.accept_invitation(text),
  app.switch_organization(uuid), app.create_organization(uuid, text, text, text), app.my_organizations(), app.point_session_at(uuid),
  app.require_user(), app.peek_invitation(text), app.reset_password(text, text), app.verify_email(text), app.use_token(text, text),
  app.peek_token(text, text), app.request_reset(text, uuid, text, uuid), app.upgrade_password(uuid, text),
  app.open_session(uuid, text, text, text), app.find_credentials(text), app.sign_up(uuid, text, text, text, text, uuid, text, uuid),
  app.forgive(text), app.throttle(text, int, int);
