"use server";

import { action } from "@/lib/action";
import * as membership from "@/lib/membership";
import { AddParticipants, RemoveParticipant, SetRole } from "@/lib/wire/threads";

export const addParticipants = action(AddParticipants, membership.addParticipants);
export const removeParticipant = action(RemoveParticipant, membership.removeParticipant);
export const setRole = action(SetRole, membership.setRole);
