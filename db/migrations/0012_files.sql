CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"seq" integer,
	"place" integer,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"type" text,
	"width" integer,
	"height" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_thread_id_seq_place" UNIQUE("thread_id","seq","place")
);
--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_thread_id_seq_messages_thread_id_seq_fk" FOREIGN KEY ("thread_id","seq") REFERENCES "public"."messages"("thread_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_person_id" ON "files" USING btree ("person_id");