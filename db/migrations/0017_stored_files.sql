ALTER TABLE "files" ADD COLUMN "stored_as" text;--> statement-breakpoint
CREATE UNIQUE INDEX "files_stored_as" ON "files" USING btree ("stored_as");--> statement-breakpoint
-- What is done goes at once from now on.
delete from jobs where done_at is not null;
