package dev.shopplatform.operator.plan;

import dev.shopplatform.operator.cluster.Capabilities;
import dev.shopplatform.operator.observe.Observed;

/**
 * All that a plan depends on.
 *
 * @param entropy random text, new for each plan, for what must be unpredictable; a plan uses it only for what does not exist yet
 */
public record View(Shop shop, Images images, Observed observed, Capabilities capabilities, String entropy) {}
