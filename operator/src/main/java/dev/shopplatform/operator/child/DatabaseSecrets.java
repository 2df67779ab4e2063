package dev.shopplatform.operator.child;

import dev.shopplatform.operator.plan.Child;
import dev.shopplatform.operator.plan.Hash;
import dev.shopplatform.operator.plan.Metadata;
import dev.shopplatform.operator.plan.Shop;
import dev.shopplatform.operator.plan.View;
import dev.shopplatform.operator.plan.Wanted;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The connection settings of each managed Postgres. Made once and immutable, so that the password never changes by itself;
 * deleting the Secret is how one asks for a new password.
 */
public final class DatabaseSecrets implements Child<Secret> {
    @Override
    public Class<Secret> kind() {
        return Secret.class;
    }

    @Override
    public Stream<Wanted<Secret>> desired(View view) {
        return view.shop().managedDatabases().map(database -> Wanted.create(secret(database, view)));
    }

    private static Secret secret(Shop.Database database, View view) {
        return new SecretBuilder()
            .withMetadata(Metadata.of(database.name(), Metadata.DATABASE))
            .withType("Opaque")
            .withImmutable(true)
            .addToData("host", base64(database.name()))
            .addToData("port", base64(String.valueOf(Databases.PORT)))
            .addToData("database", base64("shop"))
            .addToData("username", base64("shop"))
            .addToData("password", base64(Hash.of(List.of(view.entropy(), database.name()))))
            .build();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
