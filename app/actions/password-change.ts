"use server";

import { action } from "@/lib/action";
import * as passwords from "@/lib/password-change";
import { ChangePassword } from "@/lib/wire/password-change";

export const changePassword = action(ChangePassword, passwords.changePassword, "password-change");
