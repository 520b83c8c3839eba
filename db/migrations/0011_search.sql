CREATE TABLE "message_words" (
	"thread_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"words" "tsvector" NOT NULL,
	CONSTRAINT "message_words_thread_id_seq_pk" PRIMARY KEY("thread_id","seq")
);
--> statement-breakpoint
ALTER TABLE "message_words" ADD CONSTRAINT "message_words_thread_id_seq_messages_thread_id_seq_fk" FOREIGN KEY ("thread_id","seq") REFERENCES "public"."messages"("thread_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_words_thread_id_created_at" ON "message_words" USING btree ("thread_id","created_at");--> statement-breakpoint
CREATE INDEX "message_words_words" ON "message_words" USING gin ("words") WITH (gin_pending_list_limit=256);--> statement-breakpoint
-- How many messages a word is in decides in which way they are looked for (db/search.ts).
ALTER TABLE "message_words" ALTER COLUMN "words" SET STATISTICS 200;--> statement-breakpoint
-- Marks an entry of `message_words`. Words are in lower case, so that nobody can type a mark; of an id there is as much
-- of it as makes it the only one.
create function mark_of(kind text, id uuid) returns text immutable language sql
as $$ select kind || left(id::text, 13) $$;
--> statement-breakpoint
-- Enters a message under its words. Whoever writes a message calls it in the same transaction, when all that belongs to
-- the message is written.
create function enter_words(in_thread_id uuid, in_seq integer, in_words text) returns void language sql
as $$
  insert into message_words (thread_id, seq, created_at, words)
  select m.thread_id, m.seq, m.created_at, in_words::tsvector || array_to_tsvector(
    array[mark_of('A', m.author_id), mark_of('T', m.thread_id)]
      || (select array_agg(mark_of('M', n.user_id)) from mentions n where n.thread_id = m.thread_id and n.seq = m.seq)
      || case when exists (select from reactions r where r.thread_id = m.thread_id and r.seq = m.seq)
        then array['R'] end
  )
  from messages m
  where m.thread_id = in_thread_id and m.seq = in_seq and m.kind = 'text' and m.deleted_at is null
  on conflict do nothing
$$;
--> statement-breakpoint
-- What a message does not say any more is not found any more, whoever changed it.
create function forget_words() returns trigger language plpgsql
as $$
begin
  delete from message_words w where w.thread_id = new.thread_id and w.seq = new.seq;
  return null;
end
$$;
--> statement-breakpoint
create trigger forget_words after update of body, deleted_at on messages
for each row execute function forget_words();
--> statement-breakpoint
create function mark_reacted() returns trigger language plpgsql
as $$
begin
  if tg_op = 'INSERT' then
    update message_words w set words = words || array_to_tsvector(array['R'])
    where w.thread_id = new.thread_id and w.seq = new.seq and not words @@ '''R'''::tsquery;
  elsif not exists (select from reactions r where r.thread_id = old.thread_id and r.seq = old.seq) then
    update message_words w set words = ts_delete(words, 'R') where w.thread_id = old.thread_id and w.seq = old.seq;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger mark_reacted after insert or delete on reactions
for each row execute function mark_reacted();
--> statement-breakpoint
-- What was written before is entered by a job (lib/message-words.ts), and so is, an hour later, what a process of the
-- build before this one may have written meanwhile.
insert into jobs (id, kind, due_at)
select gen_random_uuid(), 'enter-words', now() + later from unnest(array[interval '0', interval '1 hour']) as later
where exists (select from messages);
--> statement-breakpoint
-- Each message is entered under the words that come with its draft. Otherwise as it was (0010_closed_threads.sql).
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
      as d(id uuid, body text, draft_hash text, reply_to integer, mentioned text[], words text)
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
