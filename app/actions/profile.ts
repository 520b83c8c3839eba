"use server";

import { action } from "@/lib/action";
import * as profile from "@/lib/profile";
import { ChangeName, ChangeTheme } from "@/lib/wire/profile";

export const changeName = action(ChangeName, profile.changeName, "change");
export const changeTheme = action(ChangeTheme, profile.changeTheme, "change");
