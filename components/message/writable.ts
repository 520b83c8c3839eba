import { createContext, useContext } from "react";

/** Whether the viewer can write in the thread around it: where not, nothing of it is answered, edited or reacted to. */
export const WritableContext = createContext(true);

export const useIsWritable = () => useContext(WritableContext);
