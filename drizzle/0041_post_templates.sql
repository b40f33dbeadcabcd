-- A post begun from a template counts as its use; a copy of that post does not.
create trigger count_template after insert on posts for each row when (new.template_id is not null and new.repeats_id is null) execute function app.count_template_usage();
