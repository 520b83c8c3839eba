export * from "./administration";
export * from "./files";
export * from "./link-previews";
export * from "./messages";
export * from "./people";
export * from "./pictures";
export * from "./threads";
