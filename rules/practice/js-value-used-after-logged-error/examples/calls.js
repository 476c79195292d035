async function load() {
  let user;
  try {
    user = await fetchUser();
  } catch (error) {
    log.warn('no user', error);
  }
  // ruleid: js-value-used-after-logged-error
  user.touch();
}
