ALTER TABLE "media_assets" ADD COLUMN "crop" jsonb;--> statement-breakpoint
CREATE INDEX "media_assets_trash_search_index" ON "media_assets" USING gin ("organization_id","search") WHERE deleted_at is not null;--> statement-breakpoint
ALTER TABLE "media_assets" ADD CONSTRAINT "media_assets_crop_check" CHECK (crop is null or coalesce(least((crop ->> 'left')::float8, (crop ->> 'top')::float8) >= 0
      and least((crop ->> 'width')::float8, (crop ->> 'height')::float8) > 0
      and (crop ->> 'left')::float8 + (crop ->> 'width')::float8 < 1.0001 and (crop ->> 'top')::float8 + (crop ->> 'height')::float8 < 1.0001, false));