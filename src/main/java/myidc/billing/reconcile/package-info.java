/** Closes months at its own pace: durable runs of many accounts, one transaction each, resumed by any process. */
@NullMarked
package myidc.billing.reconcile;

import org.jspecify.annotations.NullMarked;
