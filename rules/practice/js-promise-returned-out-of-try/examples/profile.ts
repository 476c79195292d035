import axios from 'axios';

export async function load(id: string): Promise<unknown> {
  try {
    // ruleid: js-promise-returned-out-of-try
    return axios.get(`/profiles/${id}`);
  } catch (error) {
    return undefined;
  }
}

export async function loaded(id: string): Promise<unknown> {
  try {
    // ok: js-promise-returned-out-of-try
    return await axios.get(`/profiles/${id}`);
  } catch (error) {
    return undefined;
  }
}
