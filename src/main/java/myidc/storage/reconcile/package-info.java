/** Runs pools' tools at their pace and tells what they said. */
@NullMarked
package myidc.storage.reconcile;

import org.jspecify.annotations.NullMarked;
