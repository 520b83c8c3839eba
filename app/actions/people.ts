"use server";

import { action } from "@/lib/action";
import * as people from "@/lib/people";
import { FindPeople } from "@/lib/wire/people";

export const findPeople = action(FindPeople, people.findPeople, "completion");
