"use client";

import { SquarePen } from "lucide-react";
import { useState } from "react";
import { late, useLate } from "@/components/late";
import { IconButton } from "@/components/ui/icon-button";

export const newConversationDialog = late(() =>
  import("./new-conversation-dialog").then(({ NewConversationDialog }) => NewConversationDialog),
);

export function NewConversation() {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  const NewConversationDialog = useLate(newConversationDialog, isOpen, close);
  return (
    <span className="noscript:hidden">
      <IconButton label="New conversation" icon={SquarePen} onClick={() => setIsOpen(true)} />
      {isOpen && NewConversationDialog && <NewConversationDialog onClose={close} />}
    </span>
  );
}
