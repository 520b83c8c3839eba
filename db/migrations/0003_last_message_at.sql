-- The time of a thread's last message is that message's own: a tab knows no other, and orders its list by it. Until now it
-- was a moment later, so that two threads could stand in one order in an open tab and in the other one after a reload.
-- The function is otherwise as it was (0001_send_messages.sql).
create or replace function send_messages(in_thread_id uuid, in_author_id uuid, in_session_id uuid, in_drafts jsonb)
returns table (
  id uuid, result text, is_new boolean, seq integer, rev integer, body text,
  created_at timestamptz, edited_at timestamptz, deleted_at timestamptz, membership_version integer
)
language plpgsql
as $$
#variable_conflict use_column
declare
  thread threads%rowtype;
  draft record;
  held messages%rowtype;
  refusal text;
  newest_at timestamptz;
begin
  select * into thread from threads where threads.id = in_thread_id for no key update;

  if not exists (
    select from thread_participants p
    where p.thread_id = in_thread_id and p.user_id = in_author_id and p.left_at is null
  ) then
    refusal := 'not-a-participant';
  elsif not exists (
    select from sessions s join users u on u.id = s.user_id
    where s.id = in_session_id and s.user_id = in_author_id
      and s.revoked_at is null and s.expires_at > now() and u.disabled_at is null
  ) then
    refusal := 'signed-out';
  end if;

  for draft in select * from jsonb_to_recordset(in_drafts) as d(id uuid, body text, draft_hash text) loop
    select * into held from messages m where m.thread_id = in_thread_id and m.id = draft.id;
    is_new := false;

    if held.author_id = in_author_id and held.draft_hash = draft.draft_hash then
      -- A retry: the message is there, whatever happened to it or to its writer since.
      result := 'sent';
    elsif refusal is not null then
      result := refusal;
      held := null;
    elsif held.id is not null then
      result := 'message-id-taken';
      held := null;
    else
      thread.last_seq := thread.last_seq + 1;
      thread.last_rev := thread.last_rev + 1;
      insert into messages (thread_id, seq, id, author_id, body, draft_hash, rev, created_at)
      values (
        in_thread_id, thread.last_seq, draft.id, in_author_id, draft.body, draft.draft_hash, thread.last_rev,
        clock_timestamp()
      )
      returning * into held;
      newest_at := held.created_at;
      result := 'sent';
      is_new := true;
    end if;

    id := draft.id;
    seq := held.seq;
    rev := held.rev;
    body := held.body;
    created_at := held.created_at;
    edited_at := held.edited_at;
    deleted_at := held.deleted_at;
    membership_version := thread.membership_version;
    return next;
  end loop;

  update threads
  set last_seq = thread.last_seq, last_rev = thread.last_rev,
    last_message_at = newest_at, last_change_at = clock_timestamp()
  where threads.id = in_thread_id and last_rev < thread.last_rev;
end
$$;
--> statement-breakpoint
update threads set last_message_at = messages.created_at
from messages where messages.thread_id = threads.id and messages.seq = threads.last_seq;
