"use server";

import { action } from "@/lib/action";
import * as groups from "@/lib/groups";
import { RenameGroup, SetHistory } from "@/lib/wire/threads";

export const renameGroup = action(RenameGroup, groups.renameGroup, "change");
export const setHistory = action(SetHistory, groups.setHistory, "change");
