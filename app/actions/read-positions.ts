"use server";

import { action } from "@/lib/action";
import * as readPositions from "@/lib/read-positions";
import { MarkAllRead, MarkUnread } from "@/lib/wire/read-positions";

export const markUnread = action(MarkUnread, readPositions.markUnread, "change");
export const markAllRead = action(MarkAllRead, readPositions.markAllRead, "change");
