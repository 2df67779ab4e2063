package dev.shopplatform.service;

import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;

/** What /v3/api-docs says beyond the operations themselves. */
@AutoConfiguration
public class ApiDescription {

    /** The security scheme that operations name which need a token. */
    public static final String BEARER = "bearer";

    @Bean
    OpenAPI openApi(@Value("${spring.application.name}") String name, Optional<BuildProperties> build) {
        var bearer = new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT");
        return new OpenAPI()
                .info(new Info().title(name).version(build.map(BuildProperties::getVersion).orElse("unknown")))
                .components(new Components().addSecuritySchemes(BEARER, bearer));
    }
}
