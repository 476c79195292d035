// Takes the place of `cosmiconfig` in the built program. graphile-worker calls it when it is imported: it would look for a
// configuration from the working folder upwards, and run it if it is a script.

export function cosmiconfigSync() {
  return { search: () => null };
}
