"use server";

import { action } from "@/lib/action";
import * as attention from "@/lib/attention";
import { SetAttention } from "@/lib/wire/attention";

export const setAttention = action(SetAttention, attention.setAttention, "change");
