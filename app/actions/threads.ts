"use server";

import { action } from "@/lib/action";
import * as threads from "@/lib/threads";
import { ListThreads, StartThread } from "@/lib/wire/threads";

export const listThreads = action(ListThreads, threads.listThreads);
export const startThread = action(StartThread, threads.startThread);
