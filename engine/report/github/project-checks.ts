/**
 * Checks of projects besides the stable one. Each is a call that writes, a second apart from the next and of the 500 an
 * hour that GitHub allows for all content. It is always the first of the configuration that have one: a check that a
 * branch rule waits for must not come and go with what a change touches.
 */
export const MAX_PROJECT_CHECKS = 25;
