/**
 * Owns the guests and the hosts they run on. Aggregates: Instance, Host. Plans, images and kernels are reference data in
 * {@code catalog}. Refuses to know what a guest costs and who its tenant's people are. Listens to the inventory for
 * devices and sites; asks the machine room and the network through {@code port}.
 */
@NullMarked
package myidc.compute;

import org.jspecify.annotations.NullMarked;
