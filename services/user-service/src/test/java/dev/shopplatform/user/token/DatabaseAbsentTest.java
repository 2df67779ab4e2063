package dev.shopplatform.user.token;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;

class DatabaseAbsentTest {

    @Test
    void aTokenThatCannotBeCheckedIsNotABadToken() throws Exception {
        var keys = new SigningKeys(JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://localhost:1/none")));
        var decoder = new TokenConfiguration().jwtDecoder(keys, new TokenProperties("issuer", "shop", Duration.ofHours(1)));
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), new JWTClaimsSet.Builder().build());
        token.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));

        assertThatThrownBy(() -> decoder.decode(token.serialize()))
                .isInstanceOf(JwtException.class).isNotInstanceOf(BadJwtException.class);
    }
}
