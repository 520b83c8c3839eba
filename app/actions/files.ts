"use server";

import { action } from "@/lib/action";
import * as files from "@/lib/files";
import { CancelFile } from "@/lib/wire/files";

export const cancelFile = action(CancelFile, files.cancelFile);
