drop table "asset_tags", "media_garbage", "media_usages", "media_upload_parts", "media_uploads", "media_assets", "media_folders", "tags";
