package dev.shopplatform.user.token;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Service;

/** Issues the tokens that say who a customer is. */
@Service
public class Tokens {

    private final SigningKeys keys;
    private final JwtEncoder encoder;
    private final TokenProperties properties;

    Tokens(SigningKeys keys, JwtEncoder encoder, TokenProperties properties) {
        this.keys = keys;
        this.encoder = encoder;
        this.properties = properties;
    }

    public AccessToken issue(UUID userId) {
        var now = Instant.now();
        var header = JwsHeader.with(SignatureAlgorithm.ES256).keyId(keys.current().getKeyID()).build();
        var claims = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .issuer(properties.issuer())
                .audience(List.of(properties.audience()))
                .subject(userId.toString())
                .issuedAt(now)
                .expiresAt(now.plus(properties.lifetime()))
                .build();
        var token = encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
        return new AccessToken(token, "Bearer", properties.lifetime().toSeconds());
    }
}
