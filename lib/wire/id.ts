import { z } from "zod";

/** A UUID in one spelling: the same thread in capitals would be another room. */
export const Id = z.uuid().toLowerCase();
