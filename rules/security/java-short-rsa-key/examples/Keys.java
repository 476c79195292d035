import java.security.*;

class Keys {
    KeyPair weak() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        // ruleid: java-short-rsa-key
        generator.initialize(1024, new SecureRandom());
        return generator.generateKeyPair();
    }

    KeyPair strong() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        // ok: java-short-rsa-key
        generator.initialize(3072);
        return generator.generateKeyPair();
    }

    KeyPair curve() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        // ok: java-short-rsa-key
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
