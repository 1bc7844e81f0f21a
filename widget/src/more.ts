/** The second script, fetched when one of its views is first asked for. */
export const build = BUILD;
export { FormView } from "./views/form-view";
export { Invite } from "./views/invite";
export { Uploads } from "./views/uploads";
