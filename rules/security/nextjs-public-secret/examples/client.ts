// ruleid: nextjs-public-secret
export const key = import.meta.env.VITE_ADMIN_PASSWORD;
// ok: nextjs-public-secret
export const url = import.meta.env.VITE_API_URL;
