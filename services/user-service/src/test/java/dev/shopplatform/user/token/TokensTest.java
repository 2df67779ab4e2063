package dev.shopplatform.user.token;

import static dev.shopplatform.service.test.Problem.problem;
import static dev.shopplatform.user.UserApi.uniqueEmail;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.Executors;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.shopplatform.service.test.Concurrently;
import dev.shopplatform.service.test.ServiceTest;
import dev.shopplatform.user.UserApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class TokensTest {

    private static final String ISSUER = "http://user-service:8080";

    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private SigningKeys keys;
    private UserApi api;

    @Value("${local.server.port}")
    void connect(int port) {
        api = UserApi.at(port);
    }

    @AfterEach
    void leaveOneKey() {
        jdbc.sql("DELETE FROM signing_keys WHERE generation > 1").update();
    }

    @Test
    void anyoneCanVerifyATokenByThePublishedKeys() throws Exception {
        var email = uniqueEmail();
        var user = api.registered(email);
        var token = SignedJWT.parse(api.loggedIn(email).accessToken());
        var key = JWKSet.parse(api.jwks()).getKeyByKeyId(token.getHeader().getKeyID()).toECKey();

        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(user.id().toString());
        assertThat(claims.getIssuer()).isEqualTo(ISSUER);
        assertThat(claims.getAudience()).containsExactly("shop");
        assertThat(claims.getExpirationTime()).isAfter(Instant.now());
    }

    @Test
    void publishesNoPrivateKey() throws Exception {
        assertThat(JWKSet.parse(api.jwks()).containsNonPublicKeys()).isFalse();
        assertThat(api.http().get().uri("/.well-known/jwks.json").exchange().expectBody(String.class).returnResult()
                .getResponseBody()).isEqualTo(api.jwks());
    }

    @Test
    void refusesWhatItDidNotSign() throws Exception {
        var userId = api.registered(uniqueEmail()).id();
        problem(api.http().get().uri("/users/me").exchange(), 401);
        problem(api.me("nonsense"), 401);
        problem(api.me(new PlainJWT(claims(userId, ISSUER, 60)).serialize()), 401);
        problem(api.me(signed(newKey(), claims(userId, ISSUER, 60))), 401);
        var ourKey = keys.current().toECKey();
        problem(api.me(signed(ourKey, claims(userId, ISSUER, -120))), 401);
        problem(api.me(signed(ourKey, claims(userId, "https://other.example", 60))), 401);
        api.me(signed(ourKey, claims(userId, ISSUER, 60))).expectStatus().isOk();
    }

    @Test
    void replicasThatStartTogetherAgreeOnOneKey() throws Exception {
        jdbc.sql("DELETE FROM signing_keys").update();
        Concurrently.times(8, Executors.callable(this::startReplica));
        assertThat(JWKSet.parse(api.jwks()).size()).isEqualTo(1);
    }

    @Test
    void aRestartKeepsTheKey() {
        var before = api.jwks();
        startReplica();
        assertThat(api.jwks()).isEqualTo(before);
    }

    @Test
    void aRotatedKeySignsAndTheOldOneStillVerifies() throws Exception {
        var email = uniqueEmail();
        api.registered(email);
        var oldToken = api.loggedIn(email).accessToken();
        var newKey = newKey();
        jdbc.sql("INSERT INTO signing_keys (generation, jwk) VALUES (2, :jwk::jsonb)")
                .param("jwk", newKey.toJSONString()).update();
        var newToken = api.loggedIn(email).accessToken();

        assertThat(SignedJWT.parse(newToken).getHeader().getKeyID()).isEqualTo(newKey.getKeyID());
        assertThat(JWKSet.parse(api.jwks()).size()).isEqualTo(2);
        api.me(newToken).expectStatus().isOk();
        api.me(oldToken).expectStatus().isOk();
    }

    private void startReplica() {
        try {
            keys.run(null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey newKey() throws Exception {
        return new ECKeyGenerator(Curve.P_256).algorithm(JWSAlgorithm.ES256).keyIDFromThumbprint(true).generate();
    }

    private static JWTClaimsSet claims(UUID subject, String issuer, int secondsToLive) {
        return new JWTClaimsSet.Builder().subject(subject.toString()).issuer(issuer).audience("shop")
                .expirationTime(Date.from(Instant.now().plusSeconds(secondsToLive))).build();
    }

    private static String signed(ECKey key, JWTClaimsSet claims) throws Exception {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}
