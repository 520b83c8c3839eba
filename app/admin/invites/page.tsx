import type { Metadata } from "next";
import { InviteList } from "@/components/administration/invite-list";
import { NewInvite } from "@/components/administration/new-invite";
import { Section } from "@/components/administration/section";
import { listInvites } from "@/lib/invites";
import { administratorOfPage } from "../administrator";

export const metadata: Metadata = { title: "Invites" };

export default async function InvitesPage() {
  const viewer = await administratorOfPage("/admin/invites");
  return (
    <Section title="Invites">
      <NewInvite />
      <InviteList invites={await listInvites(viewer)} />
    </Section>
  );
}
