import { type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { FileName, Quote } from "@/lib/wire/excerpts";
import type { MessageFile } from "@/lib/wire/files";
import type { LinkPreview } from "@/lib/wire/link-previews";
import type { Mention, Reaction } from "@/lib/wire/messages";
import { seenColumns } from "./people";
import { files, linkPreviews, mentions, messages, reactions, settings, users } from "./schema";

/** The message that one replies to, and who wrote that. */
export const originals = alias(messages, "originals");
export const originalAuthors = alias(users, "original_authors");

/** As JSON, like all that is not one value: the client knows no arrays (`fetch_types` in client.ts). */
const mentioned = sql<Mention[] | null>`(
  select json_agg(json_build_object('id', u.id, 'username', u.username, 'name', u.name) order by u.username)
  from ${mentions} m join ${users} u on u.id = m.user_id
  where m.thread_id = ${messages.threadId} and m.seq = ${messages.seq})`;

/** In the order in which each first came. */
const reacted = sql<Reaction[] | null>`(
  select json_agg(json_build_object('emoji', emoji, 'people', people) order by first_at, emoji)
  from (
    select r.emoji, min(r.created_at) as first_at,
      json_agg(json_build_object('id', u.id, 'name', u.name) order by r.created_at, u.id) as people
    from ${reactions} r join ${users} u on u.id = r.user_id
    where r.thread_id = ${messages.threadId} and r.seq = ${messages.seq}
    group by r.emoji
  ) as of_message)`;

/** In the order in which they were chosen; of each as much as `of` says. */
const filesOf = (message: typeof messages | typeof originals, of: SQL) => sql`(
  select json_agg(json_build_object(${of}) order by f.place)
  from ${files} f
  where f.thread_id = ${message.threadId} and f.seq = ${message.seq})`;

const NAME = sql`'name', f.name`;
const WHOLE = sql`'id', f.id, 'name', f.name, 'size', f.size, 'type', f.type, 'width', f.width, 'height', f.height,
  'thumbhash', f.thumbhash`;

/** The names of a message's files. */
export const fileNames = sql<FileName[] | null>`${filesOf(messages, NAME)}`;

/** As long as previews are on. */
const previewed = sql<LinkPreview | null>`(
  select json_build_object(
    'url', p.url, 'title', p.title, 'siteName', p.site_name, 'description', p.description,
    'picture', case when p.picture_id is not null then json_build_object(
      'id', p.picture_id, 'width', p.picture_width, 'height', p.picture_height) end)
  from ${linkPreviews} p
  where p.thread_id = ${messages.threadId} and p.seq = ${messages.seq} and p.removed_at is null
    and (select link_previews from ${settings}))`;

/** The beginning of the message that this one replies to, as far as the join of `originals` lets it be read. */
const quote = sql<Quote | null>`case when ${originals.seq} is not null then json_build_object(
  'seq', ${originals.seq}, 'rev', ${originals.rev}, 'body', left(${originals.body}, 200),
  'isDeleted', ${originals.deletedAt} is not null, 'files', coalesce(${filesOf(originals, NAME)}, '[]'),
  'author', json_build_object('id', ${originalAuthors.id}, 'name', ${originalAuthors.name})) end`;

/** What the line of a thread shows of its last message. */
export const lastMessageColumns = {
  seq: messages.seq,
  id: messages.id,
  body: sql<string>`left(${messages.body}, 200)`,
  event: messages.event,
  deletedAt: messages.deletedAt,
  mentions: mentioned,
  files: fileNames,
};

/** Of a message with all that belongs to it; needs the joins of its author and of `originals`. */
export const messageColumns = {
  threadId: messages.threadId,
  seq: messages.seq,
  id: messages.id,
  body: messages.body,
  event: messages.event,
  rev: messages.rev,
  createdAt: messages.createdAt,
  editedAt: messages.editedAt,
  deletedAt: messages.deletedAt,
  replyToSeq: messages.replyToSeq,
  quote,
  reactions: reacted,
  mentions: mentioned,
  files: sql<MessageFile[] | null>`${filesOf(messages, WHOLE)}`,
  preview: previewed,
  author: seenColumns,
};
