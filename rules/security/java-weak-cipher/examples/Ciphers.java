import javax.crypto.*;

class Ciphers {
    void weak() throws Exception {
        // ruleid: java-weak-cipher
        Cipher.getInstance("AES");
        // ruleid: java-weak-cipher
        Cipher.getInstance("AES/ECB/PKCS5Padding");
        // ruleid: java-weak-cipher
        Cipher.getInstance("DESede/CBC/PKCS5Padding");
        // ruleid: java-weak-cipher
        KeyGenerator.getInstance("Blowfish");
    }

    void sound() throws Exception {
        // ok: java-weak-cipher
        Cipher.getInstance("AES/GCM/NoPadding");
        // ok: java-weak-cipher
        Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
        // ok: java-weak-cipher
        KeyGenerator.getInstance("AES");
    }
}
