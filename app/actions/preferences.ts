"use server";

import { action } from "@/lib/action";
import * as preferences from "@/lib/preferences";
import { UpdatePreferences } from "@/lib/wire/preferences";

export const updatePreferences = action(UpdatePreferences, preferences.updatePreferences, "change");
