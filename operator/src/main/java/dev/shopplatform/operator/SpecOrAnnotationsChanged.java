package dev.shopplatform.operator;

import dev.shopplatform.api.v1alpha1.ShopPlatform;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/** Lets changes of a platform through that may call for work; its status, which the operator writes itself, does not. */
public class SpecOrAnnotationsChanged implements OnUpdateFilter<ShopPlatform> {
    @Override
    public boolean accept(ShopPlatform after, ShopPlatform before) {
        return !Objects.equals(after.getMetadata().getGeneration(), before.getMetadata().getGeneration())
            || !Objects.equals(after.getMetadata().getAnnotations(), before.getMetadata().getAnnotations())
            || !Objects.equals(after.getMetadata().getDeletionTimestamp(), before.getMetadata().getDeletionTimestamp());
    }
}
