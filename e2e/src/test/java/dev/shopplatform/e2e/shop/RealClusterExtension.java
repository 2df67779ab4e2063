package dev.shopplatform.e2e.shop;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the {@link RealCluster}, which is made for the first that asks and closed after the last. */
final class RealClusterExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(RealClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RealCluster.class;
    }

    @Override
    public RealCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(HERE).computeIfAbsent(Attempt.class, _ -> Attempt.make(), Attempt.class).result();
    }

    /** What cannot be made is not tried again for each test: the second failure tells no more than the first. */
    private record Attempt(RealCluster cluster, RuntimeException failure) implements AutoCloseable {
        private static Attempt make() {
            try {
                return new Attempt(new RealCluster(), null);
            } catch (RuntimeException e) {
                return new Attempt(null, e);
            }
        }

        private RealCluster result() {
            if (failure != null) {
                throw failure;
            }
            return cluster;
        }

        @Override
        public void close() {
            if (cluster != null) {
                cluster.close();
            }
        }
    }
}
