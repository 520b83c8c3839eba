import type { ServerResponse } from "node:http";
import type { Events } from "./state";

/** Server-sent events to everybody who looks. */
export function createStream() {
  const responses = new Set<ServerResponse>();

  return {
    open(response: ServerResponse): void {
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
      responses.add(response);
      response.on("close", () => responses.delete(response));
    },
    /** To all, or to one who has just come. */
    send<Name extends keyof Events>(name: Name, value: Events[Name], to: Iterable<ServerResponse> = responses): void {
      const text = `event: ${name}\ndata: ${JSON.stringify(value)}\n\n`;
      for (const response of to) response.write(text);
    },
    close(): void {
      for (const response of responses) response.destroy();
    },
  };
}
