package dev.shopplatform.local;

import dev.shopplatform.cluster.Main;

/** The command behind {@code make up} and {@code make down}. */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        System.exit(Main.run(args, new ShopUp()));
    }
}
