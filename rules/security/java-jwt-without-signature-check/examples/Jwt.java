import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.jsonwebtoken.*;

class Jwt {
    String decoded(String token) {
        // ruleid: java-jwt-without-signature-check
        return JWT.decode(token).getSubject();
    }

    Object unsigned(String token) {
        // ruleid: java-jwt-without-signature-check
        return Jwts.parser().build().parse(token).getPayload();
    }

    Algorithm none() {
        // ruleid: java-jwt-without-signature-check
        return Algorithm.none();
    }

    String verified(String token) {
        // ok: java-jwt-without-signature-check
        return JWT.require(Algorithm.RSA256(key)).build().verify(token).getSubject();
    }

    Object signed(String token) {
        // ok: java-jwt-without-signature-check
        return Jwts.parser().verifyWith(key).build().parseSignedClaims(token).getPayload();
    }

    DecodedJWT keyFirst(String token) {
        // ok: java-jwt-without-signature-check
        String kid = JWT.decode(token).getKeyId();
        JWTVerifier verifier = verifierFor(kid);
        return verifier.verify(token);
    }
}
