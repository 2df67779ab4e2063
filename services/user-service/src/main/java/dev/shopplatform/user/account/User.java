package dev.shopplatform.user.account;

import java.time.Instant;
import java.util.UUID;

/** What the world may know of a user: never the password's hash. */
public record User(UUID id, String email, String name, Instant createdAt) {}
