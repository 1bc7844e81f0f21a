/** Other municipalities: what is shared, who is alike, what they know; fetched when first drawn. */
export const build = BUILD;
export { Exchange } from "../views/exchange";
