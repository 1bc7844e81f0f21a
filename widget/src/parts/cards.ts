/** What a message shows beside its words, and the review card: fetched when first drawn. */
export const build = BUILD;
export { Cards } from "../views/cards";
