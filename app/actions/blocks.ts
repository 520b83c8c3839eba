"use server";

import { action } from "@/lib/action";
import * as blocks from "@/lib/blocks";
import { SetBlock } from "@/lib/wire/blocks";

export const setBlock = action(SetBlock, blocks.setBlock, "change");
