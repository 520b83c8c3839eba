/** How the field looks, whoever draws it. */
export const paletteField = {
  placeholder: "Search or jump to…",
  className: "h-13 shrink-0 border-hairline border-b bg-transparent px-5 text-field outline-none",
};
