CREATE INDEX "audit_log_subject_id" ON "audit_log" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "blocks_created_at" ON "blocks" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "users_picture_id" ON "users" USING btree ("picture_id") WHERE picture_id is not null;--> statement-breakpoint
CREATE INDEX "threads_picture_id" ON "threads" USING btree ("picture_id") WHERE picture_id is not null;