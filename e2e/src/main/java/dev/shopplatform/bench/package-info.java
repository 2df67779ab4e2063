/** What the operator costs: figures, not verdicts. */
package dev.shopplatform.bench;
