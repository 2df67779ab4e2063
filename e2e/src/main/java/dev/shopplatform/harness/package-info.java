/** The operator as a process on this machine, under the rights that its chart gives it, and what the API server says it did. */
package dev.shopplatform.harness;
