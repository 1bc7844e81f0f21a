/** Made by the build: lays out what the second script takes from this one. */
declare module "shared";

/** Made by the build: the mark of the source that both scripts come from. */
declare const BUILD: string;
