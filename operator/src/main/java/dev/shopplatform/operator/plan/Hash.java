package dev.shopplatform.operator.plan;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for content: equal for equal content, the same in every process. */
public final class Hash {
    private static final int BYTES = 16;

    private Hash() {}

    /** 32 hexadecimal digits. The object's maps must have an order of their own. */
    public static String of(Object content) {
        try {
            byte[] json = Serialization.asJson(content).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
