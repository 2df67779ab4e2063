package dev.shopplatform.user.account;

import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UserRepository {

    /** A user's id with what proves that it is them. */
    record Login(UUID id, String passwordHash) {}

    private final JdbcClient jdbc;

    UserRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty if the e-mail address is taken. */
    Optional<User> insert(UUID id, String email, String name, String passwordHash) {
        return jdbc.sql("""
                INSERT INTO users (id, email, name, password_hash) VALUES (:id, :email, :name, :passwordHash)
                ON CONFLICT (email) DO NOTHING
                RETURNING id, email, name, created_at""")
                .param("id", id).param("email", email).param("name", name).param("passwordHash", passwordHash)
                .query(User.class).optional();
    }

    Optional<User> byId(UUID id) {
        return jdbc.sql("SELECT id, email, name, created_at FROM users WHERE id = :id").param("id", id)
                .query(User.class).optional();
    }

    Optional<Login> loginOf(String email) {
        return jdbc.sql("SELECT id, password_hash FROM users WHERE email = :email").param("email", email)
                .query(Login.class).optional();
    }
}
