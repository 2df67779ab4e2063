package dev.shopplatform.service;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import java.io.IOException;
import java.util.Optional;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** Asks for a bearer token on everything but the operational endpoints and what a service declares open. */
@AutoConfiguration
@ConditionalOnClass(BearerTokenAuthenticationFilter.class)
public class BearerSecurity {

    /** The requests that a service answers without a token. */
    public record OpenRequests(RequestMatcher matcher) {}

    private final JsonMapper json;
    private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

    BearerSecurity(JsonMapper json) {
        this.json = json;
    }

    @Bean
    SecurityFilterChain bearerTokens(HttpSecurity http, Optional<OpenRequests> declaredOpen) {
        var open = new OrRequestMatcher(pathPattern("/actuator/**"), pathPattern("/v3/api-docs/**"),
                declaredOpen.map(OpenRequests::matcher).orElse(request -> false));
        var tokens = new DefaultBearerTokenResolver();
        return http
                .csrf(CsrfConfigurer::disable)
                .logout(LogoutConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
                    requests.requestMatchers(open).permitAll();
                    requests.anyRequest().authenticated();
                })
                .oauth2ResourceServer(server -> server
                        .jwt(jwt -> {})
                        .bearerTokenResolver(request -> open.matches(request) ? null : tokens.resolve(request))
                        .authenticationEntryPoint(this::refuse)
                        .withObjectPostProcessor(new RefuseAlsoWhenKeysAreMissing()))
                .build();
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
        try {
            ProblemDetail problem;
            if (e instanceof AuthenticationServiceException) {
                problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
                        "The token cannot be checked now, as its issuer does not answer. Try again.");
            } else {
                challenge.commence(request, response, e);
                problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED,
                        "This needs a valid bearer token: POST /users/login gives one.");
            }
            response.setStatus(problem.getStatus());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            json.writeValue(response.getOutputStream(), problem);
        } catch (IOException | ServletException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** Without it the filter would let "the issuer does not answer" through as an error page. */
    private final class RefuseAlsoWhenKeysAreMissing implements ObjectPostProcessor<BearerTokenAuthenticationFilter> {
        @Override
        public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
            var handler = new AuthenticationEntryPointFailureHandler(BearerSecurity.this::refuse);
            handler.setRethrowAuthenticationServiceException(false);
            filter.setAuthenticationFailureHandler(handler);
            return filter;
        }
    }
}
