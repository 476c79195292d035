import axios from 'axios';

async function readProfile(id) {
  try {
    // ruleid: js-promise-returned-out-of-try
    return fetch(`/profiles/${id}`);
  } catch (error) {
    return GUEST;
  }
}

async function readAll(ids) {
  try {
    if (ids.length > 0) {
      // ruleid: js-promise-returned-out-of-try
      return Promise.all(ids.map(readProfile));
    }
  } catch {
    return [];
  }
}

async function readSafely(id) {
  try {
    // ok: js-promise-returned-out-of-try
    return await fetch(`/profiles/${id}`);
  } catch (error) {
    // ok: js-promise-returned-out-of-try
    return fetch('/profiles/guest');
  }
}

async function readAgain(id) {
  try {
    await retry(() => {
      // ok: js-promise-returned-out-of-try
      return axios.get(`/profiles/${id}`);
    });
  } catch (error) {
    log.warn(error);
  }
}

async function plain(id) {
  // ok: js-promise-returned-out-of-try
  return fetch(`/profiles/${id}`);
}
