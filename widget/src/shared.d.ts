/** Made by the build: lays out what the second script takes from this one. */
declare module "shared";
