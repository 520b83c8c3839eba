import type { ServerResponse } from "node:http";
import { LENGTH_HEADER } from "@/lib/body-length";

/** Says how long an answer is whose route knows it, unless it is compressed on its way and has another length. */
export function tellLength(response: ServerResponse): void {
  const { writeHead } = response;
  response.writeHead = (...head: unknown[]) => {
    const length = response.getHeader(LENGTH_HEADER);
    response.removeHeader(LENGTH_HEADER);
    if (length !== undefined && !response.hasHeader("Content-Encoding")) response.setHeader("Content-Length", length);
    return Reflect.apply(writeHead, response, head);
  };
}
