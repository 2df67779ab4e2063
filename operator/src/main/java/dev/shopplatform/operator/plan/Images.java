package dev.shopplatform.operator.plan;

/** Where the images come from that a resource does not name itself: the operator's configuration. */
public record Images(String registry, String nginx, String postgres) {

    String bundled(String service, String version) {
        return registry + "/" + service + ":" + version;
    }

    /** The image's tag as a label value, or the fallback for an image that has none. */
    static String tag(String image, String fallback) {
        String withoutDigest = image.split("@", 2)[0];
        int colon = withoutDigest.indexOf(':', withoutDigest.lastIndexOf('/') + 1);
        String tag = colon < 0 ? fallback : withoutDigest.substring(colon + 1);
        String shortened = tag.length() > 63 ? tag.substring(0, 63) : tag;
        return shortened.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    }
}
