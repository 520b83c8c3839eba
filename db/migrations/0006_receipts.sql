ALTER TABLE "thread_participants" ADD COLUMN "seen_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "thread_participants" ADD COLUMN "seen_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "thread_participants" SET "seen_seq" = "last_read_seq", "seen_at" = "last_read_at", "last_delivered_seq" = "last_read_seq" WHERE "last_read_seq" >= "joined_seq";
