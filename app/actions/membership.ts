"use server";

import { action } from "@/lib/action";
import * as membership from "@/lib/membership";
import { AddParticipants, RemoveParticipant } from "@/lib/wire/threads";

export const addParticipants = action(AddParticipants, membership.addParticipants);
export const removeParticipant = action(RemoveParticipant, membership.removeParticipant);
