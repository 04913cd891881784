/**
 * The map of the house.
 *
 * <ul>
 *   <li>{@code shared}: words without frameworks.
 *   <li>{@code platform}: event store wiring, database, clock, security, HTTP ground rules; no domain word.
 *   <li>{@code tenancy, inventory, network, compute, storage, billing}: contexts. Each root decides, {@code event}
 *       remembers, {@code read} shows, {@code policy} reacts, {@code port} asks the outside world, {@code reconcile}
 *       makes the world match.
 *   <li>{@code api}: one package per published HTTP contract, translations at the door.
 *   <li>{@code driver}: the machine room, real or simulated, behind the contexts' ports.
 * </ul>
 */
@NullMarked
package myidc;

import org.jspecify.annotations.NullMarked;
