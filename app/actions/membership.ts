"use server";

import { action } from "@/lib/action";
import * as membership from "@/lib/membership";
import { AddParticipants, RemoveParticipant, SetRole } from "@/lib/wire/threads";

export const addParticipants = action(AddParticipants, membership.addParticipants, "change");
export const removeParticipant = action(RemoveParticipant, membership.removeParticipant, "change");
export const setRole = action(SetRole, membership.setRole, "change");
