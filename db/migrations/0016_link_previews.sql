CREATE TABLE "link_previews" (
	"thread_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"site_name" text,
	"description" text,
	"picture_id" uuid,
	"picture" "bytea",
	"picture_width" integer,
	"picture_height" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "link_previews_thread_id_seq_pk" PRIMARY KEY("thread_id","seq"),
	CONSTRAINT "link_previews_picture_id" UNIQUE("picture_id")
);
--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "link_previews" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "link_previews" ADD CONSTRAINT "link_previews_thread_id_seq_messages_thread_id_seq_fk" FOREIGN KEY ("thread_id","seq") REFERENCES "public"."messages"("thread_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- With a message that has a link the job is left that fetches its preview, if there are previews (lib/preview-jobs.ts).
-- Otherwise as it was (0011_search.sql).
create or replace function send_messages(in_thread_id uuid, in_author_id uuid, in_session_id uuid, in_drafts jsonb)
returns table (
  id uuid, result text, is_new boolean, seq integer, rev integer, body text,
  created_at timestamptz, edited_at timestamptz, deleted_at timestamptz, reply_to integer, quote json, mentions json,
  membership_version integer
)
language plpgsql
as $$
#variable_conflict use_column
declare
  thread threads%rowtype;
  draft record;
  held messages%rowtype;
  original messages%rowtype;
  readable_from integer;
  refusal text;
  newest_at timestamptz;
begin
  select * into thread from threads where threads.id = in_thread_id for no key update;

  select case when thread.history = 'all' then 1 else p.joined_seq end into readable_from
  from thread_participants p
  where p.thread_id = in_thread_id and p.user_id = in_author_id and p.left_at is null;

  if readable_from is null then
    refusal := 'not-a-participant';
  elsif thread.kind = 'direct' and exists (
    select from thread_participants p join users u on u.id = p.user_id
    where p.thread_id = in_thread_id and p.user_id <> in_author_id and u.deleted_at is not null
  ) then
    refusal := 'no-such-person';
  elsif thread.kind = 'direct' and exists (
    select from blocks b
    where (b.blocker_id, b.blocked_id) in (
      select one.user_id, other.user_id
      from thread_participants one join thread_participants other on other.thread_id = one.thread_id
      where one.thread_id = in_thread_id
    )
  ) then
    refusal := 'blocked';
  elsif not exists (
    select from sessions s join users u on u.id = s.user_id
    where s.id = in_session_id and s.user_id = in_author_id
      and s.revoked_at is null and s.expires_at > now() and u.disabled_at is null
  ) then
    refusal := 'signed-out';
  end if;

  for draft in
    select * from jsonb_to_recordset(in_drafts)
      as d(id uuid, body text, draft_hash text, reply_to integer, mentioned text[], words text, has_link boolean)
  loop
    select * into held from messages m where m.thread_id = in_thread_id and m.id = draft.id;
    is_new := false;
    quote := null;
    mentions := null;
    original := null;
    if draft.reply_to is not null then
      select * into original from messages m
      where m.thread_id = in_thread_id and m.seq = draft.reply_to and m.seq >= readable_from and m.kind = 'text';
    end if;

    if held.author_id = in_author_id and held.draft_hash = draft.draft_hash then
      -- A retry: the message is there, whatever happened to it or to its writer since.
      result := 'sent';
    elsif refusal is not null then
      result := refusal;
      held := null;
    elsif held.id is not null then
      result := 'message-id-taken';
      held := null;
    elsif draft.reply_to is not null and original.id is null then
      result := 'no-such-message';
    else
      thread.last_seq := thread.last_seq + 1;
      thread.last_rev := thread.last_rev + 1;
      insert into messages (thread_id, seq, id, author_id, body, draft_hash, reply_to_seq, rev, created_at)
      values (
        in_thread_id, thread.last_seq, draft.id, in_author_id, draft.body, draft.draft_hash, draft.reply_to,
        thread.last_rev, clock_timestamp()
      )
      returning * into held;
      newest_at := held.created_at;
      result := 'sent';
      is_new := true;

      if original.id is not null then
        select json_build_object(
          'seq', original.seq, 'rev', original.rev, 'body', left(original.body, 200),
          'isDeleted', original.deleted_at is not null, 'author', json_build_object('id', u.id, 'name', u.name)
        ) into quote
        from users u where u.id = original.author_id;
      end if;
      if cardinality(draft.mentioned) > 0 then
        with named as (
          insert into mentions (thread_id, seq, user_id)
          select in_thread_id, held.seq, u.id
          from users u join thread_participants p on p.user_id = u.id
          where p.thread_id = in_thread_id and p.left_at is null and u.username = any (draft.mentioned)
          returning user_id
        )
        select json_agg(json_build_object('id', u.id, 'username', u.username, 'name', u.name) order by u.username)
        into mentions
        from named join users u on u.id = named.user_id;
      end if;
      if draft.words is not null then
        perform enter_words(in_thread_id, held.seq, draft.words);
      end if;
      if draft.has_link and (select s.link_previews from settings s) then
        insert into jobs (id, kind, payload)
        values (gen_random_uuid(), 'preview-link', jsonb_build_object('threadId', in_thread_id, 'seq', held.seq));
      end if;
    end if;

    id := draft.id;
    seq := held.seq;
    rev := held.rev;
    body := held.body;
    created_at := held.created_at;
    edited_at := held.edited_at;
    deleted_at := held.deleted_at;
    reply_to := held.reply_to_seq;
    membership_version := thread.membership_version;
    return next;
  end loop;

  update threads
  set last_seq = thread.last_seq, last_rev = thread.last_rev,
    last_message_at = newest_at, last_change_at = clock_timestamp()
  where threads.id = in_thread_id and last_rev < thread.last_rev;
end
$$;
