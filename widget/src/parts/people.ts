/** What one can do about people beside seeing who takes part: fetched when first drawn. */
export const build = BUILD;
export { Delegations } from "../views/delegations";
export { Invite } from "../views/invite";
export { OwnData } from "../views/own-data";
