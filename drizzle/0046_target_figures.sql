CREATE TABLE "target_figures" (
	"organization_id" uuid DEFAULT app.current_org() NOT NULL,
	"post_target_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"social_account_id" uuid NOT NULL,
	"campaign_id" uuid,
	"is_trashed" boolean DEFAULT false NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"impressions" integer,
	"reach" integer,
	"engagements" integer,
	"clicks" integer,
	"shares" integer,
	"saves" integer,
	"comments" integer,
	"likes" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "target_figures_key" PRIMARY KEY("organization_id","post_target_id")
);
--> statement-breakpoint
ALTER TABLE "target_figures" ADD CONSTRAINT "target_figures_target_fk" FOREIGN KEY ("organization_id","post_target_id") REFERENCES "public"."post_targets"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_figures" ADD CONSTRAINT "target_figures_post_fk" FOREIGN KEY ("organization_id","post_id") REFERENCES "public"."posts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_figures" ADD CONSTRAINT "target_figures_account_fk" FOREIGN KEY ("organization_id","social_account_id") REFERENCES "public"."social_accounts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "target_figures_time_index" ON "target_figures" USING btree ("organization_id","published_at","post_target_id") WHERE not is_trashed;--> statement-breakpoint
CREATE INDEX "target_figures_post_index" ON "target_figures" USING btree ("organization_id","post_id");--> statement-breakpoint
CREATE INDEX "target_figures_account_index" ON "target_figures" USING btree ("organization_id","social_account_id","published_at");--> statement-breakpoint
CREATE INDEX "metric_snapshots_followers_index" ON "metric_snapshots" USING btree ("organization_id","social_account_id","recorded_at") WHERE post_target_id is null;--> statement-breakpoint
call app.wall('target_figures');
--> statement-breakpoint
grant select on target_figures to masthead_app;
--> statement-breakpoint
grant select, insert, update, delete on target_figures to masthead_definer;
--> statement-breakpoint
-- A post that is out on an account has its row from that moment, and loses it if the platform takes its yes back.
create function app.keep_published() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.status = 'published' and new.published_at is not null then
    insert into public.target_figures as f (organization_id, post_target_id, post_id, social_account_id, campaign_id, is_trashed, published_at)
      select new.organization_id, new.id, new.post_id, new.social_account_id, p.campaign_id, p.deleted_at is not null, new.published_at from public.posts p where p.organization_id = new.organization_id and p.id = new.post_id
    on conflict on constraint target_figures_key do update set published_at = excluded.published_at where f.published_at <> excluded.published_at;
  else
    delete from public.target_figures f where f.organization_id = new.organization_id and f.post_target_id = new.id;
  end if;
  return null;
end $$;
--> statement-breakpoint
alter function app.keep_published() owner to masthead_definer;
--> statement-breakpoint
create trigger keep_published after insert on post_targets for each row when (new.status = 'published') execute function app.keep_published();
--> statement-breakpoint
create trigger keep_published_again after update of status, published_at on post_targets for each row
  when ((old.status = 'published' or new.status = 'published') and (old.status, old.published_at) is distinct from (new.status, new.published_at)) execute function app.keep_published();
--> statement-breakpoint
-- What it is counted with follows its post, so that adding up a hundred thousand of them reads no post. Whoever writes has locked the post before its targets.
create function app.keep_filing() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.target_figures f set campaign_id = new.campaign_id, is_trashed = new.deleted_at is not null where f.organization_id = new.organization_id and f.post_id = new.id;
  return null;
end $$;
--> statement-breakpoint
alter function app.keep_filing() owner to masthead_definer;
--> statement-breakpoint
create trigger keep_filing after update of campaign_id, deleted_at on posts for each row
  when ((old.campaign_id, old.deleted_at is null) is distinct from (new.campaign_id, new.deleted_at is null)) execute function app.keep_filing();
--> statement-breakpoint
-- The newest reading. What a platform tells no longer (X after thirty days) stays as it was last told.
create function app.keep_figures() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.target_figures f set read_at = new.recorded_at,
    impressions = coalesce(new.impressions, f.impressions), reach = coalesce(new.reach, f.reach), engagements = coalesce(new.engagements, f.engagements), clicks = coalesce(new.clicks, f.clicks),
    shares = coalesce(new.shares, f.shares), saves = coalesce(new.saves, f.saves), comments = coalesce(new.comments, f.comments), likes = coalesce(new.likes, f.likes)
  where f.organization_id = new.organization_id and f.post_target_id = new.post_target_id and (f.read_at is null or f.read_at <= new.recorded_at);
  return null;
end $$;
--> statement-breakpoint
alter function app.keep_figures() owner to masthead_definer;
--> statement-breakpoint
create trigger keep_figures after insert on metric_snapshots for each row when (new.post_target_id is not null) execute function app.keep_figures();
--> statement-breakpoint
insert into target_figures (organization_id, post_target_id, post_id, social_account_id, campaign_id, is_trashed, published_at)
  select t.organization_id, t.id, t.post_id, t.social_account_id, p.campaign_id, p.deleted_at is not null, t.published_at from post_targets t join posts p on p.organization_id = t.organization_id and p.id = t.post_id where t.status = 'published' and t.published_at is not null;
--> statement-breakpoint
update target_figures f set read_at = m.read_at, impressions = m.impressions, reach = m.reach, engagements = m.engagements, clicks = m.clicks, shares = m.shares, saves = m.saves, comments = m.comments, likes = m.likes
from (
  select s.organization_id, s.post_target_id, max(s.recorded_at) as read_at,
    (array_agg(s.impressions order by s.recorded_at desc) filter (where s.impressions is not null))[1] as impressions, (array_agg(s.reach order by s.recorded_at desc) filter (where s.reach is not null))[1] as reach,
    (array_agg(s.engagements order by s.recorded_at desc) filter (where s.engagements is not null))[1] as engagements, (array_agg(s.clicks order by s.recorded_at desc) filter (where s.clicks is not null))[1] as clicks,
    (array_agg(s.shares order by s.recorded_at desc) filter (where s.shares is not null))[1] as shares, (array_agg(s.saves order by s.recorded_at desc) filter (where s.saves is not null))[1] as saves,
    (array_agg(s.comments order by s.recorded_at desc) filter (where s.comments is not null))[1] as comments, (array_agg(s.likes order by s.recorded_at desc) filter (where s.likes is not null))[1] as likes
  from metric_snapshots s where s.post_target_id is not null group by s.organization_id, s.post_target_id) m
where f.organization_id = m.organization_id and f.post_target_id = m.post_target_id;
