package dev.shopplatform.user.token;

/** The answer to a login, in OAuth 2's words. @param expiresIn seconds */
public record AccessToken(String accessToken, String tokenType, long expiresIn) {

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "AccessToken[expiresIn=%d]".formatted(expiresIn);
    }
}
