import java.security.cert.*;
import javax.net.ssl.*;
import org.apache.http.conn.ssl.NoopHostnameVerifier;

class Tls {
    TrustManager open = new X509TrustManager() {
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        // ruleid: java-trust-all-certificates
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };

    TrustManager checked = new X509ExtendedTrustManager() {
        // ok: java-trust-all-certificates
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            delegate.checkServerTrusted(chain, type);
        }
    };

    void clients(HttpsURLConnection connection, HttpClientBuilder builder) {
        // ruleid: java-trust-all-certificates
        connection.setHostnameVerifier((host, session) -> true);
        // ruleid: java-trust-all-certificates
        builder.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE);
        // ok: java-trust-all-certificates
        connection.setHostnameVerifier((host, session) -> host.equals("db.example.org") && DEFAULT.verify(host, session));
    }
}
