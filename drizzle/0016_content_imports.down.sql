drop table "content_origins", "content_import_pictures", "content_import_pieces", "content_imports";
