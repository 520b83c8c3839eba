import type { Tab } from "@/components/connection/tab";
import type { Viewer } from "@/lib/sessions";
import type { SetAttention, ThreadAttention } from "@/lib/wire/attention";
import type { Outcome } from "@/lib/wire/outcome";
import type { Person } from "@/lib/wire/people";

type Means = {
  viewer: Viewer;
  tab: Tab;
  post: <Value>(action: string, input: object) => Promise<Outcome<Value>>;
  putFile: <Value>(address: string, file: Buffer) => Promise<Outcome<Value>>;
};

/** What a person wants otherwise for themselves on a page: it takes the answer as it takes a push. */
export function createWishes({ viewer: { id: viewerId }, tab: { deliveries }, post, putFile }: Means) {
  const show = (person: Person) => deliveries.personChanged({ ...person, isDeleted: false });

  return {
    /** Mutes, pins or archives a thread, or takes that back. */
    async setAttention(threadId: string, change: SetAttention["change"]): Promise<void> {
      const outcome = await post<ThreadAttention>("setAttention", { viewerId, threadId, change });
      if (outcome.ok) deliveries.attention(outcome.value);
    },
    async setBlock(personId: string, isBlocked: boolean): Promise<void> {
      const outcome = await post<string[]>("setBlock", { viewerId, personId, isBlocked });
      if (outcome.ok) deliveries.blocked(outcome.value);
    },
    async changeName(name: string): Promise<void> {
      const outcome = await post<Person>("changeName", { viewerId, name });
      if (outcome.ok) show(outcome.value);
    },
    /** Their own face, or a group's; null takes it away. Answers whether it worked. */
    async changePicture(picture: Buffer | null, threadId?: string): Promise<boolean> {
      const change = { viewerId, ...(threadId && { threadId }) };
      const outcome = await (picture
        ? putFile<Person>(`/api/pictures?${new URLSearchParams(change)}`, picture)
        : post<Person>("removePicture", change));
      if (outcome.ok && !threadId) show(outcome.value);
      return outcome.ok;
    },
  };
}
