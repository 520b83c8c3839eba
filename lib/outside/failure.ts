/** What is outside could not be reached now; it may be there later. */
export class Unreachable extends Error {}

/** What is outside is not to be asked, or is not what was asked for; asking again changes nothing. */
export class Unwanted extends Error {}
