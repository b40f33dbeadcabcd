ALTER TABLE "organizations" ADD COLUMN "logo_asset_id" uuid;--> statement-breakpoint
CREATE INDEX "organizations_logo_index" ON "organizations" USING btree ("id","logo_asset_id");