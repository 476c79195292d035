import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** Milliseconds between two looks for keys that are not known, whatever strangers send, and whatever came of the last one. */
const LOOK_EVERY = 1_000;
/** Milliseconds after which keys that are known are looked at again: one that is taken back is good for so long. */
const LOOK_AGAIN_AFTER = 600_000;
const ANSWER_WITHIN = 5_000;

/**
 * The keys that an issuer signs by. While it is away those that are known stay good, and where one is not known, what is thrown is
 * what went wrong.
 *
 * @param elapsed milliseconds since any instant
 */
export function createIssuerKeys(url: URL, elapsed: () => number = () => performance.now()): JWTVerifyGetKey {
  // When to look is for us to say: jose counts from the last look that succeeded.
  const keys = createRemoteJWKSet(url, {
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
    timeoutDuration: ANSWER_WITHIN,
  });
  let lookedAt = -Infinity;
  let known = false;
  let look: Promise<void> = Promise.resolve();
  const lookAgain = (): Promise<void> => {
    if (elapsed() - lookedAt < LOOK_EVERY) return look;
    lookedAt = elapsed();
    look = keys.reload().then(() => void (known = true));
    return look;
  };
  return async (header, token) => {
    if (!known) await lookAgain();
    else if (elapsed() - lookedAt >= LOOK_AGAIN_AFTER) await lookAgain().catch(() => undefined);
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await lookAgain();
      return keys(header, token);
    }
  };
}
