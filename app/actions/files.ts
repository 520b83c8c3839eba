"use server";

import { action } from "@/lib/action";
import * as files from "@/lib/files";
import * as threadFiles from "@/lib/thread-files";
import { CancelFile } from "@/lib/wire/files";
import { ListFiles } from "@/lib/wire/thread-files";

export const cancelFile = action(CancelFile, files.cancelFile, "change");
export const listFiles = action(ListFiles, threadFiles.listFiles, "read");
