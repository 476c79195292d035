import java.sql.*;
import javax.crypto.spec.*;

class Passwords {
    void literal(HikariConfig config, String url) throws Exception {
        // ruleid: java-hard-coded-password
        DriverManager.getConnection(url, "app", "not-a-real-password");
        // ruleid: java-hard-coded-password
        config.setPassword("not-a-real-password");
        // ruleid: java-hard-coded-password
        new SecretKeySpec("sixteen-letters!".getBytes(), "AES");
    }

    void outside(HikariConfig config, String url, LoginForm form) throws Exception {
        // ok: java-hard-coded-password
        DriverManager.getConnection(url, "app", System.getenv("DB_PASSWORD"));
        // ok: java-hard-coded-password
        config.setPassword("${db.password}");
        // ok: java-hard-coded-password
        form.setPassword("");
        // ok: java-hard-coded-password
        new SecretKeySpec(keyBytes, "AES");
    }
}
