ALTER TABLE "media_assets" DROP CONSTRAINT "media_assets_crop_check";
--> statement-breakpoint
DROP INDEX "media_assets_trash_search_index";
--> statement-breakpoint
ALTER TABLE "media_assets" DROP COLUMN "crop";
