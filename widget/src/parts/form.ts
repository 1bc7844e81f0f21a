/** A stage as a form: fetched when first drawn. */
export const build = BUILD;
export { FormView } from "../views/form-view";
