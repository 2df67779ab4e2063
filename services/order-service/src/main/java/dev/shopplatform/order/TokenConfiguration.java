package dev.shopplatform.order;

import java.net.MalformedURLException;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

@Configuration
class TokenConfiguration {

    /** Not the decoder that Spring Boot would configure, as customers go on ordering while user-service is away. */
    @Bean
    JwtDecoder jwtDecoder(TokenProperties properties) throws MalformedURLException {
        var timeout = (int) properties.jwksTimeout().toMillis();
        JWKSource<SecurityContext> keys = JWKSourceBuilder
                .create(properties.jwksUri().toURL(), new DefaultResourceRetriever(timeout, timeout))
                .retrying(true)
                .outageTolerant(properties.outageTolerance().toMillis())
                .build();
        var decoder = NimbusJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.ES256).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(properties.issuer()),
                new JwtAudienceValidator(properties.audience())));
        return decoder;
    }
}
