"use server";

import { action } from "@/lib/action";
import * as newThreads from "@/lib/new-threads";
import * as threads from "@/lib/threads";
import { FindThreads, ListThreads, StartThread } from "@/lib/wire/threads";

export const findThreads = action(FindThreads, threads.findThreads, "completion");
export const listThreads = action(ListThreads, threads.listThreads, "read");
export const startThread = action(StartThread, newThreads.startThread, "new-thread");
