package dev.shopplatform.order;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

/** What order-service sees of user-service: its published keys, and tokens signed by them. */
final class Issuer {

    private final ECKey key = newKey();
    private final HttpServer server;

    Issuer() {
        var jwks = new JWKSet(key).toPublicJWKSet().toString().getBytes();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/users/.well-known/jwks.json", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, jwks.length);
                exchange.getResponseBody().write(jwks);
            }
        });
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    String token(String customer) {
        return token(customer, UnaryOperator.identity());
    }

    String token(String customer, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(key, customer, change);
    }

    String foreignToken(String customer) {
        return signed(newKey(), customer, UnaryOperator.identity());
    }

    private static String signed(ECKey key, String customer, UnaryOperator<JWTClaimsSet.Builder> change) {
        var claims = change.apply(new JWTClaimsSet.Builder()
                .subject(customer)
                .issuer("http://user-service:8080")
                .audience("shop")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))).build();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).algorithm(JWSAlgorithm.ES256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
