import java.security.SecureRandom;
import java.util.*;

class Tokens {
    void reset(User user) {
        // ruleid: java-predictable-token
        String token = Long.toHexString(new Random().nextLong());
        // ruleid: java-predictable-token
        user.setResetToken(token);
    }

    String newPassword() {
        Random random = new Random();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10; i++) text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        // ruleid: java-predictable-token
        return text.toString();
    }

    void code(User user) {
        // ruleid: java-predictable-token
        user.setVerificationCode(String.valueOf((int) (Math.random() * 900000) + 100000));
    }

    void secure(User user) {
        SecureRandom random = new SecureRandom();
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        // ok: java-predictable-token
        String token = Base64.getEncoder().encodeToString(bytes);
        // ok: java-predictable-token
        user.setResetToken(token);
    }

    int colour() {
        Random random = new Random();
        // ok: java-predictable-token
        String name = "colour-" + random.nextInt(9);
        // ok: java-predictable-token
        return random.nextInt(256);
    }
}
