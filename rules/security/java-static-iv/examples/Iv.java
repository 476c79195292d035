import java.security.SecureRandom;
import javax.crypto.spec.*;

class Iv {
    void fixed() {
        // ruleid: java-static-iv
        new IvParameterSpec("1234567890123456".getBytes());
        // ruleid: java-static-iv
        new IvParameterSpec(new byte[16]);
        byte[] iv = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
        // ruleid: java-static-iv
        new GCMParameterSpec(128, iv);
    }

    void random(byte[] received) {
        byte[] iv = new byte[16];
        new SecureRandom().nextBytes(iv);
        // ok: java-static-iv
        new IvParameterSpec(iv);
        // ok: java-static-iv
        new GCMParameterSpec(128, received, 0, 12);
    }
}
