import java.security.MessageDigest;
import org.apache.commons.codec.digest.DigestUtils;

class Hashes {
    byte[] md5(byte[] data) throws Exception {
        // ruleid: java-weak-hash
        return MessageDigest.getInstance("MD5").digest(data);
    }

    byte[] sha1(byte[] data) throws Exception {
        String algorithm = "SHA-1";
        // ruleid: java-weak-hash
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        // ruleid: java-weak-hash
        DigestUtils.md5Hex(data);
        return digest.digest(data);
    }

    byte[] sha256(byte[] data, String configured) throws Exception {
        // ok: java-weak-hash
        MessageDigest.getInstance(configured);
        // ok: java-weak-hash
        DigestUtils.sha256Hex(data);
        // ok: java-weak-hash
        return MessageDigest.getInstance("SHA-256").digest(data);
    }
}
