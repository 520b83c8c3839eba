"use server";

import { action } from "@/lib/action";
import * as pictures from "@/lib/pictures";
import { ChangePicture } from "@/lib/wire/pictures";

export const removePicture = action(ChangePicture, pictures.removePicture, "change");
