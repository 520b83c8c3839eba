"use client";

import { Command as Menu } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { startThread } from "@/app/actions/threads";
import { Avatar } from "@/components/people/avatar";
import { searchAddress } from "@/components/search/address";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { ThreadSummary } from "@/lib/wire/threads";
import type { OverlayName } from "./overlays";
import { paletteField } from "./palette-field";
import { useCommands } from "./use-commands";
import { usePaletteResults } from "./use-palette-results";

const IN_MESSAGES = "in messages";

type PaletteProps = {
  typed: string;
  onType: (text: string) => void;
  onShow: (name: OverlayName) => void;
  onSignOut: () => void;
  onClose: () => void;
};

/** People, conversations and things to do, by typing. What the server finds joins below what is shown already. */
export function Palette({ typed, onType, onShow, onSignOut, onClose }: PaletteProps) {
  const viewer = useViewer();
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState("");
  const { held, commands, more, people, isSearching } = usePaletteResults(
    typed,
    useCommands({ onShow, onSignOut, onClose }),
  );
  const start = useAction(startThread, ({ threadId }) => open(threadId));

  const named = [
    ...held.map(({ id }) => id),
    ...commands.map(({ name }) => name),
    ...[...more, ...people].map(({ id }) => id),
  ];
  const said = typed.trim() ? [typed.trim()] : [];
  const values = [...named, ...said.map(() => IN_MESSAGES)];
  const active = values.includes(chosen) ? chosen : (values[0] ?? "");

  // Opening gives the focus to the menu around it. What was typed before this was there goes on at its end.
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);

  function open(threadId: string) {
    router.push(`/t/${threadId}`);
    onClose();
  }

  function search() {
    router.push(searchAddress({ q: typed.trim() }));
    onClose();
  }

  const threadItems = (threads: ThreadSummary[]) =>
    threads.map(({ id, title, kind, counterpart, pictureId }) => (
      <Entry key={id} value={id} name={title} onSelect={() => open(id)}>
        <Avatar
          id={counterpart?.id ?? id}
          name={title}
          pictureId={counterpart?.pictureId ?? pictureId}
          kind={kind === "group" ? "group" : "person"}
          size="s"
        />
      </Entry>
    ));

  return (
    <Menu
      label="Search or jump to"
      shouldFilter={false}
      loop
      vimBindings={false}
      value={active}
      onValueChange={setChosen}
      className="flex min-h-0 flex-col"
    >
      <Menu.Input
        ref={field}
        value={typed}
        onValueChange={(text) => {
          onType(text);
          setChosen("");
        }}
        {...paletteField}
      />
      {start.refusal && <Notice className="m-2">{inWords(start.refusal)}</Notice>}
      <Menu.List className="max-h-[min(26rem,60dvh)] overflow-y-auto overscroll-contain p-2">
        <Group heading="Conversations">{threadItems(held)}</Group>
        <Group heading="Actions">
          {commands.map(({ name, icon: Icon, run }) => (
            <Entry key={name} value={name} name={name} onSelect={run}>
              <span className="grid size-7.5 place-items-center text-muted">
                <Icon aria-hidden size={18} strokeWidth={1.75} />
              </span>
            </Entry>
          ))}
        </Group>
        <Group heading="More conversations">{threadItems(more)}</Group>
        <Group heading="People">
          {people.map(({ id, name, username, pictureId }) => (
            <Entry
              key={id}
              value={id}
              name={name}
              detail={username}
              onSelect={() => start.run({ viewerId: viewer.id, personIds: [id], title: "" })}
            >
              <Avatar id={id} name={name} pictureId={pictureId} size="s" />
            </Entry>
          ))}
        </Group>
        {named.length === 0 && !isSearching && (
          <p role="status" className="px-3 py-4 text-muted text-small">
            Nothing is called “{typed.trim()}”.
          </p>
        )}
        <Group heading="Messages">
          {said.map((text) => (
            <Entry key={IN_MESSAGES} value={IN_MESSAGES} name={`Search messages for “${text}”`} onSelect={search}>
              <span className="grid size-7.5 place-items-center text-muted">
                <Search aria-hidden size={18} strokeWidth={1.75} />
              </span>
            </Entry>
          ))}
        </Group>
      </Menu.List>
    </Menu>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <Menu.Group
      heading={heading}
      className="not-first:mt-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-caption [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Menu.Group>
  );
}

type EntryProps = { value: string; name: string; detail?: string; onSelect: () => void; children: ReactNode };

function Entry({ value, name, detail, onSelect, children }: EntryProps) {
  return (
    <Menu.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-10 cursor-pointer items-center gap-3 rounded-m px-2 py-1 aria-selected:bg-selected pointer-coarse:min-h-11"
    >
      {children}
      <span dir="auto" className="min-w-0 truncate font-medium">
        {name}
      </span>
      {detail && <span className="min-w-0 flex-1 truncate text-muted text-small">{detail}</span>}
    </Menu.Item>
  );
}
