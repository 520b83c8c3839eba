export * from "./administration";
export * from "./files";
export * from "./messages";
export * from "./people";
export * from "./pictures";
export * from "./threads";
