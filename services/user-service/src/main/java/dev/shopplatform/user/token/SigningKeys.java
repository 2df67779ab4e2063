package dev.shopplatform.user.token;

import java.text.ParseException;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The keys that sign tokens. They live in the database, so they survive restarts and all replicas have the same.
 * They are read each time, so that a key rotated in is used, and published, by every replica at once.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext>, ApplicationRunner {

    private final JdbcClient jdbc;

    SigningKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Before the service is ready. Of several replicas that start at once, one wins and the others take its key. */
    @Override
    public void run(ApplicationArguments arguments) throws JOSEException {
        var key = new ECKeyGenerator(Curve.P_256)
                .algorithm(JWSAlgorithm.ES256)
                .keyUse(KeyUse.SIGNATURE)
                .keyIDFromThumbprint(true)
                .generate();
        jdbc.sql("INSERT INTO signing_keys (generation, jwk) VALUES (1, :jwk::jsonb) ON CONFLICT DO NOTHING")
                .param("jwk", key.toJSONString())
                .update();
    }

    JWK current() {
        return all().getFirst();
    }

    JWKSet published() {
        return new JWKSet(all()).toPublicJWKSet();
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        try {
            return selector.select(new JWKSet(all()));
        } catch (DataAccessException e) {
            // Told apart from a key that is not there: the token may be good, so the answer must not be 401.
            throw new RemoteKeySourceException("The database does not answer", e);
        }
    }

    private List<JWK> all() {
        return jdbc.sql("SELECT jwk::text FROM signing_keys ORDER BY generation DESC")
                .query((row, number) -> parse(row.getString(1)))
                .list();
    }

    private static JWK parse(String json) {
        try {
            return ECKey.parse(json);
        } catch (ParseException e) {
            // Without the cause, whose message may quote the key.
            throw new IllegalStateException("A signing key in the database is not a JWK");
        }
    }
}
