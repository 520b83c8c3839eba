ALTER TABLE "files" ADD COLUMN "thumbhash" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "thumbnail_size" integer;