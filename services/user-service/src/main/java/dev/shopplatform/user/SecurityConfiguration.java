package dev.shopplatform.user;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import dev.shopplatform.service.BearerSecurity.OpenRequests;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

@Configuration
@EnableResilientMethods
class SecurityConfiguration {

    @Bean
    OpenRequests openRequests() {
        return new OpenRequests(new OrRequestMatcher(
                pathPattern(HttpMethod.POST, "/users"),
                pathPattern(HttpMethod.POST, "/users/login"),
                pathPattern(HttpMethod.GET, "/users/.well-known/jwks.json"),
                pathPattern(HttpMethod.GET, "/.well-known/jwks.json")));
    }
}
