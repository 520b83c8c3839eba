"use client";

import { useState } from "react";
import { Avatar } from "@/components/people/avatar";
import { Button } from "@/components/ui/button";
import type { Account } from "@/lib/wire/accounts";
import { ManageAccount } from "./manage-account";

export function AccountItem({ account }: { account: Account }) {
  const [isManaged, setManaged] = useState(false);
  const notes = [
    account.username,
    account.role === "administrator" && "Administrator",
    account.isDeactivated && "Deactivated",
  ];

  return (
    <li className="flex items-center gap-3 py-2.5">
      <Avatar id={account.id} name={account.name} pictureId={account.pictureId} size="m" />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate font-medium leading-5">
          {account.name}
        </p>
        <p className="truncate text-caption text-muted">{notes.filter(Boolean).join(" · ")}</p>
      </div>
      <Button aria-label={`Manage ${account.name}`} aria-haspopup="dialog" onClick={() => setManaged(true)}>
        Manage
      </Button>
      {isManaged && <ManageAccount account={account} onClose={() => setManaged(false)} />}
    </li>
  );
}
