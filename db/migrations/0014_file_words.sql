-- What it has is marked by what there is: `F` for any file, `I` for an image. Otherwise as it was (0011_search.sql).
create or replace function enter_words(in_thread_id uuid, in_seq integer, in_words text) returns void language sql
as $$
  insert into message_words (thread_id, seq, created_at, words)
  select m.thread_id, m.seq, m.created_at, in_words::tsvector || array_to_tsvector(
    array[mark_of('A', m.author_id), mark_of('T', m.thread_id)]
      || (select array_agg(mark_of('M', n.user_id)) from mentions n where n.thread_id = m.thread_id and n.seq = m.seq)
      || case when exists (select from reactions r where r.thread_id = m.thread_id and r.seq = m.seq)
        then array['R'] end
      || (
        select array_agg(distinct mark)
        from files f, unnest(array['F', case when f.type = 'image/webp' then 'I' end]) as mark
        where f.thread_id = m.thread_id and f.seq = m.seq and mark is not null
      )
  )
  from messages m
  where m.thread_id = in_thread_id and m.seq = in_seq and m.kind = 'text' and m.deleted_at is null
  on conflict do nothing
$$;
--> statement-breakpoint
-- A message that gets a file is found under other words than before. Whoever gives it the file enters it anew; what a
-- process of the build before this one does not enter, a job does.
create function forget_words_without_files() returns trigger language plpgsql
as $$
begin
  delete from message_words w where w.thread_id = new.thread_id and w.seq = new.seq;
  return null;
end
$$;
--> statement-breakpoint
create trigger forget_words_without_files after update of seq on files
for each row when (new.seq is not null) execute function forget_words_without_files();
--> statement-breakpoint
delete from message_words w using files f where f.thread_id = w.thread_id and f.seq = w.seq;
--> statement-breakpoint
insert into jobs (id, kind, due_at)
select gen_random_uuid(), 'enter-words', now() + later from unnest(array[interval '0', interval '1 hour']) as later
where exists (select from messages);
