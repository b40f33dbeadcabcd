drop function app.leave_comment(text, text, text, text, text, uuid, boolean);
