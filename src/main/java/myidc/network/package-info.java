/**
 * Owns prefixes and who holds which address. Aggregates: Prefix, and Assignment, one for each time an address is given
 * out, so that givers never wait for one another on a shared stream. That no prefixes overlap and no address has two
 * holders is held by constraints of PostgreSQL in the transaction of the fact.
 *
 * <p>Firewalls and sets of rules belong here too; that they are in force before guests is compute's to see to.
 *
 * <p>To give a guest an address, inside a call of {@code Commands.perform}: let {@link myidc.network.AddressPicker} make
 * the command, send it, and read the address from it. To take it back, send {@link
 * myidc.network.AssignmentCommand.ReleaseAddress} with the command's assignment, or the one that {@link
 * myidc.network.read.Addresses#held} tells of an address. Refuses to know what a holder is. Listens to nobody.
 */
@NullMarked
package myidc.network;

import org.jspecify.annotations.NullMarked;
