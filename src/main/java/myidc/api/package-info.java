/** Published HTTP contracts: translations at the door, one package per contract. */
@NullMarked
package myidc.api;

import org.jspecify.annotations.NullMarked;
