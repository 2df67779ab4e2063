package dev.shopplatform.bench;

import java.util.Locale;

/**
 * A figure of the benchmark.
 *
 * @param target what it should at most be; NaN where it has none
 */
record Figure(String what, double value, String unit, double target) {

    static Figure of(String what, double value, String unit) {
        return new Figure(what, value, unit, Double.NaN);
    }

    String verdict() {
        return Double.isNaN(target) ? "" : value <= target ? "met" : String.format(Locale.ROOT, "missed by %.0f %%",
                target == 0 ? 100 : (value / target - 1) * 100);
    }

    String line() {
        return String.format(Locale.ROOT, "%-66s %10.2f %-8s %10s  %s", what, value, unit,
                Double.isNaN(target) ? "" : String.format(Locale.ROOT, "%.2f", target), verdict());
    }
}
