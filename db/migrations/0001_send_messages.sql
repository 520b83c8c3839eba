-- Writes drafts of one writer into one thread, in order, and says for each what became of it.
--
-- The lock of the thread's row comes first and everything is looked up in statements of its own after it: under READ
-- COMMITTED each of them sees all that was committed before the lock was granted. A single statement that checks and
-- inserts works on a snapshot from before the lock, and so accepts messages after the writer's removal was committed.
create function send_messages(in_thread_id uuid, in_author_id uuid, in_session_id uuid, in_drafts jsonb)
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
    last_message_at = clock_timestamp(), last_change_at = clock_timestamp()
  where threads.id = in_thread_id and last_rev < thread.last_rev;
end
$$;
