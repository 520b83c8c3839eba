"use server";

import * as changes from "@/lib/account-changes";
import { action } from "@/lib/action";
import * as deletions from "@/lib/deletions";
import * as invites from "@/lib/invites";
import * as previews from "@/lib/link-previews";
import * as registration from "@/lib/registration";
import * as resets from "@/lib/resets";
import { DeleteAccount, NameAccount, SetRole } from "@/lib/wire/accounts";
import { CreateInvite, RevokeInvite } from "@/lib/wire/invites";
import { SetLinkPreviews } from "@/lib/wire/link-previews";
import { SetRegistration } from "@/lib/wire/registration";

export const createInvite = action(CreateInvite, invites.createInvite, "link");
export const revokeInvite = action(RevokeInvite, invites.revokeInvite, "change");
export const setRegistration = action(SetRegistration, registration.setRegistration, "change");
export const setLinkPreviews = action(SetLinkPreviews, previews.setLinkPreviews, "change");
export const createReset = action(NameAccount, resets.createReset, "link");
export const setAccountRole = action(SetRole, changes.setRole, "change");
export const deactivateAccount = action(NameAccount, changes.deactivateAccount, "change");
export const reactivateAccount = action(NameAccount, changes.reactivateAccount, "change");
export const deleteAccount = action(DeleteAccount, deletions.deleteAccount, "change");
