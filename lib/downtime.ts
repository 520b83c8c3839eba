/**
 * The server's word to the page about its downtime, in a header that the gate takes from everybody else: what the request
 * was, "page" or "form".
 */
export const DOWNTIME_HEADER = "x-parley-downtime";
