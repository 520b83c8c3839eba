/**
 * How many bytes a route's answer has. Next takes `Content-Length` away from what is streamed, and without it nobody who
 * waits for a file sees how far it is; the server puts it back (`server/body-length.ts`). In no answer that leaves it.
 */
export const LENGTH_HEADER = "x-parley-length";
