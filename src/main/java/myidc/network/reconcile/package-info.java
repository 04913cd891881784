/** Takes addresses back whose time is over. */
@NullMarked
package myidc.network.reconcile;

import org.jspecify.annotations.NullMarked;
