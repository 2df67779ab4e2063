/** The API that users write: {@link dev.shopplatform.api.v1alpha1.ShopPlatform} and what is inside it. */
package dev.shopplatform.api.v1alpha1;
