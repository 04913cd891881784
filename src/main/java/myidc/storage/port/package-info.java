/** What storage asks of the machines that hold pools: to run one of a few programs and hand over what it prints. */
@NullMarked
package myidc.storage.port;

import org.jspecify.annotations.NullMarked;
